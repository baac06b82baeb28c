"""The page of the documentation has the definitions that the code has."""

from __future__ import annotations

import os

from support.paths import ROOT
from twingraph.network import measures
from twingraph.network.reproduction import definitions

PAGE = ROOT / "docs" / "studies.md"
MARK = "<!-- definitions: written by tests/network/reproduction/test_documented.py -->\n"


def table() -> str:
    """Return the table of the measures that only publications have."""
    own = definitions.known().keys() - measures.registry().keys()
    known = [(key, one) for key, one in definitions.known().items() if key in own]
    rows = [f"| `{key}` | {one.definition} | {one.source} |" for key, one in known]
    return "\n".join(["", "| key | definition | source |", "| --- | --- | --- |", *rows, ""])


def test_the_page_has_every_definition_for_reproduction() -> None:
    text, mark, written = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        PAGE.write_text(text + MARK + table(), encoding="utf-8")
    else:
        assert written == table(), "write it again with TWINGRAPH_GOLDEN=write"
