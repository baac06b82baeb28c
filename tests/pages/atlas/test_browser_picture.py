"""The picture of the atlas in a real browser: what it shows, and how it is moved."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from support.browsing import opening
from twingraph.pages.atlas import render
from twingraph.pages.atlas.ask import atlas
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SVG = "{http://www.w3.org/2000/svg}"
# Moving the picture ends up in the address; a page that is to stay where it is has nothing there.
ZOOMED = re.compile("zoom=")
CORNER = """() => {
  const { canvas } = document.querySelector("#picture canvas").getContext("2d");
  const [r, g, b] = canvas.getContext("2d").getImageData(canvas.width - 5, 5, 1, 1).data;
  return r + g + b;
}"""


@pytest.fixture(scope="module")
def html(built: Path) -> str:
    """Write the atlas of the curated dataset."""
    return render(atlas(BuildFolder.open(built).store(), "en"))


@pytest.fixture
def opened(browser: Browser, html: str, tmp_path: Path) -> Iterator[Opened]:
    """Open the atlas; afterwards fail if a page complained."""
    with opening(browser, tmp_path) as open_html:

        def open_page(fragment: str = "", **options: Any) -> Page:
            return open_html(html, fragment, **{"reduced_motion": "reduce", **options})

        yield open_page


def svg(page: Page) -> ET.Element:
    """Return what the picture shows."""
    with page.expect_download() as download:
        page.locator("#save-svg").click()
    return ET.fromstring(download.value.path().read_text(encoding="utf-8"))  # noqa: S314 - our own


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("#picture").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_large_cities_are_named_at_first(opened: Opened) -> None:
    names = {text.text for text in svg(opened()).iter(f"{SVG}text")}
    assert {"Leipzig", "Kyiv", "Berlin", "Warsaw", "Kraków"} <= names


def test_ended_partnerships_have_a_dash_and_active_ones_have_none(opened: Opened) -> None:
    lines = {
        standing: [
            line.get("stroke-dasharray")
            for line in svg(opened(f"#status={standing}&undated=no")).iter(f"{SVG}path")
            if "Q" in line.get("d", "")
        ]
        for standing in ("active", "ended")
    }
    assert lines["active"]
    assert lines["ended"]
    assert None not in lines["ended"]
    assert None in lines["active"]


def test_the_page_scrolls_over_the_picture_until_it_has_the_focus(opened: Opened) -> None:
    page = opened()
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, 200)
    expect(page.locator("#picture .hint")).to_be_visible()
    wait(page, "scrollY > 0")
    assert not ZOOMED.search(page.url)
    page.evaluate("scrollTo(0, 0)")
    page.locator("#picture").focus()
    page.mouse.wheel(0, -200)
    expect(page).to_have_url(ZOOMED)
    assert page.evaluate("scrollY") == 0


def test_ctrl_and_the_wheel_zoom_without_the_focus(opened: Opened) -> None:
    page = opened()
    page.mouse.move(*middle(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page).to_have_url(ZOOMED)
    assert page.evaluate("[scrollY, visualViewport.scale]") == [0, 1]


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowDown", "+", "-", "0"])
def test_keys_move_the_picture(opened: Opened, key: str) -> None:
    page = opened()
    page.locator("#picture").focus()
    page.keyboard.press(key)
    expect(page).to_have_url(ZOOMED)


def wait(page: Page, condition: str) -> None:
    """Wait until an expression is true; the page's policy keeps Playwright from doing so itself."""
    frames = "for (let n = 0; n < 600 && !holds(); n++) await new Promise(requestAnimationFrame);"
    assert page.evaluate(
        f"async () => {{ const holds = () => {condition}; {frames} return holds() }}"
    )


def swipe(page: Page, *ways: tuple[int, int]) -> None:
    """Move fingers over the picture of a phone, each from beside its middle by 12 pixels a step.

    Args:
        page: The page.
        ways: For each finger, where it starts, to the right of the middle, and which way it goes:
            -1 and 1 are left and right, 0 is up.
    """
    x, y = middle(page)
    fingers = page.context.new_cdp_session(page)
    for step in range(-1, 13):
        at = [
            {
                "x": x + start + way * 5 * max(0, step),
                "y": y - (not way) * 12 * max(0, step),
                "id": n,
            }
            for n, (start, way) in enumerate(ways)
        ]
        kind = "touchMove" if step >= 0 else "touchStart"
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_on_a_phone_one_finger_scrolls_the_page(opened: Opened) -> None:
    page = opened("", **PHONE)
    swipe(page, (0, 0))
    wait(page, "scrollY > 0")
    assert not ZOOMED.search(page.url)


def test_on_a_phone_two_fingers_zoom_the_picture_and_not_the_page(opened: Opened) -> None:
    page = opened("", **PHONE)
    swipe(page, (-40, -1), (40, 1))
    expect(page).to_have_url(ZOOMED)
    assert page.evaluate("[scrollY, visualViewport.scale]") == [0, 1]


def test_what_is_pointed_at_is_named(opened: Opened) -> None:
    page = opened("#city=leipzig&zoom=20")
    x, y = middle(page)
    page.locator("#all").click()
    for right in range(-90, 90, 4):
        page.mouse.move(x + right, y)
        if page.locator("#picture .tip").is_visible():
            break
    expect(page.locator("#picture .tip")).not_to_be_empty()


def test_a_dark_picture_is_printed_on_white_and_dark_again_afterwards(opened: Opened) -> None:
    page = opened("", color_scheme="dark")
    dark = page.evaluate(CORNER)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(CORNER) > 600
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(CORNER) == dark < 200


def test_the_picture_follows_the_theme(opened: Opened) -> None:
    page = opened("", color_scheme="dark")
    dark = page.evaluate(CORNER)
    page.emulate_media(color_scheme="light")
    wait(page, f"({CORNER})() > {dark + 300}")


def test_another_size_keeps_what_is_in_the_middle(opened: Opened) -> None:
    page = opened("#x=2800&y=600&zoom=4.000")
    before = page.url
    page.set_viewport_size({"width": 700, "height": 900})
    assert "Kraków" in {text.text for text in svg(page).iter(f"{SVG}text")}
    assert page.url == before


def test_where_less_motion_is_wanted_the_network_is_there_at_once(opened: Opened) -> None:
    page = opened()
    page.locator("#layout-network").click()
    communities = [
        text for each in svg(page).iter(f"{SVG}text") if "·" in (text := each.text or "")
    ]
    assert any("Kyiv" in name for name in communities)
