"""The names in a row, and the keys under which a name is found, however it is spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.text import fold
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from twingraph.tables.rows import Row

# "Koeln" and "Köln", "Aarhus" and "Århus": letters that are also written as two.
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def keys(name: str) -> set[str]:
    """Return the keys under which a name is found: folded, and with ö as oe and the like.

    >>> sorted(keys("Köln")), keys("–")
    (['koeln', 'koln'], set())
    """
    spellings = (name,) if name.isascii() else (name, name.casefold().translate(_AS_TWO))
    return {key for key in map(fold, spellings) if key}


def values(row: Row, columns: Container[str]) -> Iterator[str]:
    """Yield what stands in some columns of a row, one by one where a cell has several values.

    Args:
        row: The row.
        columns: Names of columns; those that its table does not have are ignored.
    """
    for column in layout.load().tables[row.table].real:
        if column.name in columns:
            yield from column.values(row.cells[column.name])
