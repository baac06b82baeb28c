"""Tables of a page of the documentation that a test writes and holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from twingraph.network.measures.registry import Measure


def definitions(known: Mapping[str, Measure]) -> str:
    """Return the table of measures, by their keys."""
    rows = [f"| `{key}` | {one.definition} | {one.source} |" for key, one in known.items()]
    return "\n".join(["", "| key | definition | source |", "| --- | --- | --- |", *rows, ""])


def hold(page: Path, mark: str, table: str) -> None:
    """Hold that the end of a page is a table; write it if TWINGRAPH_GOLDEN=write.

    Args:
        page: The page.
        mark: The line before the table.
        table: The table.
    """
    text, found, written = page.read_text(encoding="utf-8").partition(mark)
    assert found
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        page.write_text(text + mark + table, encoding="utf-8")
    else:
        assert written == table, "write it again with TWINGRAPH_GOLDEN=write"
