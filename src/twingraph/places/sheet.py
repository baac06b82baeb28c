"""Somebody's own table, read to be matched, and written with what was found."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError, InputError
from twingraph.core.findings import Finding
from twingraph.core.geo import position
from twingraph.places.matching import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.places.matching import Linkage

ADDED = ("id", "wikidata", "label", "score", "candidates")
COLUMNS = {
    "name": ("name", "city", "town", "place", "label", "stadt", "ort", "ville", "miasto"),
    "country": ("country", "countrylabel", "land", "staat", "pays", "kraj"),
    "wikidata": ("wikidata", "qid", "item"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
}

_DELIMITERS = ",;\t|"
_ENOUGH_ROWS = 50  # to tell what separates the columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """Somebody's own table, cell for cell.

    Attributes:
        file: The file as the user named it.
        header: Names of the columns, as they are; two may be equal.
        rows: Cells of each row below the header.
        delimiter: What stands between two cells.
        marked: Whether the file begins with a byte order mark.
    """

    file: str
    header: list[str]
    rows: list[list[str]]
    delimiter: str
    marked: bool

    def column(self, kind: str, name: str | None) -> int | None:
        """Find a column by its name or, without one, by the usual names of its kind.

        Args:
            kind: A key of ``COLUMNS``.
            name: The name in the header; None if the user gave none.

        Raises:
            InputError: No column is called so, or two are.
        """
        if name is None:
            there = {title.strip().casefold() for title in self.header}
            name = next((title for title in COLUMNS[kind] if title in there), None)
            if name is None:
                return None
        exact = [place for place, title in enumerate(self.header) if title == name]
        found = exact or [
            place
            for place, title in enumerate(self.header)
            if title.strip().casefold() == name.strip().casefold()
        ]
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} columns are called" if found else "no column is called"
        there_are = ", ".join(self.header)
        raise InputError(f'{self.file}: {what} "{name}"; there are: {there_are}')


def read(path: Path) -> Sheet:
    """Read a table in UTF-8 whose cells are separated by comma, semicolon, tab or bar.

    A line without any cell is a row of empty cells, so that rows keep their numbers.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It is empty, not UTF-8, no CSV, or has rows of other lengths than its header.
    """
    file = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotError(f"{file}: {error.strerror}") from error
    text = _decoded(data, file)
    delimiter = _delimiter(text)
    header, *rows = _parsed(text, delimiter, file)
    if findings := list(_ragged(file, header, rows)):
        raise _unreadable(*findings)
    filled = [row or [""] * len(header) for row in rows]
    return Sheet(file, header, filled, delimiter, marked=data.startswith(codecs.BOM_UTF8))


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the table as “CSV UTF-8”"
        raise _unreadable(Finding("error", "not-utf-8", message, file, line)) from error
    if not text.strip():
        message = "the file is empty; it needs at least a header"
        raise _unreadable(Finding("error", "empty-file", message, file))
    return text


def _delimiter(text: str) -> str:
    """Tell what separates the columns: that which makes most, and as many in every row."""

    def fits(sign: str) -> tuple[bool, int]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        try:
            widths = [len(row) for row in islice(lines, _ENOUGH_ROWS) if row] or [0]
        except csv.Error:
            return False, 0
        return len(set(widths)) == 1 and widths[0] > 1, widths[0]

    return max(_DELIMITERS, key=fits)


def _parsed(text: str, delimiter: str, file: str) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(lines)
    except csv.Error as error:
        message = f"{error}; check the quotation marks around here"
        raise _unreadable(Finding("error", "not-csv", message, file, lines.line_num)) from error


def _unreadable(*findings: Finding) -> InputError:
    return InputError("the table cannot be read; nothing was written", findings)


def _ragged(file: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Finding]:
    for number, row in enumerate(rows, start=2):
        if row and len(row) != len(header):
            much = "too many" if len(row) > len(header) else "too few"
            message = f"{much} cells: {len(row)} under {len(header)} columns; is a cell unquoted?"
            yield Finding("error", "cell-count", message, file, number)


def find_columns(sheet: Sheet, given: Mapping[str, str | None]) -> dict[str, int]:
    """Find the columns to read.

    Args:
        sheet: The table.
        given: Name of the column for a key of ``COLUMNS``; None where the usual ones will do.

    Returns:
        Positions of those that were found, by the keys of ``COLUMNS``.

    Raises:
        InputError: A column is missing or ambiguous.
    """
    found = {kind: sheet.column(kind, given.get(kind)) for kind in COLUMNS}
    if found["name"] is None:
        usual = ", ".join(COLUMNS["name"])
        there = ", ".join(sheet.header)
        text = f"no column is called any of: {usual}; say with --name which of these it is"
        raise InputError(f"{sheet.file}: {text}: {there}")
    return {kind: place for kind, place in found.items() if place is not None}


def mentions(sheet: Sheet, places: Mapping[str, int]) -> list[Mention]:
    """Return the city that each row names.

    Args:
        sheet: The table.
        places: Positions of the columns, as ``find_columns`` finds them.
    """
    return [
        _mention({kind: row[place].strip() for kind, place in places.items()}) for row in sheet.rows
    ]


def _mention(cells: Mapping[str, str]) -> Mention:
    return Mention(
        cells["name"],
        cells.get("country", ""),
        cells.get("wikidata", ""),
        position(cells.get("latitude", ""), cells.get("longitude", "")),
    )


def added(header: Iterable[str]) -> list[str]:
    """Name the columns that are added; one that is there already gets a number."""
    taken = {title.strip().casefold() for title in header}
    numbers = ["", *(f"_{number}" for number in range(2, len(taken) + 3))]
    return [
        next(name + number for number in numbers if name + number not in taken) for name in ADDED
    ]


def write(sheet: Sheet, linkages: Iterable[Linkage]) -> bytes:
    """Write the table as it is, with what was found added on the right."""
    table = [[*sheet.header, *added(sheet.header)]]
    table += [[*row, *_cells(one)] for row, one in zip(sheet.rows, linkages, strict=True)]
    text = io.StringIO(newline="")
    written = partial(csv.writer, text, delimiter=sheet.delimiter, lineterminator="\n")
    # The writer does not see that a bare carriage return must be quoted.
    returns = any("\r" in cell for row in table for cell in row)
    writer = written(quoting=csv.QUOTE_ALL) if returns else written()
    writer.writerows(table)
    return text.getvalue().encode("utf-8-sig" if sheet.marked else "utf-8")


def _cells(linkage: Linkage) -> Iterator[str]:
    place = linkage.match.place if linkage.match else None
    yield from (place.id, place.wikidata, place.label) if place else ("", "", "")
    yield "" if linkage.score is None else str(linkage.score)
    yield "; ".join(candidate.place.id for candidate in linkage.candidates)
