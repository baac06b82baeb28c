"""The page of the documentation has the definitions that the code has."""

from __future__ import annotations

from support import documented
from support.paths import ROOT
from twingraph.network import measures
from twingraph.network.reproduction import definitions

PAGE = ROOT / "docs" / "studies.md"
MARK = "<!-- definitions: written by tests/network/reproduction/test_documented.py -->\n"


def test_the_page_has_every_definition_for_reproduction() -> None:
    known = definitions.known()
    own = known.keys() - measures.registry().keys()
    documented.hold(
        PAGE, MARK, documented.definitions({key: known[key] for key in known if key in own})
    )
