"""Rows of a question about everything, which are joined and put in order here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Row = dict[str, Any]


def grouped(rows: Iterable[Row], column: str) -> defaultdict[str, list[Row]]:
    """Return rows by the value of a column.

    Args:
        rows: The rows.
        column: Name of the column.
    """
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def in_order(rows: Sequence[Row], key: Callable[[Row], Any] | None = None) -> Sequence[Row]:
    """Return rows in an order that is the same wherever they are asked for.

    Args:
        rows: The rows; those of one thing are few, and mostly one.
        key: What they are ordered by; their text unless given.
    """
    return sorted(rows, key=key or as_text) if len(rows) > 1 else rows


def as_text(row: Row) -> str:
    """Return a row as text, such as has a place in an order whatever its values are."""
    return "\t".join(map(str, row.values()))
