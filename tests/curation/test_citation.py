"""Finding the row of a page, or making one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.additions import NEW, PAGE, prepare
from twingraph.curation.citation import Citation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "address", ["page", "http://www.example.org/page/", "https://example.org/page?utm_source=x#top"]
)
def test_a_source_is_found_by_id_and_by_any_address_of_its_page(folder: Path, address: str) -> None:
    addition = prepare(folder, "alpha", "gamma-main", by=Citation(address), start="1981")
    assert [row.cells["source"] for row in addition.rows] == ["page"]


def test_ids_are_minted_once(folder: Path) -> None:
    prepare(folder, "alpha", "gamma-main", by=NEW, start="1981").write()
    other = Citation(f"{PAGE}?page=2", kind="news")
    added = prepare(folder, "alpha", "gamma-oder", by=other, start="1981").rows
    assert added[0].cells["source"] == "alpha-example-twin-towns-2"
    assert added[0].cells["title"] == "alpha.example: twin towns"


@pytest.mark.parametrize(
    ("address", "minted"),
    [
        ("https://www.lyon.fr/villes-jumel%C3%A9es.php", "lyon-fr-villes-jumelees"),
        ("https://kyiv.example/міста/побратими/", "kyiv-example-pobratimi"),
        ("https://lyon.fr", "lyon-fr"),
        (f"https://lyon.fr/{'word-' * 30}", "lyon-fr-" + "-".join(["word"] * 10)),
        (f"https://lyon.fr/{'x' * 90}", "lyon-fr"),
    ],
)
def test_an_id_is_made_of_the_site_and_the_last_words(
    folder: Path, address: str, minted: str
) -> None:
    added = prepare(folder, "alpha", "beta", by=Citation(address, kind="news"), start="1981").rows
    assert added[0].cells["source"] == minted
