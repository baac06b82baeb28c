"""One id for each state: what an importer once called by an item's number gets the dataset's id."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from twingraph.core import ids
from twingraph.places import states
from twingraph.tables import layout
from twingraph.tables.rows import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.tables.rows import Row

_BY_ITEM = re.compile(r"q[1-9][0-9]*")  # the id of a fetched state that the dataset does not know
_STATES, _AFFILIATIONS = "states.csv", "affiliations.csv"


def unite_states(tables: Tables) -> Tables:
    """Replace the number of an item by the id of the state whose item it is, in all tables.

    The states of the tables come first, then those of the dataset that comes with twingraph. Two
    ids that are both no numbers stay apart: that they have one item is an error, found later.
    """
    named = {row.cells["state"] for row in tables.of(_STATES)}
    numbers = sorted(filter(_BY_ITEM.fullmatch, named))
    if not numbers:
        return tables
    known = {
        row.cells["wikidata"].lower(): row.cells["state"]
        for row in tables.of(_STATES)
        if row.cells["wikidata"] and row.cells["state"] not in numbers
    }
    known = {number: known.get(number) or states.shipped().find(number) for number in numbers}
    aliases = {number: state for number, state in known.items() if state}
    rows = {
        name: [_rename(row, aliases) for row in tables.of(name)] if _columns(name) else rows
        for name, rows in tables.rows.items()
    }
    return Tables(rows, tables.findings, tables.complete)


def _columns(table: str) -> list[layout.Column]:
    described = layout.load().tables[table]
    keys = (_STATES, _AFFILIATIONS)
    return [
        column
        for column in described.real
        if column.refers_to == _STATES or (table in keys and column.name == described.key)
    ]


def _rename(row: Row, aliases: Mapping[str, str]) -> Row:
    changed = {}
    for column in _columns(row.table):
        # An affiliation's id begins with that of its city, which may be a number as well.
        *city, state = ids.parts(row.cells[column.name])[:2]
        if state in aliases:
            rest = ids.parts(row.cells[column.name])[2:]
            changed[column.name] = ids.joined([*city, aliases[state], *rest])
    return replace(row, cells=row.cells | changed) if changed else row
