"""Reading and writing tables: CSV files as people keep them in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from twingraph.core import csvfile, files
from twingraph.core.errors import CannotError
from twingraph.core.findings import Finding
from twingraph.core.manifest import refuse_unfinished
from twingraph.core.terms import TABLE
from twingraph.core.text import LONGEST_SHOWN, clean, quoted
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


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
        folder = quote(self.folder, errors="surrogateescape")  # its name may be any bytes
        return f"{TABLE}{folder}/{self.table}#row={self.number}"

    def error(self, rule: str, message: str, column: str = "") -> Finding:
        """Return a finding about this row.

        Args:
            rule: Short name of the rule that it breaks.
            message: What is wrong and what to try.
            column: Name of the column; empty if the whole row is meant.
        """
        return Finding("error", rule, message, self.file, self.number, column)


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of all tables of one or more folders.

    Attributes:
        rows: Rows by name of the table.
        findings: Mistakes that were found so far.
        complete: Whether every table could be read; if not, references to other tables cannot be
            judged.
    """

    rows: dict[str, list[Row]]
    findings: list[Finding]
    complete: bool = True

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, table by table."""
        for rows in self.rows.values():
            yield from rows

    def of(self, table: str) -> list[Row]:
        """Return the rows of one table; none if no folder has it."""
        return self.rows.get(table, [])


def read_tables(paths: Iterable[Path]) -> Tables:
    """Read folders of tables, or single tables.

    Args:
        paths: Folders and files.

    Returns:
        Their rows, and findings about whatever could not be read.

    Raises:
        CannotError: A path does not exist, or a folder has no tables.
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
        tables = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not path.exists():
            raise CannotError(f"{path}: there is no such file or folder")
        if not tables:
            raise CannotError(f"{path}: no tables (*.csv) in this folder")
        yield from tables


def read_table(file: Path, table: layout.Table) -> tuple[list[Row], list[Finding]]:
    """Read one table.

    Args:
        file: The file.
        table: The layout of the table.

    Returns:
        The rows, and findings about the form of the file.

    Raises:
        CannotError: There is no such file, or it cannot be read.
    """
    return parse_table(files.read(file), file, table)


def parse_table(data: bytes, file: Path, table: layout.Table) -> tuple[list[Row], list[Finding]]:
    """Read a table from its bytes, which need not be in the file yet.

    Args:
        data: The bytes.
        file: The file, for messages and the addresses of rows.
        table: The layout of the table.

    Returns:
        The rows, and findings about the form of the file.
    """
    sheet = csvfile.parse(data, str(file), titles=table.header)
    header = [clean(title) for title in sheet.header]
    wrong = list(_wrong_header(header, sheet, table)) if header else []
    rows = [] if wrong or not header else list(_rows(sheet, header, file, table))
    return rows, [*sheet.findings, *wrong]


def _wrong_header(
    header: Sequence[str], sheet: csvfile.Sheet, table: layout.Table
) -> Iterator[Finding]:
    def wrong(rule: str, what: str, name: str) -> Finding:
        message = f"column {quoted(name)} {what}"
        return Finding("error", rule, message, sheet.file, sheet.number, name[:LONGEST_SHOWN])

    for name in table.header:
        if name not in header:
            yield wrong("missing-column", "is missing", name)
    for position, name in enumerate(header):
        if name not in table.header:
            yield wrong("extra-column", f"is not one of: {', '.join(table.header)}", name)
        elif name in header[:position]:
            yield wrong("extra-column", "stands twice", name)


def _rows(
    sheet: csvfile.Sheet, header: Sequence[str], file: Path, table: layout.Table
) -> Iterator[Row]:
    name, folder = str(file), file.resolve().parent.name
    once = _Once()
    for number, cells in sheet.rows():
        if not cells:
            continue
        if miscounted := sheet.miscounted(number, cells):
            sheet.findings.append(miscounted)
        row = dict.fromkeys(header, "")
        row.update(zip(header, map(once.__getitem__, cells), strict=False))
        yield Row(name, folder, table.file, number, row)


class _Once(dict[str, str]):
    """Clean cells, each made once: a large table has the same words in most of its cells."""

    def __missing__(self, cell: str) -> str:
        cleaned = clean(cell)
        self[cell] = self.setdefault(cleaned, cleaned)
        return self[cell]


def write_table(rows: Iterable[Row], table: layout.Table) -> bytes:
    """Write rows in the form in which ``data/`` keeps them: UTF-8, LF, columns as laid out.

    ``write_table(read_table(x))`` returns the same bytes for everything that it once wrote.

    Args:
        rows: The rows, with a cell for every column.
        table: The layout of the table.

    Returns:
        The bytes of the file.
    """
    cells = ([row.cells[name] for name in table.header] for row in rows)
    return csvfile.write(chain([table.header], cells))


def insert_rows(
    data: bytes, rows: Iterable[Mapping[str, str]], after: int, table: layout.Table
) -> bytes:
    """Put rows into a table and leave every other byte as it is.

    Args:
        data: The table; one that `parse_table` can read.
        rows: Cells of the new rows, by column.
        after: Number of the row after which they go.
        table: The layout of the table.

    Returns:
        The bytes of the table with the new rows.
    """
    sheet = csvfile.parse(data, table.file, titles=table.header)
    header = [clean(title) for title in sheet.header]
    return csvfile.insert(data, sheet, ([row[name] for name in header] for row in rows), after)
