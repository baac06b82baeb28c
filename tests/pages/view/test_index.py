"""The page that leads to the views of a build."""

from __future__ import annotations

import re

import pytest

from twingraph.pages.view.index import Entry, render_index

HOSTILE = "</a><script>alert(1)</script>"


def entry(kind: str, title: str, cities: int = 2, relations: int = 3) -> Entry:
    return Entry(kind, title, f"{title.lower()}.html", cities, relations)


def test_views_stand_under_their_kinds_in_one_order() -> None:
    given = [entry("initiative", "C"), entry("city", "B"), entry("network", "A")]
    page = render_index("Views", given, "", "en")
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["The whole network", "Cities", "Initiatives"]
    assert re.findall(r'<a href="(.*?)"', page) == ["a.html", "b.html", "c.html"]


@pytest.mark.parametrize(
    ("cities", "relations", "said"),
    [(1, 1, "1 city, 1 relation"), (2, 0, "2 cities, 0 relations")],
)
def test_numbers_agree_with_their_words(cities: int, relations: int, said: str) -> None:
    assert said in render_index("Views", [entry("city", "A", cities, relations)], "", "en")


def test_a_title_becomes_no_markup() -> None:
    page = render_index(HOSTILE, [entry("city", HOSTILE)], HOSTILE, "en")
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 3
