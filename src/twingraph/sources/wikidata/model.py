"""Wikidata's statements on a place and its partners, as far as twingraph needs them.

Dates are EDTF in the Gregorian calendar, empty where Wikidata has none or does not know it.
Items are written as Wikidata does: "Q2079".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twingraph.tables.leftout import LeftOut

# The label that Wikidata shows in every language in which an item has no label of its own.
EVERY_LANGUAGE = "mul"
# The languages in which labels are taken.
LABEL_LANGUAGES = ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "ro", "uk", EVERY_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Twinning:
    """A statement that one place is the twinned administrative body of another (P190).

    Attributes:
        subject: Item that has the statement.
        object: Item that it names.
        start: Start time (P580).
        end: End time (P582).
        ended: Whether it has an end, known or not; False if Wikidata says that it has none;
            None if Wikidata says nothing about an end.
        on: Point in time (P585).
        rank: preferred, normal or deprecated.
        references: Web addresses of its references (P854), in order.
        statement: Number of the statement, such as "Q2079$7a2b…".
    """

    subject: str
    object: str
    start: str = ""
    end: str = ""
    ended: bool | None = None
    on: str = ""
    rank: str = "normal"
    references: tuple[str, ...] = ()
    statement: str = ""

    @property
    def order(self) -> tuple[int | str | tuple[str, ...], ...]:
        """Key by which statements are sorted: all their parts but the number."""
        ends = number(self.subject), number(self.object)
        times = self.start, self.end, str(self.ended), self.on
        return *ends, *times, self.rank, self.references


@dataclass(frozen=True, slots=True, order=True)
class Country:
    """The statement that a place lies in a country (P17).

    Attributes:
        item: Item of the country.
        start: Since when.
        end: Until when.
        ended: Whether it has an end, known or not.
        rank: preferred, normal or deprecated.
        references: Web addresses of its references, in order.
    """

    item: str
    start: str = ""
    end: str = ""
    ended: bool = False
    rank: str = "normal"
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Population:
    """A number of inhabitants (P1082).

    Attributes:
        count: The number.
        on: The date at which they were counted (P585).
        rank: preferred, normal or deprecated.
        references: Web addresses of its references, in order.
    """

    count: int
    on: str
    rank: str = "normal"
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A place or a country.

    Attributes:
        item: Its number, such as "Q2079".
        labels: Its name by language, for ``LABEL_LANGUAGES``.
        latitude: Degrees north, as a decimal number of at most four places; empty if unknown.
        longitude: Degrees east, likewise.
        countries: Countries that it lies or lay in, sorted.
        populations: Its inhabitants, sorted.
        classes: Items that it is an instance of (P31), sorted, without deprecated ones.
        code: ISO 3166-1 code of two letters (P297), for a country; empty otherwise.
    """

    item: str
    labels: Mapping[str, str] = field(default_factory=dict)
    latitude: str = ""
    longitude: str = ""
    countries: tuple[Country, ...] = ()
    populations: tuple[Population, ...] = ()
    classes: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """All that was fetched.

    Attributes:
        items: Places and countries, by their number. A place that is only named as a partner may
            be missing.
        twinnings: Every statement on partners that can be used, in any order.
        statements_read: Number of statements on partners, used or not.
        superclasses: For each class of a place, the classes among those of ``levels.csv`` that
            it is, or is below (P31/P279*).
        retrieved: Day of the fetch, such as "2026-11-22".
        entities_read: Number of entities that were read.
        left_out: Statements that cannot be used, by item, statement and property.
    """

    items: Mapping[str, Item]
    twinnings: Collection[Twinning]
    statements_read: int
    superclasses: Mapping[str, frozenset[str]]
    retrieved: str
    entities_read: int
    left_out: LeftOut


def number(item: str) -> int:
    """Return the number of an item, by which items are sorted: ``number("Q64")`` is 64."""
    return int(item[1:])
