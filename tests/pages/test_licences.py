"""The licence at the end of a page."""

from __future__ import annotations

import pytest

from twingraph.pages.dataset import Dataset
from twingraph.pages.licences import linked, named


def test_a_licence_of_creative_commons_is_linked_by_its_name() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert linked(address) == f'<a href="{address}" rel="license noreferrer">CC BY 4.0</a>'


@pytest.mark.parametrize("address", ["urn:licence", "javascript:x", ""])
def test_what_is_no_web_page_is_named_without_a_link(address: str) -> None:
    assert named(address) == linked(address) == address


def test_a_footer_escapes_what_the_dataset_says() -> None:
    footer = Dataset("A <b>", "2026.1", "https://example.org/<i>").footer
    assert footer.startswith("A &lt;b&gt; · 2026.1 · ")
    assert "<i>" not in footer


def test_a_title_in_another_language_is_marked() -> None:
    assert Dataset("Städte", spoken="de").footer == '<span lang="de">Städte</span>'
