"""To which addresses pages lead."""

from __future__ import annotations

import pytest

from twingraph.pages.links import link


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "data:text/html,x", " https://a/b", "//a/b", "file:///a", "", None],
)
def test_other_addresses_are_no_links(address: str | None) -> None:
    assert link(address) == ""


@pytest.mark.parametrize(
    "address", ["https://www.wikidata.org/", "https://www.geonames.org", "http://a.org:80/"]
)
def test_the_front_page_of_a_site_is_no_link(address: str) -> None:
    assert link(address) == ""


@pytest.mark.parametrize(
    "address", ["https://a.org/b", "http://a.org/?page=2", "https://a.org/#twins"]
)
def test_a_page_of_a_site_is_a_link(address: str) -> None:
    assert link(address) == address
