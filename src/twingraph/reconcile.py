"""Who is who: from the name that a table has to the city that it means.

An id or a Wikidata item decides first, then a name in any language. Nothing is guessed: a name
that several cities bear, or none, is a finding with the candidates.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twingraph import schema
from twingraph.gazetteer import Gazetteer
from twingraph.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.findings import Finding
    from twingraph.tables import Row


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
