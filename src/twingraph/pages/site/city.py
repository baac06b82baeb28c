"""The page of a city: its map, and its partners by date, with kind, standing and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.notes import Notes
from twingraph.pages.site.picture import drawn
from twingraph.pages.site.related import grouped
from twingraph.pages.site.told import Account, accounts_of, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import City, Survey, Tie


class Partner(NamedTuple):
    """A city with which another one has a partnership.

    Attributes:
        iri: Its address.
        label: Its name.
        country: The name of its state, or "".
    """

    iri: str
    label: str
    country: str


class Row(NamedTuple):
    """A partnership in the table of a city.

    Attributes:
        tie: The partnership.
        partners: The other members.
        notes: Numbers of its sources.
    """

    tie: Tie
    partners: tuple[Partner, ...]
    notes: tuple[int, ...]


def light(found: Survey, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield pages of all cities that have a partner, which say no more than that.

    Args:
        found: What the pages share.
        frame: The frame of the pages.

    Yields:
        Where each page lies, and its text.
    """
    ties_of = found.ties_of()
    for iri in found.cities:
        yield page_of(iri), _page(Account(iri, (), {}), ties_of[iri], (), found, frame)


def pages(found: Survey, frame: Frame, related: Relations) -> Iterator[tuple[str, str]]:
    """Yield the pages of all cities that have a partner, with all that is said of them.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
        related: The things to which each thing is related.

    Yields:
        Where each page lies, and its text.
    """
    ties_of = found.ties_of()
    for known in accounts_of(list(found.cities), found):
        iri = known.iri
        yield page_of(iri), _page(known, ties_of[iri], related.get(iri, ()), found, frame)


def page(known: Account, found: Survey, frame: Frame, related: Relations) -> str:
    """Return the page of a city, which may have no partner.

    Args:
        known: What is known of the city.
        found: What the pages of the city and of all that is around it share.
        frame: The frame of the page.
        related: The things to which each thing is related.
    """
    iri = known.iri
    return _page(known, found.ties_of().get(iri, ()), related.get(iri, ()), found, frame)


def _page(
    known: Account, ties: Sequence[Tie], related: Iterable[str], found: Survey, frame: Frame
) -> str:
    notes, city, page = Notes(), found.cities[known.iri], page_of(known.iri)
    return frame.render(
        "city.html.jinja",
        page,
        city=city,
        other_names=[name for name in city.names if name != city.label],
        drawn=drawn(ties, found.cities, first=[city.iri], centre=city.iri),
        rows=[_row(tie, city, found, notes) for tie in ties],
        active=len(
            {member for tie in ties if tie.is_active for member in tie.members} - {city.iri}
        ),
        groups=grouped(related, page, found, frame),
        sections=told(known.sections, notes, city.label),
        notes=notes.sources,
        nodes=known.nodes,
    )


def _row(tie: Tie, city: City, found: Survey, notes: Notes) -> Row:
    others = (member for member in tie.members if member != city.iri)
    partners = tuple(_partner(member, found) for member in others)
    return Row(tie, partners, tuple(map(notes.number, tie.sources)))


def _partner(iri: str, found: Survey) -> Partner:
    country = found.cities[iri].country if iri in found.cities else ""
    return Partner(iri, found.labels[iri], country)
