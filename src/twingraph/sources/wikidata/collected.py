"""What is known of places and their partners while the answers come in.

Everything is kept by statement or in sets: the same answers in any order, in pages of any size,
and some of them twice, come to the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from twingraph.sources.wikidata.model import (
    NO_PARTNER,
    UNDATED,
    UNKNOWN_PARTNER,
    Country,
    Fetched,
    Item,
    Population,
    Twinning,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a property, with what stands at it.

    Attributes:
        iri: Its address.
        subject: Item that makes it.
        object: Item that it names, or a literal; empty if it is unknown, or if there is none.
        denied: Whether it says that there is none.
        rank: preferred, normal or deprecated.
        start: Start time; the earliest of several.
        end: End time; the earliest of several.
        ended: Whether it has an end, known or not; None if it does not speak of one.
        on: Point in time; the earliest of several.
        references: Web addresses, in order.
        remarks: What is left out of it, and why.
    """

    iri: str
    subject: str
    object: str
    denied: bool
    rank: str
    start: str
    end: str
    ended: bool | None
    on: str
    references: tuple[str, ...]
    remarks: frozenset[str]

    def twinning(self) -> Twinning:
        """Take it for a statement of P190."""
        return Twinning(
            self.subject,
            self.object,
            self.start,
            self.end,
            self.ended,
            self.on,
            self.rank,
            self.references,
        )

    def country(self) -> Country:
        """Take it for a statement of P17."""
        ended = bool(self.ended)
        return Country(self.object, self.start, self.end, ended, self.rank, self.references)

    def population(self) -> Population | None:
        """Take it for a statement of P1082; None without a time or a whole number."""
        try:
            count = int(Decimal(self.object))
        except (InvalidOperation, ValueError, OverflowError):
            return None
        return Population(count, self.on, self.rank, self.references) if self.on else None


@dataclass(slots=True)
class Known:
    """What is known so far.

    Attributes:
        asked: Items that were asked about.
        codes: Codes of each country.
        twinnings: Partnerships, by the address of the statement.
        skipped: Why a statement is not used, or not all of it, by its address.
        labels: Names of each item, by language.
        spots: Rank, latitude and longitude of each item.
        countries: Countries of each item.
        populations: Inhabitants of each item.
        classes: Classes of each item.
        levels: Classes of ``levels.csv`` that each class is or is below of.
    """

    asked: set[str] = field(default_factory=set)
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    twinnings: dict[str, Twinning] = field(default_factory=dict)
    skipped: dict[str, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    spots: dict[str, set[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(set))
    countries: dict[str, set[Country]] = field(default_factory=lambda: defaultdict(set))
    populations: dict[str, set[Population]] = field(default_factory=lambda: defaultdict(set))
    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    levels: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def add_twinning(self, statement: Statement) -> None:
        """Take in a statement of P190."""
        if statement.denied:
            self.skipped[statement.iri] = frozenset({NO_PARTNER})
        elif not (statement.subject and statement.object):
            self.skipped[statement.iri] = frozenset({UNKNOWN_PARTNER})
        else:
            self.twinnings[statement.iri] = statement.twinning()
            self.skipped[statement.iri] = statement.remarks

    def add_country(self, statement: Statement) -> None:
        """Take in a statement of P17."""
        if statement.object:
            self.countries[statement.subject].add(statement.country())

    def add_population(self, statement: Statement) -> None:
        """Take in a statement of P1082."""
        if population := statement.population():
            self.populations[statement.subject].add(population)
        else:
            self.skipped[statement.iri] = frozenset({UNDATED})

    def partners(self) -> set[str]:
        """Return the items at both ends of the partnerships."""
        return {i for said in self.twinnings.values() for i in (said.subject, said.object)}

    def fetched(self, retrieved: str) -> Fetched:
        """Put it together."""
        return Fetched(
            items={item: self._item(item) for item in sorted(self.asked, key=number)},
            twinnings=[self.twinnings[iri] for iri in sorted(self.twinnings)],
            superclasses=self.levels,
            retrieved=retrieved,
            entities_read=len(self.asked),
            skipped=Counter(reason for reasons in self.skipped.values() for reason in reasons),
        )

    def _item(self, item: str) -> Item:
        latitude, longitude = _best(self.spots[item])
        return Item(
            item=item,
            labels=self.labels[item],
            latitude=latitude,
            longitude=longitude,
            countries=tuple(sorted(self.countries[item])),
            populations=tuple(sorted(self.populations[item])),
            classes=tuple(sorted(self.classes[item], key=number)),
            code=min(self.codes[item], default=""),
        )


def _best(spots: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    """Return the place of the best rank; of several, always the same."""
    standing = [spot for spot in spots if spot[0] != "deprecated"]
    _, latitude, longitude = min(
        standing, key=lambda spot: (spot[0] != "preferred", spot), default=("", "", "")
    )
    return latitude, longitude
