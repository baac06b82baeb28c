"""Where a claim of Wikidata can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.answers import oxigraph
from twingraph.claims import rdf
from twingraph.claims.knowledge import gather_claims
from twingraph.pages.view import ask
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIKIDATA: small.Cells = {
    "source": "wikidata",
    "title": "Wikidata",
    "kind": "database",
    "address": "https://www.wikidata.org/",
}


def addresses(folder: Path, city: str, more: Sequence[small.Cells] = ()) -> set[tuple[str, str]]:
    """Return source and address of each statement on the page of a city."""
    content = small.data()
    content["sources.csv"].append(WIKIDATA)
    content["cities.csv"] += [
        {"city": name, "latitude": "50", "longitude": "10", "source": "wikidata"}
        for name in ("alpha", "item-less")
    ]
    content["cities.csv"] += more
    content["names.csv"].append(small.name("item-less", "Itemless"))
    knowledge, findings = gather_claims(read_tables([small.write(folder, content)]))
    assert findings == []
    scene = ask.city(oxigraph({quad.triple for quad in rdf.quads(knowledge)}), city, "en")
    return {(said.source, said.address) for node in scene.nodes for said in node.statements}


def test_a_page_links_a_claim_of_wikidata_to_its_item(tmp_path: Path) -> None:
    found = addresses(tmp_path, "Alpha")

    assert ("Wikidata", "https://www.wikidata.org/wiki/Q1") in found
    assert ("Wikidata", "https://www.wikidata.org/") not in found
    assert ("A page", "https://example.org/page") in found


def test_a_thing_without_an_item_leaves_the_front_page(tmp_path: Path) -> None:
    assert ("Wikidata", "https://www.wikidata.org/") in addresses(tmp_path, "Itemless")


@pytest.mark.parametrize(
    ("candidates", "address"),
    [
        (["Q9"], "https://www.wikidata.org/wiki/Q9"),
        (["Q8", "Q9"], "https://www.wikidata.org/"),
    ],
)
def test_an_item_that_nobody_has_confirmed_is_where_it_was_read(
    tmp_path: Path, candidates: list[str], address: str
) -> None:
    rows = [
        {"city": "item-less", "wikidata_candidate": item, "source": "page"} for item in candidates
    ]
    assert ("Wikidata", address) in addresses(tmp_path, "Itemless", rows)
