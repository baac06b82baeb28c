"""What the pages of a site share, in one language: the cities, how they are tied, and their names.

A survey puts each question about a thousand things at a time, and joins the answers here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.core.geo import Position, is_on_earth
from twingraph.core.terms import CONCEPT, kind_of
from twingraph.pages import standings
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import Dataset, dataset_of
from twingraph.pages.labels import Labels
from twingraph.pages.site.ordering import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from twingraph.core.languages import Language
    from twingraph.pages.asking import Rows
    from twingraph.store.engine import Store

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        iri: Its address.
        label: Its name in the language of the survey.
        country: The name of its state, or "".
        place: Where it lies, if that is known.
        names: All its names in all languages, as they are written.
    """

    iri: str
    label: str
    country: str
    place: Position | None
    names: tuple[str, ...]


class Source(NamedTuple):
    """A source of a statement.

    Attributes:
        title: Its title.
        address: Where it can be read, or "".
    """

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership, in words.

    Attributes:
        iri: Its address.
        label: The names of its members.
        members: Addresses of its members.
        kind: What it is, such as "twin town", or "".
        start: When it began, or "".
        end: When it ended, or "".
        is_active: Whether a source says that it is active today.
        standing: Id of its standing.
        line: Id of the standing of a line that joins two of its members.
        told: Its standing.
        order: Key that sorts partnerships by their start.
        sources: What says so.
    """

    iri: str
    label: str
    members: tuple[str, ...]
    kind: str
    start: str
    end: str
    is_active: bool
    standing: str
    line: str
    told: str
    order: tuple[Any, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that the pages of a language share.

    Attributes:
        language: The language.
        dataset: The dataset.
        things: Addresses of all things that have a page, by their kind.
        cities: Cities that have a partner, by their address, in the order of their names.
        ties: Partnerships by their address.
        labels: Names of things in the language.
        asker: Asks for more.
        store: The store that is asked.
    """

    language: Language
    dataset: Dataset
    things: Mapping[str, Sequence[str]]
    cities: Mapping[str, City]
    ties: Mapping[str, Tie]
    labels: Labels
    asker: Asker
    store: Store

    def label(self, iri: str) -> str:
        """Return what a thing is called; a partnership is called by its members."""
        return self.ties[iri].label if iri in self.ties else self.labels[iri]

    def ties_of(self) -> dict[str, list[Tie]]:
        """Return the partnerships of each city, by their start; those without one come last."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in sorted(self.ties.values(), key=lambda tie: (tie.order, tie.label, tie.iri)):
            for member in tie.members:
                found[member].append(tie)
        return found


def survey(store: Store, language: Language) -> Survey:
    """Ask for everything that the pages of a language share.

    Args:
        store: The store that is asked.
        language: The language.
    """
    return survey_of((row["thing"] for row in Asker(store).ask("site/things")), store, language)


def survey_of(iris: Iterable[str], store: Store, language: Language) -> Survey:
    """Ask for what the pages of some things share.

    Args:
        iris: Addresses of the things.
        store: The store that is asked.
        language: The language.
    """
    asker = Asker(store)
    labels = Labels(asker, language)
    things: dict[str, list[str]] = defaultdict(list)
    for iri in iris:
        things[kind_of(iri)].append(iri)
    dataset = dataset_of(asker, language)
    cities = _cities(things["city"], asker, labels)
    ties = _ties(things["partnership"], dataset.today, asker, labels)
    return Survey(language, dataset, things, cities, ties, labels, asker, store)


def about(question: str, things: Iterable[str], asker: Asker) -> Iterator[dict[str, Any]]:
    """Yield the rows of a question about many things.

    Args:
        question: Name of the question.
        things: Addresses of the things.
        asker: Asks the store.
    """
    for portion in portions(list(things)):
        yield from asker.about(question, portion)


def learn(things: Iterable[str], labels: Labels) -> None:
    """Look up the names of many things.

    Args:
        things: Addresses of the things; "" and None are passed over.
        labels: Names of things, to which those are added.
    """
    for portion in portions(sorted(set(filter(None, things)))):
        labels.learn(portion)


def portions(things: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield things in portions that one question can be about."""
    for start in range(0, len(things), AT_ONCE):
        yield things[start : start + AT_ONCE]


def when(date: str | None, language: Language) -> str:
    """Return a date in words.

    Args:
        date: Address of the date; None or "" if it is not known.
        language: Language of the words.
    """
    day = dates.at(date) if date else None
    return words(day, language) if day else ""


def _cities(things: Sequence[str], asker: Asker, labels: Labels) -> dict[str, City]:
    rows = {row["city"]: row for row in reversed(list(about("site/cities", things, asker)))}
    learn([*things, *(row["state"] for row in rows.values())], labels)
    names: dict[str, set[str]] = defaultdict(set)
    for row in about("view/names", things, asker):
        names[row["thing"]].add(row["name"])
    found = [_city(iri, rows[iri], names[iri], labels) for iri in things]
    ordered = sorted(found, key=lambda city: (key(city.label, labels.language), city.iri))
    return {city.iri: city for city in ordered}


def _city(iri: str, row: Mapping[str, Any], names: set[str], labels: Labels) -> City:
    country = labels[row["state"]] if row["state"] else ""
    return City(iri, labels[iri], country, _place(row), tuple(sorted(names | {labels[iri]})))


def _place(row: Mapping[str, Any]) -> Position | None:
    try:
        north, east = float(row["latitude"]), float(row["longitude"])
    except (TypeError, ValueError):  # unknown, or no number in somebody else's store
        return None
    return Position(north, east) if is_on_earth(north, east) else None


def _ties(
    things: Sequence[str],
    today: date | None,
    asker: Asker,
    labels: Labels,
) -> dict[str, Tie]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in about("site/partnerships", things, asker):
        rows[row["partnership"]].append(row)
    learn(
        (row[of] for found in rows.values() for row in found for of in ("kind", "member")), labels
    )
    # Engines do not agree on the order of titles in several languages, so they are sorted here.
    sources: dict[str, set[Source]] = defaultdict(set)
    for row in about("site/sources", things, asker):
        sources[row["thing"]].add(Source(row["title"], row["address"] or ""))
    return {
        iri: _tie(found, today, labels, tuple(sorted(sources[iri]))) for iri, found in rows.items()
    }


def _tie(
    rows: Rows,
    today: date | None,
    labels: Labels,
    sources: tuple[Source, ...],
) -> Tie:
    row, language = rows[0], labels.language
    members = tuple(dict.fromkeys(row["member"] for row in rows))
    start = dates.at(row["start"]) if row["start"] else None
    status = (row["status"] or "").removeprefix(f"{CONCEPT}status-")
    standing = standings.standing(status, start, today)
    return Tie(
        iri=row["partnership"],
        label=" – ".join(labels[member] for member in members),
        members=members,
        kind=labels[row["kind"]] if row["kind"] else "",
        start=when(row["start"], language),
        end=when(row["end"], language),
        is_active=status == "active" and standing != "planned",
        standing=standing,
        line=standings.standing(status, start, today, members=len(members)),
        told=standings.told(status, standing, language),
        order=dates.order(start),
        sources=sources,
    )
