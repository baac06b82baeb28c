"""Replacement of the names of cities in the tables by the ids of the cities that they mean.

An id or a Wikidata item decides first, then a name in any language. Nothing is guessed: a name
that several cities have, or none, is a finding with the candidates.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from twingraph.places.gazetteer import Gazetteer
from twingraph.places.identity import unite
from twingraph.places.resolution import Unresolved, resolve
from twingraph.places.same_states import unite_states
from twingraph.tables import layout
from twingraph.tables.rows import Tables

if TYPE_CHECKING:
    from twingraph.tables.rows import Row


def reconcile(tables: Tables) -> Tables:
    """Give each state and city one id, and put it wherever a column refers to a city by a name.

    Returns:
        New tables; their findings report names that could not be resolved. Tables that are not
        complete come back unchanged.
    """
    if not tables.complete:
        return tables  # the names may stand in the table that could not be read
    return _Reconciler(unite(unite_states(tables))).resolved()


# Nobody reads suggestions for more names than that, and looking for them takes time.
_MOST_SUGGESTED = 20


class _Reconciler:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._ids = {row.cells["city"] for row in tables.of("cities.csv")}
        self._findings = list(tables.findings)
        self._resolved: dict[tuple[str, str], str | Unresolved] = {}
        self._unknown = 0

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """The gazetteer, made on first use: large tables refer to cities by their ids alone."""
        return Gazetteer(self._tables)

    def resolved(self) -> Tables:
        """Return the tables with ids in the place of names."""
        rows = {
            name: [self._resolve(row, columns) for row in self._tables.of(name)]
            if (columns := _city_columns(name))
            else self._tables.of(name)
            for name in self._tables.rows
        }
        return Tables(rows, self._findings)

    def _resolve(self, row: Row, columns: list[layout.Column]) -> Row:
        resolved = {}
        for column in columns:
            cell = row.cells[column.name]
            if cell and cell not in self._ids:
                cities = [self._city(row, column, name) for name in column.values(cell)]
                resolved[column.name] = layout.joined(cities)
        return replace(row, cells=row.cells | resolved) if resolved else row

    def _city(self, row: Row, column: layout.Column, name: str) -> str:
        """Return the id of the city; a name that does not say which one stays as it is."""
        if name in self._ids:
            return name
        source = row.cells.get("source", "")
        found = self._resolved.get((name, source))
        if found is None:
            suggesting = self._unknown < _MOST_SUGGESTED
            found = resolve(name, self._gazetteer, source, suggesting=suggesting)
            self._resolved[name, source] = found
            self._unknown += isinstance(found, Unresolved)
        if isinstance(found, str):
            return found
        self._findings.append(row.error(found.rule, found.message, column.name))
        return name


def _city_columns(table: str) -> list[layout.Column]:
    columns = layout.load().tables[table].real
    return [column for column in columns if column.refers_to == layout.CITY]
