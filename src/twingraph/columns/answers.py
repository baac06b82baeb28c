"""Answers to queries as files with typed columns: Parquet, and workbooks for spreadsheets.

The values are those of CSV, but numbers, days and truth values keep their types if a whole column
has them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import QueryError
from twingraph.core.text import counted
from twingraph.store.questions import Column
from twingraph.store.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arro3.core import Array
    from xlsxwriter.worksheet import Worksheet

    from twingraph.store.results import Answer

FORMATS = ("parquet", "xlsx")

_LARGEST = 2**63  # of 64 bits, one is the sign
_EPOCH = date(1970, 1, 1)
_FIRST_OF_SHEETS = date(1900, 3, 1)  # Excel counts days from 1900, and has a 29 February there
_EXACT_IN_SHEETS = 2**53
_MOST_ROWS = 1_048_575  # and one for the head
_LONGEST = 32_767  # characters of a cell
_UNCHANGING = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no time zone
_KINDS = {str: "text", bool: "boolean", int: "integer", float: "number", Decimal: "number"}


def write(answer: Answer, format: str) -> bytes:
    """Return an answer as the bytes of a file.

    Args:
        answer: The answer.
        format: One of ``FORMATS``.

    Raises:
        QueryError: It has no rows, or more than a sheet can hold.
    """
    if not isinstance(answer, Result):
        raise QueryError(
            f"only the answer to a SELECT query can be written as {format}; choose another --format"
        )
    return _parquet(answer) if format == "parquet" else _workbook(answer)


def _parquet(answer: Result) -> bytes:
    from arro3.core import Table
    from arro3.io import write_parquet

    from twingraph.columns.parquet import COMPRESSION, schema

    rows = answer.listed()
    columns = [Column(name, _type(row[name] for row in rows)) for name in answer.columns]
    arrays = [_array([row[one.name] for row in rows], one.type) for one in columns]
    file = BytesIO()
    table = Table.from_arrays(arrays, schema=schema(columns))
    write_parquet(table, file, compression=COMPRESSION)
    return file.getvalue()


def _type(values: Iterable[Any]) -> str:
    """Return the type of a column: text, unless all its values have another one."""
    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value: Any) -> str:
    if isinstance(value, date):
        return "day"
    kind = _KINDS.get(type(value), "text")
    return "text" if kind == "integer" and not -_LARGEST <= value < _LARGEST else kind


def _array(values: Sequence[Any], type: str) -> Array:
    from arro3.core import Array, DataType

    from twingraph.columns.parquet import TYPES

    if type == "day":
        days = [None if value is None else (value - _EPOCH).days for value in values]
        return Array(days, DataType.int32()).cast(TYPES["day"])
    if type == "number":
        values = [None if value is None else float(value) for value in values]
    elif type == "text":
        values = [None if value is None else _text(value) for value in values]
    return Array(values, TYPES[type])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _workbook(answer: Result) -> bytes:
    from xlsxwriter import Workbook

    if len(answer) > _MOST_ROWS:
        rows = counted(_MOST_ROWS, "row")
        raise QueryError(f"a sheet of xlsx has at most {rows}; write csv or parquet instead")
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": _UNCHANGING})  # so that the same answer has the same bytes
        sheet = book.add_worksheet("answer")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(answer.columns):
            sheet.write_string(0, column, name, book.add_format({"bold": True}))
        for number, row in enumerate(answer, start=1):
            for column, name in enumerate(answer.columns):
                _write_cell(sheet, number, column, row[name])
        sheet.autofit()
    return file.getvalue()


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Write a value; one that a sheet would change or take for a formula becomes a text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date) and value >= _FIRST_OF_SHEETS:
        sheet.write_datetime(row, column, value)
    elif (
        isinstance(value, int | float | Decimal) and -_EXACT_IN_SHEETS <= value <= _EXACT_IN_SHEETS
    ):
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        if len(text) > _LONGEST:
            place = f"row {row}, column {column + 1}"
            raise QueryError(
                f"{place}: a cell of xlsx has at most {_LONGEST:,} characters, and this value has"
                f" {len(text):,}; write csv or parquet instead"
            )
        sheet.write_string(row, column, text)
