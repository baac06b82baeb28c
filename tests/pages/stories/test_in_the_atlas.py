"""Stories in the atlas, in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from support.browsing import serious, watch
from support.command import twingraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DESK, PHONE = (1280, 800), (390, 844)


@pytest.fixture(scope="module")
def atlas(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an atlas of the curated dataset."""
    page = tmp_path_factory.mktemp("atlas") / "atlas.html"
    done = twingraph("atlas", "-b", built, "-o", page)
    assert done.returncode == 0, done.stderr
    return page.as_uri()


@pytest.fixture
def opened(browser: Browser, atlas: str) -> Iterator[Callable[..., Page]]:
    """Open the atlas at a fragment, on a desk or a phone; nothing forbidden may happen."""
    troubles: list[str] = []
    contexts = []

    def open_at(fragment: str = "", size: tuple[int, int] = DESK) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        address = f"{atlas}#{fragment}" if fragment else atlas
        watch(page, atlas, troubles)
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not troubles


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


def begin(page: Page, title: str) -> None:
    """Begin a story by the keyboard alone."""
    page.locator("#stories summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=title).focus()
    page.keyboard.press("Enter")


def test_a_story_is_told_step_by_step_by_the_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.locator("#story").is_hidden()
    begin(page, "The oldest")
    assert page.locator("#story-title").inner_text() == "The oldest"
    assert "1 of 6" in page.locator("#story-text").inner_text()
    assert "Brugg" in page.locator("#story-text").inner_text()
    assert "partnership=brugg--rottweil" in fragment(page)
    page.keyboard.press("Enter")  # The focus is on “Next”, and stays there.
    assert "2 of 6" in page.locator("#story-text").inner_text()
    page.keyboard.press("ArrowRight")
    assert "3 of 6" in page.locator("#story-text").inner_text()
    page.get_by_role("heading", name="Coventry – Volgograd").wait_for()
    assert page.evaluate("document.activeElement.id") == "story-next"
    page.keyboard.press("ArrowLeft")
    assert "2 of 6" in page.locator("#story-text").inner_text()


def test_a_story_ends_with_escape_and_leaves_the_atlas_as_it_is(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    begin(page, "The oldest")
    page.keyboard.press("Escape")
    assert page.locator("#story").is_hidden()
    assert "story" not in fragment(page)
    assert "partnership=brugg--rottweil" in fragment(page)
    assert page.evaluate("document.activeElement.parentElement.id") == "stories"


def test_a_story_ends_after_its_last_step(opened: Callable[..., Page]) -> None:
    page = opened("story=the-oldest&step=6")
    assert page.locator("#story-next").inner_text() == "Finish"
    page.locator("#story-next").click()
    assert page.locator("#story").is_hidden()


def test_there_is_no_step_before_the_first(opened: Callable[..., Page]) -> None:
    page = opened("story=the-oldest")
    assert page.locator("#story-back").get_attribute("aria-disabled") == "true"
    page.locator("#story-back").press("Enter")
    assert "1 of 6" in page.locator("#story-text").inner_text()


def test_the_back_of_the_browser_goes_to_the_step_before(opened: Callable[..., Page]) -> None:
    page = opened("story=the-oldest&step=1")
    page.locator("#story-next").click()
    assert "2 of 6" in page.locator("#story-text").inner_text()
    page.go_back()
    page.wait_for_function("document.getElementById('story-text').textContent.includes('1 of 6')")


def test_every_step_of_every_story_is_a_state_of_the_atlas(opened: Callable[..., Page]) -> None:
    page = opened()
    for name in page.locator("[data-story]").all():
        story = name.get_attribute("data-story")
        page.evaluate("id => { location.hash = `story=${id}` }", story)
        page.wait_for_function(
            "title => document.getElementById('story-title').textContent === title",
            arg=name.text_content(),
        )
        while page.locator("#story").is_visible():
            assert page.locator("#notice").inner_text() == ""
            assert page.locator("#counted").inner_text()[0] != "0", fragment(page)
            assert page.locator("#story-sources li").count() > 0
            page.locator("#story-next").click()


@pytest.mark.parametrize("step", [2, 3])
def test_a_step_tells_how_many_partnerships_its_picture_shows(
    step: int, opened: Callable[..., Page]
) -> None:
    page = opened(f"story=since-2022&step={step}")
    told = re.search(r"(\d+) active", page.locator("#story-text").inner_text())
    assert told
    assert f"{told[1]} partnerships shown" in page.locator("#panel").inner_text()


def test_a_step_says_who_says_so(opened: Callable[..., Page]) -> None:
    page = opened("story=leipzig-krakow-kyiv&step=4")
    page.locator("#story summary").click()
    link = page.locator("#story-sources a")
    assert link.inner_text() == "Kijów: Historia współpracy"
    assert (link.get_attribute("href") or "").startswith("http://www.krakow.pl/")
    assert page.locator("#story-questions").inner_text() == "twin-towns"


def test_a_screen_reader_is_told_each_step_at_once(opened: Callable[..., Page]) -> None:
    page = opened("story=the-oldest&step=2")
    text = page.locator("#story-text")
    assert (text.get_attribute("aria-live"), text.get_attribute("aria-atomic")) == (
        "polite",
        "true",
    )
    assert serious(page) == []


def test_on_a_phone_a_story_lies_over_the_lower_part_of_the_screen(
    opened: Callable[..., Page],
) -> None:
    page = opened("story=iron-curtain&step=3", PHONE)
    box = page.locator("#story").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(PHONE[1], abs=1)
    assert box["y"] >= PHONE[1] * 0.5
    assert box["width"] == pytest.approx(PHONE[0], abs=1)
    picture = page.locator("#picture").bounding_box()
    assert picture is not None
    assert picture["y"] == pytest.approx(0, abs=2)
    assert page.locator("#panel").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert serious(page) == []


def test_a_printed_story_has_all_its_texts(opened: Callable[..., Page]) -> None:
    page = opened("story=the-oldest&step=2")
    assert page.locator("#story-print").is_hidden()
    page.emulate_media(media="print")
    printed = page.locator("#story-print").inner_text()
    for words in ("Brugg", "Keighley", "Stalingrad", "Bristol", "Tampere", "61 partnerships"):
        assert words in printed
    assert page.locator("#story-next").is_hidden()


def test_what_the_address_says_of_a_story_that_there_is_not_is_told(
    opened: Callable[..., Page],
) -> None:
    page = opened("story=saga&step=2")
    assert page.locator("#story").is_hidden()
    assert "story=saga" in page.locator("#notice").inner_text()


def test_an_atlas_of_part_of_the_graph_tells_no_stories(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    part = tmp_path / "part.html"
    done = twingraph("atlas", "-b", built, "--country", "Poland", "-o", part)
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.goto(part.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#stories").is_hidden()
    page.close()
