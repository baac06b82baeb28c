"""The page on the network has the definition of each measure."""

from __future__ import annotations

import os
from pathlib import Path

from twingraph.network import measures

PAGE = Path(__file__).parents[2] / "docs" / "network.md"
MARK = "<!-- measures: written by tests/network/test_definitions.py -->\n"


def table() -> str:
    """Return the table of all measures."""
    rows = [
        f"| `{key}` | {one.definition} | {one.source} |" for key, one in measures.registry().items()
    ]
    return "\n".join(["", "| key | definition | source |", "| --- | --- | --- |", *rows, ""])


def test_the_page_has_the_definitions_of_the_registry() -> None:
    text, mark, written = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        PAGE.write_text(text + MARK + table(), encoding="utf-8")
    else:
        assert written == table(), "write it again with TWINGRAPH_GOLDEN=write"


def test_each_definition_is_a_sentence_with_a_source() -> None:
    for key, one in measures.registry().items():
        assert one.definition.endswith("."), key
        assert one.source, key
        assert one.label, key
