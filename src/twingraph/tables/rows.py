"""Reading and writing tables: CSV files as people keep them in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from twingraph.core.errors import CannotError
from twingraph.core.findings import Finding
from twingraph.core.manifest import refuse_unfinished
from twingraph.core.terms import TABLE
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# A quotation has at most 100 characters; a cell of a megabyte is a mistake or an attack.
_LONGEST_CELL = 1_000_000
# XML cannot hold them, and no name does.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        file: The file as the user named it.
        folder: Name of the folder that it lies in.
        table: Name of the table, such as "cities.csv".
        number: Row as a spreadsheet counts it; the header is row 1.
        cells: Text of each cell, by column.
    """

    file: str
    folder: str
    table: str
    number: int
    cells: dict[str, str]

    @property
    def iri(self) -> str:
        """Address of the row (RFC 7111)."""
        return f"{TABLE}{quote(self.folder)}/{self.table}#row={self.number}"

    def error(self, rule: str, message: str, column: str = "") -> Finding:
        """Make a finding about this row."""
        return Finding("error", rule, message, self.file, self.number, column)


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of all tables of one or more folders.

    Attributes:
        rows: Rows by name of the table.
        findings: What is wrong with them so far.
        complete: Whether every table could be read; if not, what refers to another table
            cannot be judged.
    """

    rows: dict[str, list[Row]]
    findings: list[Finding]
    complete: bool = True

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, table by table."""
        for rows in self.rows.values():
            yield from rows

    def of(self, table: str) -> list[Row]:
        """Rows of one table; none if no folder has it."""
        return self.rows.get(table, [])


def read_tables(paths: Iterable[Path]) -> Tables:
    """Read folders of tables, or single tables.

    Raises:
        CannotError: A path does not exist, is no table, or a folder has none.
    """
    schema = layout.load()
    read: dict[str, list[Row]] = {name: [] for name in schema.tables}
    wrong: list[Finding] = []
    for file in _files(paths):
        table = schema.tables.get(file.name)
        if table is None:
            known = ", ".join(schema.tables)
            message = f"no table is called {file.name}; there are: {known}"
            wrong.append(Finding("error", "unknown-table", message, str(file)))
            continue
        rows, findings = read_table(file, table)
        read[table.file] += rows
        wrong += findings
    return Tables(read, wrong, complete=not wrong)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        refuse_unfinished(path if path.is_dir() else path.parent)
        found = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not path.exists():
            raise CannotError(f"{path}: there is no such file or folder")
        if not found:
            raise CannotError(f"{path}: no tables (*.csv) in this folder")
        yield from found


def read_table(file: Path, table: layout.Table) -> tuple[list[Row], list[Finding]]:
    """Read one table; what is wrong with its form comes back as findings."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CannotError(f"{file}: {error.strerror}") from error
    return parse_table(data, file, table)


def parse_table(data: bytes, file: Path, table: layout.Table) -> tuple[list[Row], list[Finding]]:
    """Read the bytes of a table, which need not stand in the file yet."""
    finding = _unreadable(data, str(file))
    if finding:
        return [], [finding]
    return _parse(data.decode("utf-8-sig"), file, table)


def _unreadable(data: bytes, file: str) -> Finding | None:
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return Finding("error", "empty-file", "the file is empty; it needs at least a header", file)
    if control := _CONTROL.search(data):
        line = data.count(b"\n", 0, control.start()) + 1
        what = "NUL byte" if control[0] == b"\0" else f"control character 0x{control[0][0]:02x}"
        text = f"a {what}; this is no plain text, save the table as “CSV UTF-8”"
        return Finding("error", "control-character", text, file, line)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = f"byte 0x{data[error.start]:02x} is not UTF-8; save the table as “CSV UTF-8”"
        return Finding("error", "not-utf-8", text, file, line)
    return None


def _parse(text: str, file: Path, table: layout.Table) -> tuple[list[Row], list[Finding]]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    findings: list[Finding] = []
    name, folder = str(file), file.resolve().parent.name
    once: dict[str, str] = {}  # a large table has the same words in most of its cells
    try:
        header = [column.strip() for column in next(lines)]
        findings += _wrong_header(header, name, table)
        if findings:
            return [], findings
        for number, cells in enumerate(lines, start=2):
            if any(cells):
                row = Row(name, folder, table.file, number, {})
                stripped = [once.setdefault(cell, cell) for cell in map(str.strip, cells)]
                findings += _fill(row, header, stripped)
                rows.append(row)
    except csv.Error as error:
        message = f"{error}; check the quotation marks around here"
        findings.append(Finding("error", "not-csv", message, str(file), lines.line_num))
    return rows, findings


def _wrong_header(header: Sequence[str], file: str, table: layout.Table) -> Iterator[Finding]:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        message = (
            "the columns are not separated by commas; save the table as “CSV UTF-8” with commas"
        )
        yield Finding("error", "not-comma-separated", message, file, 1)
        return
    for name in table.header:
        if name not in header:
            message = f'column "{name}" is missing'
            yield Finding("error", "missing-column", message, file, 1, name)
    for position, name in enumerate(header):
        if name not in table.header:
            message = f'column "{name}" is not one of: {", ".join(table.header)}'
            yield Finding("error", "extra-column", message, file, 1, name)
        elif name in header[:position]:
            message = f'column "{name}" stands twice'
            yield Finding("error", "extra-column", message, file, 1, name)


def _fill(row: Row, header: Sequence[str], cells: Sequence[str]) -> Iterator[Finding]:
    row.cells.update(zip(header, cells, strict=False))
    if len(cells) != len(header):
        much = "too many" if len(cells) > len(header) else "too few"
        message = f"{much} cells: {len(cells)} under {len(header)} columns; is a comma unquoted?"
        yield row.error("cell-count", message)
        row.cells.update(dict.fromkeys(header[len(cells) :], ""))


def write_table(rows: Iterable[Row], table: layout.Table) -> bytes:
    """Write rows in the form in which ``data/`` keeps them: UTF-8, LF, columns as laid out.

    ``write_table(read_table(x))`` gives the same bytes for everything that it once wrote.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([row.cells[name] for name in table.header] for row in rows)
    return text.getvalue().encode("utf-8")


def insert_rows(data: bytes, rows: Iterable[Mapping[str, str]], after: int) -> bytes:
    """Put rows into a table and leave every other byte as it is.

    Args:
        data: The table; one that ``parse`` can read.
        rows: Cells of the new rows, by column.
        after: Number of the row behind which they go; the header is row 1.
    """
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = list(io.StringIO(text.removeprefix(mark), newline=""))
    records = csv.reader(lines, strict=True)
    header = [name.strip() for name in next(records)]
    for _ in range(1, after):
        next(records)
    here = records.line_num  # a record may have several lines
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[here - 1].endswith(("\n", "\r")):
        lines[here - 1] += end
    new = io.StringIO(newline="")
    csv.writer(new, lineterminator=end).writerows([row[name] for name in header] for row in rows)
    return (mark + "".join([*lines[:here], new.getvalue(), *lines[here:]])).encode("utf-8")
