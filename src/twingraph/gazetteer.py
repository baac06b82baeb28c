"""The cities that are known, by id, Wikidata item and name in any language."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from twingraph import schema
from twingraph.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.tables import Row, Tables

_NAME_COLUMNS = ("name", "also", "formerly")


class Gazetteer:
    """The cities that the tables know, by id, Wikidata item and name.

    Args:
        tables: Tables of which cities.csv and names.csv are read.
    """

    def __init__(self, tables: Tables) -> None:
        self._cities: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        for row in tables.of("cities.csv"):
            for identifier in filter(None, (row.cells["city"], row.cells["wikidata"])):
                self._cities[identifier].add(row.cells["city"])
        for row in tables.of("names.csv"):
            for city in self._cities.get(row.cells["city"], ()):
                for name in _names(row):
                    self._names[fold(name)][city] = None

    def candidates(self, name: str) -> list[str]:
        """Give the ids of the cities that a name may mean, in order."""
        return sorted(self._cities.get(name) or self._names.get(fold(name)) or ())

    @cached_property
    def _keys(self) -> list[str]:
        return list(dict.fromkeys([*map(fold, self._cities), *self._names]))

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """Give the ids of the cities whose names come nearest, best first."""
        from rapidfuzz import process  # noqa: PLC0415 - only a mistake needs it

        near = [key for key, _, _ in process.extract(fold(name), self._keys, limit=count * 8)]
        return list(dict.fromkeys(city for key in near for city in self.candidates(key)))[:count]


def _names(row: Row) -> Iterator[str]:
    table = schema.load().tables[row.table]
    for column in table.real:
        if column.name in _NAME_COLUMNS:
            yield from column.values(row.cells[column.name])
