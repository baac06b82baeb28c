"""Who is who: from the name that a table has to the city that it means.

An id or a Wikidata item decides first, then a name in any language. Nothing is guessed: a name
that several cities bear, or none, is a finding with the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from twingraph import schema
from twingraph.names import fold
from twingraph.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.findings import Finding
    from twingraph.tables import Row

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


def reconcile(tables: Tables) -> Tables:
    """Replace the names of cities by their ids, wherever a column refers to a city.

    Returns:
        New tables; their findings say which names could not be resolved.
    """
    if not tables.complete:
        return tables  # the names may stand in the table that could not be read
    gazetteer = Gazetteer(tables)
    findings = list(tables.findings)
    rows = {
        name: [_resolve(row, columns, gazetteer, findings) for row in tables.of(name)]
        if (columns := _city_columns(name))
        else tables.of(name)
        for name in tables.rows
    }
    return Tables(rows, findings)


def _city_columns(table: str) -> list[schema.Column]:
    columns = schema.load().tables[table].real
    return [column for column in columns if column.refers_to == schema.CITY]


def _resolve(
    row: Row, columns: Iterable[schema.Column], gazetteer: Gazetteer, findings: list[Finding]
) -> Row:
    resolved = {}
    for column in columns:
        cities = []
        for name in column.values(row.cells[column.name]):
            found = gazetteer.candidates(name)
            if len(found) != 1:
                findings.append(_unresolved(row, column.name, name, found, gazetteer))
            cities.append(found[0] if len(found) == 1 else name)
        resolved[column.name] = "; ".join(cities)
    return replace(row, cells=row.cells | resolved)


def _unresolved(
    row: Row, column: str, name: str, found: list[str], gazetteer: Gazetteer
) -> Finding:
    if found:
        message = f'"{name}" may be any of: {", ".join(found)}; write the one that is meant'
        return row.error("ambiguous-city", message, column)
    near = ", ".join(gazetteer.nearest(name)) or "no city at all is known"
    message = f'no city "{name}"; nearest: {near}; a new city goes into cities.csv'
    return row.error("unknown-city", message, column)
