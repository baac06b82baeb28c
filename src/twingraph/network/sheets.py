"""Results as tables, written for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, and what is to be said of the whole of it.

    Attributes:
        key: Its name in JSON and for ``--part``.
        title: Its name for people.
        columns: Names of the columns.
        rows: The rows; None where there is no value.
        about: What is to be said of it, by a name for JSON, such as numbers of what was left out.
        notes: How it is to be read, in sentences.
    """

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()


def to_json(sheets: Sequence[Sheet]) -> bytes:
    """Write tables as one object, by their keys."""
    import orjson

    content = {
        sheet.key: {
            **sheet.about,
            "notes": list(sheet.notes),
            "rows": [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows],
        }
        for sheet in sheets
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def to_csv(sheet: Sheet) -> bytes:
    """Write a table as CSV, without what is said of it."""
    return as_csv(sheet.columns, sheet.rows)


def as_csv(columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows as CSV.

    Args:
        columns: Names of the columns.
        rows: The cells of each row; None is an empty one.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def to_text(sheets: Sequence[Sheet]) -> bytes:
    """Write tables for people, with what is said of them."""
    return "\n".join(_text(sheet) for sheet in sheets).encode()


def _text(sheet: Sheet) -> str:
    parts = [sheet.title, as_text(sheet.columns, sheet.rows) if sheet.rows else "  none"]
    parts += [f"  {name.replace('_', ' ')}: {shown(value)}" for name, value in _flat(sheet.about)]
    return "\n".join([*parts, *(f"  {note}" for note in sheet.notes)]) + "\n"


def _flat(about: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what is said, each part of what has parts on a line of its own."""
    return [
        (name if part is None else f"{name}, {part}", value)
        for name, whole in about.items()
        for part, value in (whole.items() if isinstance(whole, dict) else [(None, whole)])
    ]


def as_text(columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write rows as a table for people.

    Args:
        columns: Names of the columns.
        rows: The cells of each row; None is an empty one.
    """
    from prettytable import PrettyTable, TableStyle

    table = PrettyTable([column.replace("_", " ") for column in columns], align="l")
    table.set_style(TableStyle.SINGLE_BORDER)
    table.add_rows([[shown(cell) for cell in row] for row in rows])
    return str(table.get_string())


def shown(value: Any) -> str:
    """Return a value as people read it.

    >>> shown(20573), shown(0.11136078), shown(None), shown(1973.0)
    ('20,573', '0.111361', '', '1,973')
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
