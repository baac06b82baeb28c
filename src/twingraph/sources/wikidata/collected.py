"""The statements that were read of places and their partners, put together.

Everything is kept by statement or in sets: the same statements in any order, in parts of any size,
and some of them twice, give the same result.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twingraph.sources.wikidata import statements
from twingraph.sources.wikidata.classes import Classes
from twingraph.sources.wikidata.levels import roots
from twingraph.sources.wikidata.model import (
    EVERY_LANGUAGE,
    LABEL_LANGUAGES,
    Country,
    Fetched,
    Item,
    Population,
    Twinning,
    number,
)
from twingraph.sources.wikidata.statements import Coordinates
from twingraph.tables.leftout import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.sources.wikidata.entities import Entity
    from twingraph.sources.wikidata.statements import ItemStatement


@dataclass(slots=True)
class _Place:
    """The statements on an item so far."""

    labels: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    countries: set[Country] = field(default_factory=set)
    populations: set[Population] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    positions: set[Coordinates] = field(default_factory=set)


@dataclass(slots=True)
class Collected:
    """The statements so far.

    Attributes:
        items: Items that were read themselves.
        twinnings: Statements on partners that can be used.
        classes: The classes, and those that they are directly below of.
        left_out: Statements that cannot be used, by item, statement and property.
    """

    items: set[str] = field(default_factory=set)
    twinnings: set[Twinning] = field(default_factory=set)
    classes: Classes = field(default_factory=Classes)
    left_out: LeftOut = field(default_factory=lambda: LeftOut(statements.COLUMNS))
    _places: dict[str, _Place] = field(default_factory=lambda: defaultdict(_Place))
    _unused: set[tuple[str, str]] = field(default_factory=set)

    # --- taking in ---

    def add_entity(self, entity: Entity) -> None:
        """Add all statements of an entity on itself as a place or a country."""
        self.items.add(entity.item)
        for language, text in entity.labels.items():
            self.add_label(entity.item, language, text)
        for code in entity.codes:
            self.add_code(entity.item, code)
        for statement in entity.statements:
            self.add(statement)

    def add(self, statement: ItemStatement) -> None:
        """Add a statement."""
        match statement.property:
            case statements.PARTNER:
                self._add_twinning(statement)
            case statements.COUNTRY:
                if country := statements.country(statement, self.left_out):
                    self._places[statement.item].countries.add(country)
            case statements.POPULATION:
                if population := statements.population(statement, self.left_out):
                    self._places[statement.item].populations.add(population)
            case statements.POSITION:
                if position := statements.coordinates(statement, self.left_out):
                    self._places[statement.item].positions.add(position)
            case statements.CLASS:
                if class_ := statements.class_(statement):
                    self._places[statement.item].classes.add(class_)

    def _add_twinning(self, statement: ItemStatement) -> None:
        if twinning := statements.twinning(statement, self.left_out):
            self.twinnings.add(twinning)
        else:
            self._unused.add((statement.item, statement.number))

    def add_label(self, item: str, language: str, text: str) -> None:
        """Add a name.

        Args:
            item: The item.
            language: Language of the name, as Wikidata has it.
            text: The name, as Wikidata has it.
        """
        if name := statements.label(item, text, self.left_out):
            self._places[item].labels[language] = name

    def add_code(self, item: str, code: str) -> None:
        """Add a code of a country.

        Args:
            item: Item of the country.
            code: Its ISO 3166-1 code of two letters.
        """
        self._places[item].codes.add(code)

    # --- what is known ---

    def ends(self) -> set[str]:
        """Return the items at both ends of the partnerships."""
        return {end for twinning in self.twinnings for end in (twinning.subject, twinning.object)}

    def countries(self) -> set[str]:
        """Return the items of the countries in which places lie or lay."""
        return {country.item for place in self._places.values() for country in place.countries}

    def classes_of_places(self) -> set[str]:
        """Return the classes of which places are instances."""
        return set[str]().union(*(place.classes for place in self._places.values()))

    def missing(self) -> frozenset[str]:
        """Return items that others name as a partner or a country, and that were not read."""
        named = {twinning.object for twinning in self.twinnings} | self.countries()
        return frozenset(named - self.items)

    def with_code(self, code: str) -> list[str]:
        """Return the items of countries with a code: a state and its predecessor may share it."""
        return sorted((i for i, p in self._places.items() if code in p.codes), key=number)

    def codes(self) -> set[str]:
        """Return the codes of all countries."""
        return set[str]().union(*(place.codes for place in self._places.values()))

    def fetched(self, retrieved: str, entities_read: int) -> Fetched:
        """Return everything that was collected.

        Args:
            retrieved: Day of the fetch, such as "2026-11-22".
            entities_read: Number of entities that were read.
        """
        return Fetched(
            items={item: self._item(item) for item in sorted(self.items, key=number)},
            twinnings=self.twinnings,
            statements_read=len(self.twinnings) + len(self._unused),
            superclasses=self.classes.reaching(self.classes_of_places(), roots()),
            retrieved=retrieved,
            entities_read=entities_read,
            left_out=self.left_out,
        )

    def _item(self, item: str) -> Item:
        place = self._places[item]
        position = min(place.positions, default=Coordinates())
        return Item(
            item=item,
            labels=_in_every_language(place.labels),
            latitude=position.latitude,
            longitude=position.longitude,
            countries=tuple(sorted(place.countries)),
            populations=tuple(sorted(place.populations)),
            classes=tuple(sorted(place.classes, key=number)),
            code=statements.code(item, place.codes, self.left_out),
        )


def _in_every_language(labels: Mapping[str, str]) -> dict[str, str]:
    """Use the label for every language in the languages that have no label of their own."""
    shared = labels.get(EVERY_LANGUAGE)
    missing: Iterable[str] = LABEL_LANGUAGES if shared else ()
    return {**dict.fromkeys(missing, shared or ""), **labels}
