"""Names in a view: dates are put into words, in the language of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support import small
from support.stores import store_of
from twingraph.core.dates import parse
from twingraph.core.datewords import words
from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages.view import ask
from twingraph.pages.view.page import render

if TYPE_CHECKING:
    from pathlib import Path


def page(folder: Path, start: str, as_of: str, language: Language) -> str:
    """The page of a partnership, without what a person does not read."""
    content = small.data()
    content["partnerships.csv"][0] |= {"start": start, "as_of": as_of}
    html = render(ask.partnership(store_of(folder, content), "alpha--beta", language))
    return re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_dates_in_words(tmp_path: Path, language: Language) -> None:
    start, as_of = "[2022-02-24..2026-03-31]", "../2026-03"
    html = page(tmp_path, start, as_of, language)

    assert words(parse(start), language) in html
    assert words(parse(as_of), language) in html
    assert start not in html
    assert as_of not in html


def test_dates_that_differ_stand_in_order_of_time(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "start": start, "source": "page"}
        for start in ("2019", "[2001..2002]", "1986~")
    ]
    scene = ask.partnership(store_of(tmp_path, content), "alpha--beta", "en")
    [line, _] = scene.relations

    assert [said.value for said in line.statements if said.property == "start"] == [
        "May 1962",
        "about 1986",
        "2001 or 2002",
        "2019",
    ]
