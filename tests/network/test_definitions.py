"""The page on the network has the definition of each measure."""

from __future__ import annotations

from support.documented import definitions, hold
from support.paths import ROOT
from twingraph.network import measures

PAGE = ROOT / "docs" / "network.md"
MARK = "<!-- measures: written by tests/network/test_definitions.py -->\n"


def test_the_page_has_the_definitions_of_the_registry() -> None:
    hold(PAGE, MARK, definitions(measures.registry()))


def test_each_definition_is_a_sentence_with_a_source() -> None:
    for key, one in measures.registry().items():
        assert one.definition.endswith("."), key
        assert one.source, key
        assert one.label, key
