"""The one reader and the one writer of CSV that other people made.

Spreadsheets write CSV in many ways: in UTF-8 with and without a byte order mark, in UTF-16 (the
"Unicode Text" of Excel), with commas, or with semicolons where the comma is the decimal point (as
in Germany and Poland), with tabs, after a line such as ``sep=;``, and with blank columns and rows
at the end. All of these are read, and rows keep the numbers that a spreadsheet shows.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from twingraph.core.errors import InputError
from twingraph.core.files import LARGEST
from twingraph.core.findings import Finding
from twingraph.core.text import clean, counted

if TYPE_CHECKING:
    import _csv
    from collections.abc import Collection, Iterable, Iterator, Sequence

LONGEST_CELL = 32_767  # characters; Excel has no longer cells either

_DELIMITERS = ",;\t|"
_ENOUGH_ROWS = 50  # to find the character that separates the columns
_ANNOUNCED = re.compile(r'"?sep=([^"\r\n])"?[ ,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_BLANK = re.compile(r"[\s,;|]*")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_BOM = "\ufeff"
_CRLF = "\r\n"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written; an empty field is detected when the file is read.

    Attributes:
        encoding: Encoding, as Python calls it; "utf-8-sig" if it is UTF-8 with a byte order mark,
            "utf-16-le" or "utf-16-be" if it is UTF-16 with one.
        delimiter: Character between two cells.
        quote: Character around a cell; None if no cell is in quotation marks.
        announced: Whether a first line such as ``sep=;`` names the delimiter.
        titled: Whether the first row has the titles of the columns; otherwise their numbers are
            their titles, counted from 1.
        comments: Beginnings of lines that are comments.
    """

    encoding: str = ""
    delimiter: str = ""
    quote: str | None = '"'
    announced: bool = False
    titled: bool = True
    comments: tuple[str, ...] = ()


UNKNOWN = Dialect()
OURS = Dialect("utf-8", ",")


class Sheet:
    """A table that is being read.

    Attributes:
        file: The file as the user named it.
        form: How it is written.
        header: Titles of the columns, as they are, without untitled columns at the end; empty if
            the table cannot be read.
        number: Row of the header as a spreadsheet counts it.
        findings: What is wrong with it. What is wrong with rows is added as they are read.
    """

    def __init__(
        self, file: str, form: Dialect, text: str, findings: Iterable[Finding] = ()
    ) -> None:
        self.file = file
        self.form = form
        self.findings = list(findings)
        self._records = self._read(text)
        titled = (
            (number, record)
            for number, record in enumerate(self._records, start=1)
            if not _is_blank(record)
        )
        self.number, record = next(titled, (0, list[str]()))
        self._width = len(record)
        self.header = record[: _end(record)]
        if form.titled:
            self._refuse_long(self.number, self.header)
        elif self.header:
            self.header = [str(number) for number in range(1, len(self.header) + 1)]
            self.number -= 1
            self._records = chain([record], self._records)

    def _read(self, text: str) -> Iterator[list[str]]:
        """Yield the records, to the end or to the first mistake, which becomes a finding."""
        number = 0
        try:
            for record in _reader(_content(text, self.form), self.form, strict=True):
                number += 1
                yield record
        except csv.Error as error:
            message = f"{error}; check the quotation marks near this row"
            self.findings.append(Finding("error", "not-csv", message, self.file, number + 1))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the header, once.

        Yields:
            The number of each as a spreadsheet counts it, and its cells as they are: as many as
            there are titles, if the row is right; none if it is blank.
        """
        for number, record in enumerate(self._records, start=self.number + 1):
            # Blank cells below no title are left out only in a row that is as wide as the header:
            # in any other, it is not known which cell is one too many.
            as_wide = len(record) == self._width or not self.form.titled
            untitled = as_wide and _end(record) <= len(self.header)
            cells = record[: len(self.header)] if untitled else record
            self._refuse_long(number, cells)
            yield number, [] if _is_blank(cells) else cells

    def _refuse_long(self, number: int, cells: list[str]) -> None:
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                column = "" if number == self.number else "".join(self.header[place : place + 1])
                message = (
                    f"has {len(cell):,} characters; at most {LONGEST_CELL:,} are allowed; check the"
                    " quotation marks near this row"
                )
                self.findings.append(
                    Finding("error", "long-cell", message, self.file, number, column)
                )

    def miscounted(self, number: int, cells: Sequence[str]) -> Finding | None:
        """Return a finding about a row whose number of cells is not that of the titles.

        Args:
            number: Number of the row as a spreadsheet counts it.
            cells: Its cells, as `rows` yields them.

        Returns:
            The finding; None if the row is blank or has as many cells as there are titles.
        """
        if not cells or len(cells) == len(self.header):
            return None
        much = "too many" if len(cells) > len(self.header) else "too few"
        count = f"{len(cells)} for {counted(len(self.header), 'column')}"
        message = f"{much} cells ({count}); does a cell need quotation marks?"
        return Finding("error", "cell-count", message, self.file, number)

    def refuse_mistakes(self) -> None:
        """Raise an error if the table cannot be read, or not all of it.

        Raises:
            InputError: Something is wrong; the error holds the findings.
        """
        if self.findings:
            raise InputError("the table cannot be read; nothing was written", self.findings)


def _is_blank(record: list[str]) -> bool:
    return not any(map(str.strip, record))


def _end(record: list[str]) -> int:
    """Return how many cells there are up to the last that is not blank."""
    end = len(record)
    while end and not record[end - 1].strip():
        end -= 1
    return end


def parse(data: bytes, file: str, form: Dialect = UNKNOWN, titles: Collection[str] = ()) -> Sheet:
    """Begin to read a table.

    Args:
        data: The bytes of the file.
        file: Name of the file, for messages.
        form: What is known of how it is written.
        titles: Titles that its columns may have; they tell the delimiter of a small table.

    Returns:
        The table. If it cannot be read, its findings say why, and it has neither header nor rows.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    form = replace(form, encoding=form.encoding or _MARKS.get(mark, "utf-8"))
    try:
        text = data.decode(form.encoding).removeprefix(_BOM)
    except UnicodeError as error:
        return Sheet(file, OURS, "", [_undecodable(data, form.encoding, error, file)])
    if unreadable := _unreadable(text, file):
        return Sheet(file, OURS, "", [unreadable])
    announced = _ANNOUNCED.match(text)
    if announced:
        text = text[announced.end() :]
    delimiter = form.delimiter or (announced[1] if announced else _delimiter(text, form, titles))
    return Sheet(file, replace(form, delimiter=delimiter, announced=bool(announced)), text)


def _undecodable(data: bytes, encoding: str, error: UnicodeError, file: str) -> Finding:
    start = getattr(error, "start", 0)  # some codecs do not say where
    line = data.count(b"\n", 0, start) + 1
    name = encoding.removesuffix("-sig").upper()
    text = f"byte 0x{data[start]:02x} is not {name}; save the table as “CSV UTF-8”"
    return Finding("error", "encoding", text, file, line)


def _unreadable(text: str, file: str) -> Finding | None:
    if _BLANK.fullmatch(_ANNOUNCED.sub("", text, count=1)):
        return Finding("error", "empty-file", "the file is empty; it needs at least a header", file)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "a NUL byte; this is not plain text, save the table as “CSV UTF-8”"
        return Finding("error", "nul-byte", message, file, line)
    return None


def _reader(lines: Iterable[str], form: Dialect, *, strict: bool) -> _csv.Reader:
    # A cell may have any length here: what is too long is said with its row and column.
    csv.field_size_limit(LARGEST)
    return csv.reader(
        lines,
        delimiter=form.delimiter,
        quotechar=form.quote,
        quoting=csv.QUOTE_MINIMAL if form.quote else csv.QUOTE_NONE,
        strict=strict,
    )


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="")


def _content(text: str, form: Dialect) -> Iterable[str]:
    """Return the lines, with comments as blank lines, so that rows keep their numbers."""
    if not form.comments:
        return _lines(text)
    return ("\n" if line.startswith(form.comments) else line for line in _lines(text))


def _delimiter(text: str, form: Dialect, titles: Collection[str]) -> str:
    """Return the character that separates the columns.

    Neither csv.Sniffer nor clevercsv knows which titles to expect, and both judge by how often
    characters occur, which proves little in a table of three rows. Here the header decides: by the
    titles that are known, then by how many rows are as wide as it, then by its width.
    """
    known = {_key(title) for title in titles}

    def fit(sign: str) -> tuple[int, bool, float, int]:
        rows = _reader(_content(text, form), replace(form, delimiter=sign), strict=False)
        first, *others = [row for row in islice(rows, _ENOUGH_ROWS) if any(row)] or [[""]]
        alike = sum(len(row) == len(first) for row in others) / (len(others) or 1)
        hits = sum(_key(title) in known for title in first)
        return hits, len(first) > 1, alike, len(first)

    return max(_DELIMITERS, key=fit)


def _key(title: str) -> str:
    return clean(title).casefold()


def write(rows: Iterable[Iterable[str]], form: Dialect = OURS) -> bytes:
    """Write a table: the header and the rows, each line ending in LF.

    Args:
        rows: Cells of the header, then of each row.
        form: Encoding, delimiter and first line of the file.

    Returns:
        The bytes of the file.
    """
    mark = _BOM if form.encoding.startswith("utf-16") else ""
    announced = f"sep={form.delimiter}\n" if form.announced else ""
    return (mark + announced + _written(rows, form, "\n")).encode(form.encoding)


def insert(data: bytes, sheet: Sheet, rows: Iterable[Iterable[str]], after: int) -> bytes:
    """Put rows into a table and leave every other byte as it is.

    Args:
        data: The bytes of the table.
        sheet: The table, as `parse` has begun to read it.
        rows: Cells of the new rows, in the order of the columns.
        after: Number of the row after which they go, as a spreadsheet counts it; they never go
            before the header.

    Returns:
        The bytes of the table with the new rows.
    """
    encoding = sheet.form.encoding.removesuffix("-sig")
    text = data.decode(encoding)
    start = len(_BOM) if text.startswith(_BOM) else 0
    if sheet.form.announced and (announced := _ANNOUNCED.match(text, start)):
        start = announced.end()
    lines = list(_lines(text[start:]))
    records = _reader(lines, sheet.form, strict=True)
    for _ in range(max(after, sheet.number)):
        next(records)
    here = records.line_num  # a record may have several lines
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[here - 1].endswith(("\n", "\r")):
        lines[here - 1] += end
    new = _written(rows, sheet.form, end)
    return "".join([text[:start], *lines[:here], new, *lines[here:]]).encode(encoding)


def _written(rows: Iterable[Iterable[str]], form: Dialect, end: str) -> str:
    lines = _Lines(end)
    # A bare carriage return must be quoted as well, which the writer only sees if it is part of
    # what ends a line.
    csv.writer(lines, delimiter=form.delimiter, lineterminator=_CRLF).writerows(rows)
    return "".join(lines.lines)


class _Lines:
    """File-like target of a csv.writer that collects lines with the line ending that is wanted."""

    def __init__(self, end: str) -> None:
        self.lines: list[str] = []
        self._end = end

    def write(self, line: str) -> None:
        """Take one line."""
        self.lines.append(line.removesuffix(_CRLF) + self._end)
