"""Aggregates that are empty although some rows of their group have a value.

By SPARQL 1.1, MIN, MAX, SUM, AVG and GROUP_CONCAT of an expression are empty as soon as it has no
value in one row of the group. Some engines skip such rows; Oxigraph does not. Without a note, a
reader would take the empty cell for missing data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.sparql import aggregated

if TYPE_CHECKING:
    from twingraph.store.results import Result


def notes(sparql: str, result: Result) -> list[str]:
    """Return which aggregates of an answer are empty in some rows, and what to try.

    Args:
        sparql: The query.
        result: Its answer.

    Returns:
        One sentence for each such column.
    """
    columns = [name for name in result.columns if name in aggregated(sparql)]
    rows = result.solutions() if columns else []
    empty = {name: sum(row[name] is None for row in rows) for name in columns}
    return [
        f"?{name} is empty in {count:,} of {len(rows):,} rows: this engine leaves an aggregate"
        " empty where one row of its group has no value; keep such rows out with"
        " FILTER(BOUND(…)) in a query of their own"
        for name, count in empty.items()
        if count
    ]
