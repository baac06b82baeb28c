"""A sitemap: one file, or several with an index."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from twingraph.publish import sitemap

if TYPE_CHECKING:
    import pytest

BASE = "https://example.org/"


def addresses(text: str) -> list[str | None]:
    root = ET.fromstring(text)  # noqa: S314 - it is our own
    return [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_a_page_in_one_language_has_no_others() -> None:
    ((name, text),) = sitemap.sitemap([{"en": f"{BASE}a&b.html"}], BASE)
    assert name == "sitemap.xml"
    assert addresses(text) == [f"{BASE}a&b.html"]
    assert "hreflang" not in text


def test_no_page_is_an_empty_sitemap() -> None:
    ((_, text),) = sitemap.sitemap([], BASE)
    assert addresses(text) == []


def test_more_addresses_than_a_file_may_have_are_in_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 2)
    pages = [{"en": f"{BASE}{n}.html"} for n in range(5)]
    files = dict(sitemap.sitemap(pages, BASE))
    names = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert sorted(files) == [*names, "sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [BASE + name for name in names]
    found = [address for name in names for address in addresses(files[name])]
    assert found == [page["en"] for page in pages]
