"""Atlases of hostile, odd and missing data in a real browser, cut off from every network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.atlases import joined, leipzig
from support.browsing import opening, serious
from support.scenes import HOSTILE
from twingraph.core import dates
from twingraph.core.geo import Position
from twingraph.pages.atlas import render
from twingraph.pages.atlas.model import (
    Atlas,
    City,
    Evidence,
    Membership,
    Partnership,
    Phase,
    Source,
)
from twingraph.pages.dataset import Dataset
from twingraph.pages.links import link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

TODAY = dates.parse_day("2026-11-26")
LONG, RIGHT_TO_LEFT, MARKED = "Long" * 2500, "\u202egrubziel القدس", "e\u0301" * 60


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open atlases; afterwards fail if a page asked for anything, complained, or ran a script."""
    with opening(browser, tmp_path) as open_html:

        def open_page(atlas: Atlas, fragment: str = "") -> Page:
            return open_html(render(atlas), fragment, reduced_motion="reduce")

        yield open_page


def named(*labels: str) -> Atlas:
    """Return cities with these labels, each a partner of the first."""
    cities = tuple(
        City(f"c{n}", label, (label,), place=Position(50, 10 + n)) for n, label in enumerate(labels)
    )
    since = dates.parse("1990")
    partnerships = tuple(
        Partnership(
            f"c0--c{n}", (0, n), "", "active", since, phases=(Phase("active", since, None),)
        )
        for n in range(1, len(labels))
    )
    return Atlas(
        "en", Dataset("Odd", "1", "", TODAY), cities, partnerships, ((),) * len(partnerships)
    )


def hostile() -> Atlas:
    """Return an atlas with hostile text in each of its fields."""
    since = dates.parse("1990")
    source = Source(HOSTILE, HOSTILE, link("javascript:window.hacked=1"), since)
    other = Source(HOSTILE * 2, HOSTILE * 2, link("https://user:secret@example.org/"), None)
    cities = tuple(
        City(f"c{n}{HOSTILE}", f"{HOSTILE}{n}", (HOSTILE,), HOSTILE, Position(50, n))
        for n in (1, 2)
    )
    evidence = (
        Evidence(source, since, "preferred", False, HOSTILE, HOSTILE),
        Evidence(other, dates.parse("1991"), "normal", True, HOSTILE, HOSTILE),
    )
    phases = (Phase("active", since, None), Phase("ended", dates.parse("2020"), None))
    return Atlas(
        "en",
        Dataset(HOSTILE, HOSTILE, HOSTILE, TODAY),
        cities,
        (Partnership(HOSTILE, (0, 1), HOSTILE, "ended", since, None, (HOSTILE,), phases),),
        (evidence,),
        (Membership(0, HOSTILE, since, None),),
        {HOSTILE: HOSTILE},
    )


def test_hostile_text_stays_text_everywhere(opened: Opened) -> None:
    page = opened(hostile())
    page.locator("#table-box tbody button").first.click()
    page.locator("summary", has_text="Report a mistake").click()
    page.locator(".panel .choice").first.click()
    for summary in page.locator(".panel summary").all():
        if summary.is_visible():
            summary.click()
    for summary in page.locator("#picks summary").all():
        summary.click()
    page.locator("#find-text").fill("script")
    expect(page.locator("#matches li")).not_to_have_count(0)
    for format_ in ("csv", "gexf", "svg"):
        with page.expect_download():
            page.locator(f"#save-{format_}").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("body img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("a[href*='secret']").count() == 0


@pytest.mark.parametrize("places", [True, False], ids=["with places", "without places"])
def test_an_atlas_of_two_cities_opens(opened: Opened, places: bool) -> None:
    page = opened(joined([(0, 1)], 2, places), "#city=c00000")
    expect(page.locator("#panel-title")).to_have_text("City 0")
    expect(page.locator("#counted")).to_have_text("1 of 1 partnership shown")
    page.locator("#layout-network").click()
    assert serious(page) == []


def test_an_atlas_of_nothing_opens_and_says_so(opened: Opened) -> None:
    page = opened(joined([], 0))
    expect(page.locator("#counted")).to_have_text("0 of 0 partnerships shown")
    expect(page.locator("#time")).to_be_hidden()
    for nothing_to_do in ("#random", "#legend"):
        expect(page.locator(nothing_to_do)).to_be_hidden()
    expect(page.locator("#table-empty")).to_be_visible()
    page.locator("#find-text").fill("a")
    expect(page.locator("[role=status]", has_text="No match")).to_be_visible()
    assert serious(page) == []


def test_long_and_mixed_names_keep_the_page_in_shape(opened: Opened) -> None:
    page = opened(named(LONG, RIGHT_TO_LEFT, MARKED, "Plain"), "#city=c0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    panel = page.locator("#panel")
    assert panel.evaluate("each => each.scrollWidth <= each.clientWidth")
    expect(page.locator(".partner bdi", has_text="القدس")).to_be_visible()
    page.locator("#find-text").fill("plain")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Plain")
    assert serious(page) == []


def test_five_thousand_partners_of_a_city_are_listed_bit_by_bit(opened: Opened) -> None:
    page = opened(joined([(0, n) for n in range(1, 5001)], 5001, places=True), "#city=c00000")
    expect(page.locator("h3", has_text="5,000 partnerships shown")).to_be_visible()
    assert page.locator(".partner").count() == 100
    page.locator("#panel-body button", has_text="Show 4,900 more").click()
    assert page.locator(".partner").count() == 5000


def test_years_from_836_to_2030_have_room_on_the_slider(opened: Opened) -> None:
    days = ("0836", *(str(year) for year in range(1950, 2026)), "2030")
    cities = tuple(
        City(f"c{n}", f"City {n}", place=Position(50, n / 4)) for n in range(len(days) + 1)
    )
    partnerships = tuple(
        Partnership(f"c0--c{n}", (0, n), phases=(Phase("active", dates.parse(day), None),))
        for n, day in enumerate(days, start=1)
    )
    page = opened(
        Atlas("en", Dataset("Old", "1", "", TODAY), cities, partnerships, ((),) * len(partnerships))
    )
    expect(page.locator("#years")).to_have_text("836 to 2026")
    expect(page.locator("#time-counts")).to_contain_text("1 planned")
    expect(page.locator("#from")).to_have_attribute("aria-valuemin", "836")
    page.locator("#from").press("PageUp")
    page.locator("#to").press("End")
    years = [int(str(tick)) for tick in page.locator("#ticks span").all_text_contents()]
    assert years[0] == 836
    assert years[-1] == 2026
    assert len(years) > 4
    expect(page.locator("#time-counts")).to_have_text(re.compile(r"77 certain"))


def test_a_dataset_without_a_day_has_the_years_of_its_partnerships(opened: Opened) -> None:
    whole = leipzig()
    page = opened(
        Atlas(
            whole.language,
            Dataset("No day"),
            whole.cities,
            whole.partnerships,
            whole.evidence,
            whole.memberships,
            whole.labels,
        )
    )
    expect(page.locator("#years")).to_have_text("1973")
    expect(page.locator("#counted")).to_have_text("2 of 2 partnerships shown")
