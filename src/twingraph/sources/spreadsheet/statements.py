"""What each row of a table states, as the mapping reads it.

A row states a partnership or is skipped, and what is skipped is counted by its reason. So is
every cell that is left out of a row that is kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.geo import Position, position
from twingraph.core.text import fold
from twingraph.sources.spreadsheet import toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.sources.spreadsheet.model import NamePattern, Side, TableMapping, Value
    from twingraph.sources.spreadsheet.sheet import Record

LONGEST_NAME = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
_FORMULA = re.compile(r"[=+@-]|#[A-Z0-9/]+[!?]?")  # #REF!, #N/A: what a spreadsheet says of errors
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)")
_PARTS = re.compile(r"[(),]")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_DIRECTIVES = ("%d", "%j", "%x", "%c")
_MONTH_DIRECTIVES = ("%m", "%b", "%B")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the patterns of the mapping read it.

    Attributes:
        name: The name; empty if there is only an item.
        asked: The name by which known cities are looked up: as the table has it, unless the
            pattern makes another one of it, which is that of something else.
        level: Level of what bears it, as the pattern says; empty if it does not.
        also: Other names.
        formerly: Names no longer in use.
    """

    name: str
    asked: str = ""
    level: str = ""
    also: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as a row speaks of it.

    Attributes:
        name: Its name.
        country: Id of its state; empty if it is not known.
        item: Its Wikidata item; empty if there is none.
        position: Degrees north and east; None if it has none that can be used.
        apart: What tells it from places of the same name.
        level: Its level; empty if the mapping does not say it.
    """

    name: Name
    country: str = ""
    item: str = ""
    position: Position | None = None
    apart: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A partnership as a row states it.

    Attributes:
        a: Who speaks.
        b: Who is named.
        file: Name of the file.
        number: Row of the file.
        start: When it began, by EDTF; empty if it is not known.
        end: When it ended, likewise.
        kind: A concept of the scheme of kinds; empty if it is not known.
        word: The word for it.
    """

    a: Mention
    b: Mention
    file: str
    number: int
    start: str = ""
    end: str = ""
    kind: str = ""
    word: str = ""


class Skipped(Exception):  # noqa: N818 - not an error: the word for what happens to the row
    """The reason why a row states nothing that can be used."""


@dataclass(slots=True)
class Reader:
    """Reads rows, and counts what could not be read.

    Attributes:
        mapping: What the columns mean.
        gazetteer: Names of the states.
        skipped: Number of rows that were skipped, by reason.
        left_out: Number of cells that were left out, by reason.
        corrected: Number of rows that were corrected, by reason.
        unknown: Number of each word that could not be understood, by what it should be.
        state_names: Words of the table for each state.
    """

    mapping: TableMapping
    gazetteer: Gazetteer
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    unknown: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    state_names: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def read(self, record: Record) -> Statement | None:
        """Read a row; None if it was skipped."""
        try:
            return self._statement(record)
        except Skipped as reason:
            self.skipped[str(reason)] += 1
            return None

    def _statement(self, record: Record) -> Statement:
        if record.cells is None:
            raise Skipped("too many or too few cells")
        if any(map(_CONTROL.search, record.cells.values())):
            raise Skipped("a control character in a cell")
        cells = self._corrected(record.cells, record.file)
        ends = self._mention(self.mapping.a, cells), self._mention(self.mapping.b, cells)
        start, end = self._times(cells)
        kind, word = self._kind(cells)
        return Statement(*ends, record.file, record.number, start, end, kind, word)

    def _corrected(self, cells: dict[str, str], file: str) -> dict[str, str]:
        for correction in self.mapping.correct:
            holds = correction.file in {"", file}
            if holds and all(cells[name] == value for name, value in correction.where.items()):
                cells = {**cells, **correction.set}
                self.corrected[correction.reason] += 1
        return cells

    # --- a place ---

    def _mention(self, side: Side, cells: Mapping[str, str]) -> Mention:
        said = cells[side.name]
        item = self._item(cells[side.wikidata] if side.wikidata else "") or _bare_item(said)
        country = self._country(side.country, cells)
        name = Name("") if _bare_item(said) else _read_name(said, country, side.pattern)
        return Mention(
            name,
            country,
            item,
            self._position(side, cells, name),
            tuple(cells[column] for column in side.apart_by),
            name.level or side.level,
        )

    def _item(self, cell: str) -> str:
        found = _ITEM.fullmatch(cell)
        if cell and not found:
            self.unknown["Wikidata item"][cell] += 1
        return found[1] if found else ""

    def _country(self, value: Value | None, cells: Mapping[str, str]) -> str:
        word = value.of(cells) if value else ""
        if not word:
            return ""
        state = self.mapping.countries.get(word)
        if state is None:
            state = self.gazetteer.states.find(word)
            if not state:
                self.unknown["country"][word] += 1
        if state:
            self.state_names[state][word] += 1
        return state

    def _position(self, side: Side, cells: Mapping[str, str], name: Name) -> Position | None:
        if not side.latitude or not (cells[side.latitude] or cells[side.longitude]):
            return None
        where = position(cells[side.latitude], cells[side.longitude])
        if where is None or where == (0, 0):
            self.left_out["a position that is none"] += 1
            return None
        if side.label and not _bears(cells[side.label], name):
            self.left_out["a position that belongs to another name"] += 1
            return None
        return Position(round(where.latitude, 4), round(where.longitude, 4))

    # --- what is said of the partnership ---

    def _times(self, cells: Mapping[str, str]) -> tuple[str, str]:
        said = self.mapping.partnership
        start, end = self._date(said.start, cells), self._date(said.end, cells)
        begins, ends = dates.parse_or_none(start), dates.parse_or_none(end)
        if begins and ends and ends.certainly_before(begins):
            self.left_out["dates, as the end comes before the start"] += 1
            return "", ""
        return start, end

    def _date(self, value: Value | None, cells: Mapping[str, str]) -> str:
        text = value.of(cells) if value else ""
        if not text:
            return ""
        date = next(
            filter(None, (_dated(text, f) for f in self.mapping.partnership.date_format)), ""
        )
        if not date:
            self.left_out["a date that cannot be read"] += 1
            self.unknown["date"][text] += 1
        for placeholder in self.mapping.partnership.placeholder:
            if placeholder.date == date:
                self.left_out[f"the date {date}: {placeholder.reason}"] += 1
                return ""
        return date

    def _kind(self, cells: Mapping[str, str]) -> tuple[str, str]:
        said = self.mapping.partnership
        word = said.kind.of(cells) if said.kind else ""
        if kind := said.kinds.get(word):
            return kind.kind, kind.word
        if word and (said.kinds or word not in toml.concepts("kind")):
            self.unknown["kind"][word] += 1
            return "", ""
        return word, ""


def _must_be_a_name(name: str) -> None:
    if not name:
        raise Skipped("no name")
    if len(name) > LONGEST_NAME:
        raise Skipped(f"a name of more than {LONGEST_NAME} characters")
    if _FORMULA.match(name):
        raise Skipped("a formula or a spreadsheet’s error for a name")
    if not fold(name):
        raise Skipped("a name without a letter")


def _read_name(name: str, country: str, patterns: tuple[NamePattern, ...]) -> Name:
    """Read a name by the first pattern that fits it."""
    _must_be_a_name(name)
    for pattern in patterns:
        found = pattern.match.fullmatch(name)
        if found and fold(found["name"] or "") and country in (pattern.countries or (country,)):
            parts = found.groupdict()
            also, formerly = (_others(parts.get(group)) for group in ("also", "formerly"))
            made = pattern.name.format(name=found["name"].strip())
            changed = pattern.level or made != found["name"].strip()
            return Name(made, made if changed else name, pattern.level, also, formerly)
    return Name(name, name)


def _others(part: str | None) -> tuple[str, ...]:
    # A semicolon would end the name in the cell.
    return (part.strip().replace(";", ","),) if part and fold(part) else ()


def _bare_item(name: str) -> str:
    """Read an item that stands for a name: Wikidata shows its number where it knows no label."""
    found = _ITEM.fullmatch(name)
    return found[1] if found else ""


def _bears(label: str, name: Name) -> bool:
    """Whether a label has one of the names, or all of "Columbus (Ohio)", among its parts."""
    parts = {fold(part) for part in label.split(",")}
    names = (name.name, *name.also, *name.formerly)
    return any(fold(one) in parts or _parts(one) <= parts for one in names)


def _parts(name: str) -> set[str]:
    return {fold(part) for part in _PARTS.split(name)} - {""}


def _dated(text: str, form: str) -> str:
    """Read a date by a format, as EDTF; empty if it has another."""
    if form in {"edtf", "year"}:
        day = dates.parse_or_none(text)
        return str(day) if day and (form == "edtf" or _YEAR.fullmatch(text)) else ""
    try:
        return _precise(datetime.strptime(text, form), form)  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return ""


def _precise(moment: datetime, form: str) -> str:
    """Write no more of a date than its format has read."""
    day = moment.date().isoformat()
    if any(directive in form for directive in _DAY_DIRECTIVES):
        return day
    month = any(directive in form for directive in _MONTH_DIRECTIVES)
    return day[:7] if month else day[:4]
