"""Reading the rows of a table as the mapping describes them.

A row states a partnership or is left out; single cells of a row that is kept may be left out too.
Everything that is left out is listed with its row and a reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import dates
from twingraph.core.csvfile import LONGEST_CELL
from twingraph.core.geo import Position, position
from twingraph.core.text import fold
from twingraph.sources.spreadsheet.pairings import Pairing, PlaceMention, PlaceName
from twingraph.tables.folder import kind_words
from twingraph.tables.leftout import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.sources.spreadsheet.model import (
        CellValue,
        NamePattern,
        Nodes,
        Side,
        TableMapping,
    )
    from twingraph.sources.spreadsheet.sheet import Record

LONGEST_NAME = 200

_FORMULA = re.compile(r"[=+@-]|#[A-Z0-9/]+[!?]?")  # #REF!, #N/A: errors of a spreadsheet
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)")
_PARTS = re.compile(r"[(),]")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_DIRECTIVES = ("%d", "%j", "%x", "%c")
_MONTH_DIRECTIVES = ("%m", "%b", "%B")


class _Unusable(Exception):  # noqa: N818 - a property of the row, not an error
    """The reason why a row states nothing that can be used."""


class _Row(NamedTuple):
    file: str
    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class RowReader:
    """Reader of rows, which lists what could not be read.

    Attributes:
        mapping: Meaning of the columns.
        gazetteer: Names of the states.
        nodes: The places that the rows name by an id; empty if they do not.
        left_out: Rows and cells that were left out, by file, row and column; a row that was left
            out as a whole has no column.
        corrected: Number of rows that were corrected, by reason.
        unknown: Number of times that each word could not be understood, by its kind.
        state_names: Words of the table for each state.
    """

    mapping: TableMapping
    gazetteer: Gazetteer
    nodes: Mapping[str, Record] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=lambda: LeftOut(("file", "row", "column")))
    corrected: Counter[str] = field(default_factory=Counter)
    unknown: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    state_names: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def read(self, record: Record) -> Pairing | None:
        """Read a row; return None if it is left out."""
        try:
            return self._pairing(record)
        except _Unusable as reason:
            self.skip(record.file, record.number, str(reason))
            return None

    def skip(self, file: str, number: int, reason: str, detail: str = "") -> None:
        """Leave a row out.

        Args:
            file: Name of the file.
            number: Number of the row.
            reason: Why, in words that are the same for all of its kind.
            detail: What is wrong with this row.
        """
        self.left_out.add((file, str(number), ""), reason, detail)

    def _leave_out(self, row: _Row, column: str, reason: str, detail: str = "") -> None:
        self.left_out.add((row.file, str(row.number), column), reason, detail)

    def _pairing(self, record: Record) -> Pairing:
        if record.cells is None:
            raise _Unusable("too many or too few cells")
        if any(len(cell) > LONGEST_CELL for cell in record.cells.values()):
            raise _Unusable(f"a cell of more than {LONGEST_CELL:,} characters")
        row = _Row(record.file, record.number, self._corrected(record.cells, record.file))
        ends = self._mention(self.mapping.a, row), self._mention(self.mapping.b, row)
        start, end = self._times(row)
        kind, word = self._kind(row.cells)
        return Pairing(*ends, record.file, record.number, start, end, kind, word)

    def _corrected(self, cells: dict[str, str], file: str) -> dict[str, str]:
        for correction in self.mapping.correct:
            holds = correction.file in {"", file}
            if holds and all(cells[name] == value for name, value in correction.where.items()):
                cells = {**cells, **correction.set}
                self.corrected[correction.reason] += 1
        return cells

    # --- a place ---

    def _mention(self, side: Side, row: _Row) -> PlaceMention:
        nodes = self.mapping.nodes
        if not nodes or not side.node:
            return self._place(side, row, [row.cells[column] for column in side.apart_by])
        node = self.nodes.get(row.cells[side.node])
        if node is None or node.cells is None:
            raise _Unusable("an id that is not in the table of nodes")
        # Two nodes are two places, whatever their names.
        apart = [row.cells[side.node], *(node.cells[column] for column in nodes.apart_by)]
        return self._place(nodes, _Row(node.file, node.number, node.cells), apart)

    def _place(self, place: Side | Nodes, row: _Row, apart: list[str]) -> PlaceMention:
        cells = row.cells
        cell = cells[place.name]
        item = self._item(cells[place.wikidata] if place.wikidata else "") or _bare_item(cell)
        country = self._country(place.country, row)
        name = PlaceName("") if _bare_item(cell) else _read_name(cell, country, place.pattern)
        position = self._position(place, row, name)
        level = name.level or place.level
        return PlaceMention(name, country, item, position, tuple(apart), level, place.guessed)

    def _item(self, cell: str) -> str:
        item = _ITEM.fullmatch(cell)
        if cell and not item:
            self.unknown["Wikidata item"][cell] += 1
        return item[1] if item else ""

    def _country(self, value: CellValue | None, row: _Row) -> str:
        word = value.of(row.cells) if value else ""
        if not value or not word:
            return ""
        state = self.mapping.countries.get(word)
        if state is None:
            state = self.gazetteer.states.find(word)
            if not state:
                self._leave_out(row, value.column, "a country that is not known", word)
                self.unknown["country"][word] += 1
        if state:
            self.state_names[state][word] += 1
        return state

    def _position(self, side: Side | Nodes, row: _Row, name: PlaceName) -> Position | None:
        if not side.latitude:
            return None
        degrees = row.cells[side.latitude], row.cells[side.longitude]
        if not any(degrees):
            return None
        where = position(*degrees)
        if where is None or where == (0, 0):
            self._leave_out(
                row, side.latitude, "a position that does not exist", ", ".join(degrees)
            )
            return None
        if side.label and not _bears(row.cells[side.label], name):
            reason = "a position of a place with another name"
            self._leave_out(row, side.latitude, reason, row.cells[side.label])
            return None
        return Position(round(where.latitude, 4), round(where.longitude, 4))

    # --- what is said of the partnership ---

    def _times(self, row: _Row) -> tuple[str, str]:
        partnership = self.mapping.partnership
        start, end = self._date(partnership.start, row), self._date(partnership.end, row)
        begins, ends = dates.parse_or_none(start), dates.parse_or_none(end)
        if begins and ends and ends.certainly_before(begins):
            reason = "dates whose end comes before their start"
            self._leave_out(
                row, partnership.end.column if partnership.end else "end", reason, f"{start}, {end}"
            )
            return "", ""
        return start, end

    def _date(self, value: CellValue | None, row: _Row) -> str:
        text = value.of(row.cells) if value else ""
        if not value or not text:
            return ""
        column = value.column or "date"
        date = next(
            filter(None, (_dated(text, f) for f in self.mapping.partnership.date_format)), ""
        )
        if not date:
            self._leave_out(row, column, "a date that cannot be read", text)
            self.unknown["date"][text] += 1
        for placeholder in self.mapping.partnership.placeholder:
            if placeholder.date == date:
                self._leave_out(row, column, f"the date {date}: {placeholder.reason}")
                return ""
        return date

    def _kind(self, cells: Mapping[str, str]) -> tuple[str, str]:
        partnership = self.mapping.partnership
        word = partnership.kind.of(cells) if partnership.kind else ""
        if given := partnership.kinds.get(word):
            return given.kind, given.word or word
        if kind := kind_words(partnership.language).get(word):
            return kind, word
        if word:
            self.unknown["kind"][word] += 1
        return "", ""


def _must_be_a_name(name: str) -> None:
    if not name:
        raise _Unusable("no name")
    if len(name) > LONGEST_NAME:
        raise _Unusable(f"a name of more than {LONGEST_NAME} characters")
    if _FORMULA.match(name):
        raise _Unusable("a formula or a spreadsheet error instead of a name")
    if not fold(name):
        raise _Unusable("a name without a letter")


def _read_name(name: str, country: str, patterns: tuple[NamePattern, ...]) -> PlaceName:
    """Read a name by the first pattern that matches it."""
    _must_be_a_name(name)
    for pattern in patterns:
        parts = pattern.groups(name) or {}
        part = (parts.get("name") or "").strip()
        if fold(part) and country in (pattern.countries or (country,)):
            also, formerly = (_others(parts.get(group)) for group in ("also", "formerly"))
            made = pattern.made(part)
            changed = pattern.level or made != part
            return PlaceName(made, made if changed else name, pattern.level, also, formerly)
    return PlaceName(name, name)


def _others(part: str | None) -> tuple[str, ...]:
    # A semicolon would end the name in the cell.
    return (part.strip().replace(";", ","),) if part and fold(part) else ()


def _bare_item(name: str) -> str:
    """Return an item in the place of a name: Wikidata shows its number where it knows no label."""
    item = _ITEM.fullmatch(name)
    return item[1] if item else ""


def _bears(label: str, name: PlaceName) -> bool:
    """Whether a label has one of the names, or all of "Columbus (Ohio)", among its parts."""
    parts = {fold(part) for part in label.split(",")}
    names = (name.name, *name.also, *name.formerly)
    return any(fold(one) in parts or _parts(one) <= parts for one in names)


def _parts(name: str) -> set[str]:
    return {fold(part) for part in _PARTS.split(name)} - {""}


def _dated(text: str, form: str) -> str:
    """Read a date by a format, as EDTF; return "" if it has another format."""
    if form in {"edtf", "year"}:
        day = dates.parse_or_none(text)
        return str(day) if day and (form == "edtf" or _YEAR.fullmatch(text)) else ""
    try:
        return _precise(datetime.strptime(text, form), form)  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return ""


def _precise(moment: datetime, form: str) -> str:
    """Write a date as precisely as its format has read it."""
    day = moment.date().isoformat()
    if any(directive in form for directive in _DAY_DIRECTIVES):
        return day
    month = any(directive in form for directive in _MONTH_DIRECTIVES)
    return day[:7] if month else day[:4]
