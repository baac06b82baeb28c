"""Reading somebody's table: its rows, with the cells that the mapping asks for."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError, InputError
from twingraph.core.findings import Finding
from twingraph.core.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from twingraph.sources.spreadsheet.model import Form, TableMapping

_DELIMITERS = ",;\t|"
# A place and its partner need some hundred characters; a cell of a megabyte is a mistake.
_LONGEST_CELL = 1_000_000
# Marks of direction, soft hyphens and spaces without width, which come along when text is copied.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table.

    Attributes:
        file: Name of the file.
        number: Row as a spreadsheet counts it; the header is row 1.
        cells: Cells of the columns that the mapping names, white space folded; None if the row
            has more or fewer cells than the header.
    """

    file: str
    number: int
    cells: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file and its rows.

    Attributes:
        file: Name of the file.
        sha256: SHA-256 of its bytes.
        records: Its rows below the header, without blank lines.
    """

    file: str
    sha256: str
    records: list[Record]


def read(path: Path, mapping: TableMapping) -> RecordFile:
    """Read a file.

    Raises:
        CannotError: It cannot be opened.
        InputError: It is empty, of another encoding, no CSV, or lacks a column.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror}") from error
    text = _decoded(data, mapping.file.encoding, str(path))
    lines = _lines(text, mapping.file, str(path))
    _, header = next(lines)
    header = [title.strip() for title in header]
    places = _places(header, mapping, str(path))
    records = [
        Record(path.name, number, _cells(row, places, len(header))) for number, row in lines if row
    ]
    return RecordFile(path.name, hashlib.sha256(data).hexdigest(), records)


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not {codecs.lookup(encoding).name}"
        hint = "; say in the mapping which encoding it is: file.encoding"
        raise _unreadable(Finding("error", "encoding", what + hint, file, line)) from error
    if not text.strip():
        message = "the file is empty; it needs at least a header"
        raise _unreadable(Finding("error", "empty-file", message, file))
    return text


def _unreadable(*findings: Finding) -> InputError:
    return InputError("the table cannot be read; nothing was written", findings)


def _lines(text: str, form: Form, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers, the header first."""
    csv.field_size_limit(_LONGEST_CELL)
    quoting: dict[str, Any] = (
        {"quotechar": form.quote} if form.quote else {"quoting": csv.QUOTE_NONE}
    )
    sign = form.delimiter or max(_DELIMITERS, key=text.lstrip().partition("\n")[0].count)
    rows = csv.reader(
        io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=sign, strict=True, **quoting
    )
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        hint = '; check the quotation marks around here, or say file.quote = "" in the mapping'
        message = f"{error}{hint}"
        raise _unreadable(Finding("error", "not-csv", message, file, rows.line_num)) from error


def _places(header: Sequence[str], mapping: TableMapping, file: str) -> dict[str, int]:
    """Find the columns that the mapping names."""
    named = {column: key for key, column in mapping.columns() if column}
    wrong = [
        Finding("error", "column", _not_one(column, header, key), file, 1, column)
        for column, key in named.items()
        if header.count(column) != 1
    ]
    if wrong:
        raise _unreadable(*wrong)
    return {column: header.index(column) for column in named}


def _not_one(column: str, header: Sequence[str], key: str) -> str:
    if column in header:
        return f"{header.count(column)} columns are called so; {key} needs one"
    hint = did_you_mean(suggest(column, header))
    return f"{key} names no column of the table, which has: {', '.join(header)}{hint}"


def _cells(row: list[str], places: dict[str, int], width: int) -> dict[str, str] | None:
    if len(row) != width:
        return None
    return {column: _cleaned(row[place]) for column, place in places.items()}


def _cleaned(cell: str) -> str:
    return " ".join(_INVISIBLE.sub("", cell).split())
