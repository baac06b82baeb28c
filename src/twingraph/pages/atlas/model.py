"""What an atlas shows: cities, their partnerships, and what sources say of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.terms import CONCEPT, kind_of, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.dates import ImpreciseDate
    from twingraph.core.geo import Position
    from twingraph.core.languages import Language
    from twingraph.pages.dataset import Dataset
    from twingraph.pages.stories.telling import ToldStory

_CODE = 2  # Letters of a state's code in ISO 3166-1.


def short(iri: str) -> str:
    """Return the id of a thing as addresses have it: ``PL``, ``twin-town``, ``eurocities``."""
    name = slug(iri)
    if kind_of(iri) == "state":
        return name.upper() if len(name) == _CODE else name
    return name.partition("-")[2] if iri.startswith(CONCEPT) else name


@dataclass(frozen=True, slots=True)
class City:
    """A city that has a partner.

    Attributes:
        id: Its id.
        label: Its name in the language of the atlas, or the one label that it has.
        names: Its other names, of all languages and times.
        country: Address of the state in which it lies; "" if it is not known.
        place: Where it lies; None if it is not known.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    country: str = ""
    place: Position | None = None


class Phase(NamedTuple):
    """A phase of a partnership.

    Attributes:
        status: active, dormant, suspended or ended; "" if no source says it.
        start: When it began; None if no source says it.
        end: When it ended; None if no source says it.
    """

    status: str
    start: ImpreciseDate | None
    end: ImpreciseDate | None


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership.

    Attributes:
        id: Its id.
        members: Numbers of its members among the cities, in order.
        kind: Address of its kind; "" if no source says it.
        status: Its status on the day of the dataset; "" if no source says it.
        since: When it began or is to begin; None if no source says it.
        until: When it ended; None if it has not, or no source says it.
        fields: Addresses of the fields in which it works or wants to.
        phases: Its phases in order.
    """

    id: str
    members: tuple[int, ...]
    kind: str = ""
    status: str = ""
    since: ImpreciseDate | None = None
    until: ImpreciseDate | None = None
    fields: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()


class Source(NamedTuple):
    """A source of partnerships.

    Attributes:
        id: Its id.
        title: Its title.
        address: Where it can be read; "" if it has no web address.
        read: The day on which it was read; None if it is not known.
    """

    id: str
    title: str
    address: str
    read: ImpreciseDate | None


class Evidence(NamedTuple):
    """What a source says of a partnership, and of its start if it says anything.

    Attributes:
        source: The source.
        start: The start that it states; None if it states none.
        rank: normal, preferred or deprecated; "" without a start.
        contradicts: Whether that start contradicts the one that is used.
        reason: Why it has that rank; "" if there is no reason.
        quote: Its words; "" if it has none.
        address: Where just this can be read, such as an item of Wikidata; "" if it is the address
            of the source.
    """

    source: Source
    start: ImpreciseDate | None = None
    rank: str = ""
    contradicts: bool = False
    reason: str = ""
    quote: str = ""
    address: str = ""


class Membership(NamedTuple):
    """A membership of a city in a network.

    Attributes:
        city: Number of the city.
        network: Address of the network.
        start: When it began; None if no source says it.
        end: When it ended; None if no source says it.
    """

    city: int
    network: str
    start: ImpreciseDate | None
    end: ImpreciseDate | None


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that an atlas shows, worded in one language.

    Attributes:
        language: The language.
        dataset: The dataset.
        cities: The cities, by their ids.
        partnerships: The partnerships, by their ids.
        evidence: For each partnership, what sources say of it.
        memberships: Memberships of the cities in networks.
        labels: Names of kinds, fields, states and networks, by their addresses.
        stories: The stories that it tells.
    """

    language: Language
    dataset: Dataset
    cities: tuple[City, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    memberships: tuple[Membership, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[ToldStory, ...] = ()
