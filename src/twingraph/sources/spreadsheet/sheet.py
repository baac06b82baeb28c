"""Reading somebody's table: its rows, with the cells that the mapping asks for."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twingraph.core import csvfile, files
from twingraph.core.errors import InputError
from twingraph.core.findings import Finding
from twingraph.core.text import clean, did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.sources.spreadsheet.model import FileForm


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table.

    Attributes:
        file: Name of the file.
        number: Row as a spreadsheet counts it; the header is row 1.
        cells: Cells of the columns that the mapping names, cleaned; None if the row
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


def read(path: Path, form: FileForm, columns: Iterable[tuple[str, str]]) -> RecordFile:
    """Read a file.

    Args:
        path: The file.
        form: How it is written.
        columns: Keys of the mapping with the columns that they name.

    Raises:
        CannotError: It cannot be opened.
        InputError: It is empty, of another encoding, not CSV, or lacks a column.
    """
    data = files.read(path)
    named = {column: key for key, column in columns if column}
    sheet = csvfile.parse(data, str(path), _form(form), named)
    _refuse(sheet)
    header = [clean(title) for title in sheet.header]
    places = _places(header, named, sheet)
    records = [
        Record(path.name, number, _cells(row, places, len(header)))
        for number, row in sheet.rows()
        if row
    ]
    _refuse(sheet)
    return RecordFile(path.name, hashlib.sha256(data).hexdigest(), records)


def by_id(file: RecordFile, column: str) -> dict[str, Record]:
    """Return the rows of a table by their ids.

    Args:
        file: The table.
        column: Column of the id.

    Raises:
        InputError: Two rows have one id.
    """
    found: dict[str, Record] = {}
    twice = []
    for record in file.records:
        node = record.cells[column] if record.cells else ""
        if not node:
            continue
        first = found.setdefault(node, record)
        if first is not record:
            message = f'row {first.number} has the id "{node}" already'
            twice.append(
                Finding("error", "duplicate-id", message, record.file, record.number, column)
            )
    if twice:
        raise _unreadable(*twice)
    return found


def _form(described: FileForm) -> csvfile.Dialect:
    """Return the form that the mapping describes; a byte order mark is surer than "UTF-8"."""
    is_utf_8 = codecs.lookup(described.encoding).name == "utf-8"
    return csvfile.Dialect(
        "" if is_utf_8 else described.encoding,
        described.delimiter,
        described.quote or None,
        titled=described.header,
        comments=described.comments,
    )


# The key of the mapping that helps where a file is not read as it should be, by the rule.
_HINTS = {
    "encoding": "; or name the encoding in the mapping: file.encoding",
    "not-csv": '; or write file.quote = "" in the mapping if no cell is in quotation marks',
}


def _refuse(sheet: csvfile.Sheet) -> None:
    """Refuse a file that cannot be read; a row with a cell that is too long is left out later."""
    mistakes = [
        replace(one, message=one.message + _HINTS.get(one.rule, ""))
        for one in sheet.findings
        if one.rule != "long-cell"
    ]
    if mistakes:
        raise _unreadable(*mistakes)


def _unreadable(*findings: Finding) -> InputError:
    return InputError("the table cannot be read; nothing was written", findings)


def _places(
    header: Sequence[str], named: Mapping[str, str], sheet: csvfile.Sheet
) -> dict[str, int]:
    """Return the positions of the columns that the mapping names."""
    wrong = [
        Finding("error", "column", _not_one(column, header, key), sheet.file, sheet.number, column)
        for column, key in named.items()
        if header.count(clean(column)) != 1
    ]
    if wrong:
        raise _unreadable(*wrong)
    return {column: header.index(clean(column)) for column in named}


def _not_one(column: str, header: Sequence[str], key: str) -> str:
    if clean(column) in header:
        return f"{header.count(clean(column))} columns have this name; {key} needs exactly one"
    hint = did_you_mean(suggest(column, header))
    return f"{key} does not name a column of the table; the columns are: {', '.join(header)}{hint}"


def _cells(row: list[str], places: dict[str, int], width: int) -> dict[str, str] | None:
    if len(row) != width:
        return None
    return {column: clean(row[place]) for column, place in places.items()}
