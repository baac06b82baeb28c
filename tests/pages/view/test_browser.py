"""The page in a real browser, cut off from every network."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from support.browsing import DESK, keep_lettering, lettering, opening, serious
from support.scenes import HOSTILE, NAMES, RELEASE, ego, europe, hostile, leipzig, statements
from twingraph.pages.view import Node, Relation, Scene, SourcedValue, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from twingraph.core.languages import Language

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW, WIDE = ({"width": 320, "height": 640}, {"width": 3840, "height": 2160})


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open scenes; afterwards fail if a page asked for anything, complained, or ran a script."""
    with opening(browser, tmp_path) as open_html:

        def open_page(scene: Scene, **options: Any) -> Page:
            return open_html(render(scene), **options)

        yield open_page


def until(page: Page, condition: str, given: object = None) -> None:
    """Wait, frame by frame, for a condition; Playwright's own way needs eval, which we forbid."""
    look = f"""given => new Promise((done) => {{
      const end = performance.now() + 10_000;
      const look = () => {{
        if ({condition}) done(true);
        else if (performance.now() > end) done(false);
        else requestAnimationFrame(look);
      }};
      look();
    }})"""
    assert page.evaluate(look, given), condition


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def tab_to(page: Page, wanted: str, limit: int = 60) -> None:
    """Press Tab until the focus is on what a selector wants."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"Tab does not reach {wanted}")


def parallels(number: int) -> Scene:
    """Two cities on one parallel with so many relations of one kind between them."""
    things = (
        Node("w", "West", "city", 50.0, 5.0),
        Node("e", "East", "city", 50.0, 15.0),
    )
    relations = tuple(
        Relation(
            f"r{n}",
            *(("w", "e") if n % 2 else ("e", "w")),
            "twin-town",
            "Twin town",
            f"Agreement {n}",
            statements=(SourcedValue("Signed on", str(1950 + n), "Archive"),),
            standing="active",
        )
        for n in range(number)
    )
    return Scene("Parallels", "", "en", None, things, relations)


LINES_CROSSED = """() => {
  const canvas = document.querySelector("canvas");
  const x = Math.round(canvas.width / 2);
  const { data } = canvas.getContext("2d").getImageData(x, 0, 1, canvas.height);
  const inked = Array.from({ length: canvas.height }, (_, y) =>
    data[4 * y] < 150 && data[4 * y + 3] > 100);
  return inked.filter((ink, y) => ink && !inked[y - 1]).length;
}"""

COLOURS = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 255) continue;
    const key = `${data[i]},${data[i + 1]},${data[i + 2]}`;
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([key]) => key);
}"""


# --- looks, sizes and languages ---


@pytest.mark.parametrize("viewport", [NARROW, DESK, WIDE], ids=["narrow", "desk", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_in_any_size_and_light(
    opened: Opened, viewport: dict[str, int], scheme: str
) -> None:
    page = opened(leipzig(), viewport=viewport, color_scheme=scheme)
    page.locator("[data-relation='0']").first.click()
    page.locator("#search").fill("a")
    expect(page.locator("#matches li").first).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        ("de", "Alle Beziehungen"),
        ("en", "All relations"),
        ("pl", "Wszystkie relacje"),
        ("uk", "зв’язки"),
    ],
)
def test_no_serious_violation_in_any_language(
    opened: Opened, language: Language, caption: str
) -> None:
    page = opened(leipzig(language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("caption").first).to_contain_text(caption)
    assert serious(page) == []


def test_no_serious_violation_where_tables_are_folded_up(opened: Opened) -> None:
    assert serious(opened(europe(200, 600))) == []


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_the_page_never_scrolls_sideways(opened: Opened, width: int) -> None:
    for scene in (leipzig(), hostile()):
        page = opened(scene, viewport={"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_no_column_is_cut_on_paper(opened: Opened) -> None:
    page = opened(leipzig("de"), viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print")
    edges = page.locator("table").evaluate_all(
        "all => all.map(table => [table.getBoundingClientRect().right, table.scrollWidth])"
    )
    assert len(edges) == 3
    assert all(right <= 700 and wide <= 700 for right, wide in edges)


@pytest.mark.parametrize("language", ["de", "pl", "uk"])
def test_no_word_is_broken_on_paper(opened: Opened, language: Language) -> None:
    scene = leipzig(language)
    kind = "Partnerstwo solidarnościowe"
    long = tuple(replace(each, kind_label=kind) for each in scene.relations)
    page = opened(replace(scene, relations=long), viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []


# The words in tables that stand in several lines; addresses have to be broken somewhere.
BROKEN = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll("#tables :is(th, td)")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
      if (text.parentElement.closest(".code, a, q")) continue;
      for (const { 0: word, index } of text.data.matchAll(/[\\p{L}\\d]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
      }
    }
  }
  return broken;
}"""


def test_canvas_colours_follow_light_and_dark_at_once(opened: Opened) -> None:
    page = opened(leipzig(), color_scheme="light")
    assert "31,102,168" in page.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    until(page, f"({COLOURS})().includes('111,177,236')")
    assert "31,102,168" not in page.evaluate(COLOURS)


def test_the_picture_has_a_name_and_a_description(opened: Opened) -> None:
    scene = leipzig("en")
    canvas = opened(scene).get_by_role("img", name=scene.title)
    expect(canvas).to_have_accessible_description(
        re.compile("^The tables below the picture show the same.*other distances mean nothing.$")
    )


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_parallel_relations_are_drawn_apart(opened: Opened, number: int) -> None:
    page = opened(parallels(number))
    assert page.evaluate(LINES_CROSSED) == number
    expect(page.locator("table").first.locator("tbody tr")).to_have_count(number)


def test_how_a_partnership_stands_is_said_in_legend_table_and_panel(opened: Opened) -> None:
    scene = parallels(2)
    ended = replace(scene.relations[0], standing="ended", status="ended")
    page = opened(replace(scene, relations=(ended, scene.relations[1])))
    legend = page.locator(".legend li").all_inner_texts()
    assert legend[-2:] == ["active", "ended"]
    row = page.locator("tbody tr", has=page.locator("[data-relation='0']")).first
    expect(row).to_contain_text("ended")
    dash = row.locator(".dash line")
    expect(dash).to_have_attribute("stroke-dasharray", "2 5")
    expect(dash).to_have_css("stroke", "rgb(61, 61, 61)")
    page.locator("[data-relation='0']").first.click()
    expect(page.locator("#panel-body")).to_contain_text("ended")


def test_what_has_ended_is_drawn_with_gaps(opened: Opened) -> None:
    solid = parallels(1)
    dotted = replace(solid, relations=(replace(solid.relations[0], standing="ended"),))
    inked = [opened(scene).evaluate(INKED) for scene in (solid, dotted)]
    assert 0 < inked[1] < 0.7 * inked[0]


# How many pixels have ink in the middle third of the picture, where there is only a line.
INKED = """() => {
  const canvas = document.querySelector("canvas");
  const third = Math.round(canvas.width / 3);
  const { data } = canvas.getContext("2d").getImageData(third, 0, third, canvas.height);
  return data.filter((value, n) => n % 4 === 0 && value < 150 && data[n + 3] > 100).length;
}"""


def test_a_click_in_the_picture_chooses_the_thing_there(opened: Opened) -> None:
    page = opened(leipzig())
    page.locator("[data-relation='0']").first.click()
    page.locator("#all").click()
    box = page.locator("canvas").bounding_box()
    assert box
    # Leipzig, in the middle of everything, is the only thing of this colour near the middle.
    page.locator("canvas").click(position=page.evaluate(MIDDLE_CITY))
    expect(page.locator("#panel-title")).to_have_text("Leipzig")


MIDDLE_CITY = """() => {
  const canvas = document.querySelector("canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const { data, width, height } = canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height);
  const blue = (x, y) => {
    const i = 4 * (y * width + x);
    return data[i] === 31 && data[i + 1] === 102 && data[i + 2] === 168;
  };
  let best = null;
  for (let y = 8; y < height - 8; y++) for (let x = 8; x < width - 8; x++) {
    if (!blue(x, y) || !blue(x - 7, y) || !blue(x + 7, y) || !blue(x, y + 7)) continue;
    const far = Math.hypot(x - width / 2, y - height / 2);
    if (!best || far < best.far) best = { x: x / ratio, y: y / ratio, far };
  }
  return { x: best.x, y: best.y };
}"""


# --- the keyboard ---


def test_search_by_keyboard_shows_the_sources(opened: Opened) -> None:
    page = opened(leipzig("pl"))
    tab_to(page, "#search")
    page.keyboard.type("krakow")  # Without its accent.
    option = page.get_by_role("option").first
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("Kraków")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Kraków")
    expect(panel(page).get_by_role("link").first).to_have_attribute(
        "href", "https://example.org/leipzig/partners"
    )
    expect(page.locator("#matches")).to_be_hidden()


@pytest.mark.parametrize("typed", ["Krakau", "KRAKÓW", "краків", "Kraków"])
@pytest.mark.parametrize("language", ["de", "en", "pl", "uk"])
def test_a_city_is_found_by_its_name_in_any_language(
    opened: Opened, language: Language, typed: str
) -> None:
    page = opened(leipzig(language))
    page.locator("#search").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(NAMES[language]["krakow"])


@pytest.mark.parametrize("typed", ["東京", "القدس", "ירושלים", "თბილისი"])
def test_a_name_in_any_script_is_found_as_it_is_typed(opened: Opened, typed: str) -> None:
    found = Node("found", "The city", "city", names=("The city", typed))
    other = Node("other", "Another city", "city", names=("Another city",))
    page = opened(Scene("Two cities", "", "en", None, (found, other), ()))
    page.locator("#search").fill(typed)
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text("The city")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1 match"), ("pl", "1 wynik"), ("uk", "1 збіг")]
)
def test_the_number_of_matches_agrees_with_its_word(
    opened: Opened, language: Language, said: str
) -> None:
    page = opened(leipzig(language))
    page.locator("#search").fill("Lipsk")
    expect(page.locator("#search-status")).to_have_text(said)


def test_arrows_choose_among_the_matches(opened: Opened) -> None:
    page = opened(leipzig())
    page.locator("#search").focus()
    page.keyboard.type("an")
    expect(page.get_by_role("option")).not_to_have_count(0)
    labels = page.locator("#matches li b").all_text_contents()
    assert len(labels) > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", "matches-1")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text(labels[1])


def test_escape_closes_the_matches_and_nothing_found_is_said(opened: Opened) -> None:
    page = opened(leipzig("en"))
    page.locator("#search").fill("leip")
    page.keyboard.press("Escape")
    expect(page.locator("#matches")).to_be_hidden()
    page.locator("#search").fill("qqq")
    expect(page.locator("#search-status")).to_have_text("No match")


def test_a_row_chosen_by_keyboard_leads_to_its_sources_and_back(opened: Opened) -> None:
    page = opened(leipzig("en"))
    tab_to(page, "tbody [data-relation='0']")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("#panel-title")).to_have_text("Leipzig – Kraków")
    body = page.locator("#panel-body")
    expect(body).to_contain_text("Die Partnerschaftsurkunde wurde erstmals im September 1973")
    expect(body).to_contain_text("The city itself says so, with the month.")
    expect(body.locator(".mark-preferred")).to_have_count(1)
    expect(body.locator(".claim-preferred .evidence")).to_have_count(2)
    expect(body.locator(".claim-rival .value")).to_have_text("1974")
    expect(body.locator(".claim-deprecated .value")).to_have_text("1873")
    expect(body.get_by_text("Signatory", exact=True)).to_be_visible()
    expect(body.locator(".dispute")).to_have_text(
        f"“{RELEASE[0]}” and 1 other source say 1973-09, “A list of 1990” says 1974, “A misprint”"
        " says 1873; the first is used: The city itself says so, with the month."
    )
    link = body.get_by_role("link", name=re.compile("Neue Wege")).first
    expect(link).to_have_attribute("href", "https://example.org/press/2024")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    tab_to(page, "#back")
    page.keyboard.press("Enter")
    expect(page.locator("tbody [data-relation='0']").first).to_be_focused()


def test_the_panel_leads_from_a_city_to_a_relation_and_to_the_other_city(opened: Opened) -> None:
    page = opened(leipzig("en"))
    expect(page.locator("#panel-title")).to_have_text("Leipzig")
    panel(page).get_by_role("button", name="Lyon").click()
    expect(page.locator("#panel-title")).to_have_text("Leipzig – Lyon")
    panel(page).get_by_role("button", name="Lyon", exact=True).click()
    expect(page.locator("#panel-title")).to_have_text("Lyon")


def test_the_first_stop_skips_to_the_tables(opened: Opened) -> None:
    page = opened(leipzig("en"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the tables")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#tables")).to_be_focused()


def test_every_stop_of_the_keyboard_shows_its_focus(opened: Opened) -> None:
    page = opened(ego(3))
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if page.evaluate("document.activeElement === document.body"):
            break


def test_the_picture_can_be_moved_by_keyboard(opened: Opened) -> None:
    page = opened(leipzig())
    before = page.evaluate(COLOURS_AT_MIDDLE)
    tab_to(page, ".vis-network")
    page.keyboard.down("ArrowRight")
    until(page, f"({COLOURS_AT_MIDDLE})() !== given", before)
    page.keyboard.up("ArrowRight")
    tab_to(page, "#panel")


COLOURS_AT_MIDDLE = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d")
    .getImageData(0, Math.round(canvas.height / 2), canvas.width, 4);
  return data.join();
}"""


def test_zoom_buttons_change_the_picture_and_all_brings_it_back(opened: Opened) -> None:
    page = opened(leipzig())
    before = page.evaluate(COLOURS_AT_MIDDLE)
    page.locator("#nearer").click()
    until(page, f"({COLOURS_AT_MIDDLE})() !== given", before)
    page.locator("#all").click()
    until(page, f"({COLOURS_AT_MIDDLE})() === given", before)


def test_the_mouse_does_not_take_the_focus_from_the_search(opened: Opened) -> None:
    page = opened(leipzig())
    page.locator("#search").focus()
    page.keyboard.type("lei")
    box = page.locator("canvas").bounding_box()
    assert box
    for step in range(8):
        page.mouse.move(box["x"] + 60 + 40 * step, box["y"] + box["height"] / 2 + 5 * step)
    page.keyboard.type("pzig")
    expect(page.locator("#search")).to_have_value("leipzig")


def test_a_click_gives_the_picture_the_focus(opened: Opened) -> None:
    page = opened(leipzig())
    page.locator("canvas").click(position={"x": 5, "y": 5})
    expect(page.locator(".vis-network")).to_be_focused()


# --- the address, and what can be saved ---


def test_what_is_chosen_stands_in_the_address_and_opens_again(opened: Opened) -> None:
    page = opened(leipzig("en"))
    assert "#" not in page.url
    page.locator("#search").fill("Kyiv")
    page.keyboard.press("Enter")
    assert page.url.endswith("#kyiv")
    page = opened(leipzig("en"), fragment="#kyiv")
    expect(page.locator("#panel-title")).to_have_text("Kyiv")
    page.evaluate("location.hash = 'krakow'")
    expect(page.locator("#panel-title")).to_have_text("Kraków")
    page.evaluate("location.hash = 'nowhere'")
    expect(page.locator("#panel-title")).to_have_text("Kraków")


def test_back_and_forward_go_from_choice_to_choice(opened: Opened) -> None:
    page = opened(europe(200, 300))
    start = page.evaluate("history.length")
    title = page.locator("#panel-title")
    labels = [page.locator(f"[data-node='{n}']").first.text_content() or "" for n in range(2)]
    for n in (0, 1, 1):
        page.evaluate(f"document.querySelector('[data-node=\"{n}\"]').click()")
    assert page.evaluate("history.length") == start + 2
    page.go_back()
    expect(title).to_have_text(labels[0])
    page.go_back()
    expect(title).to_have_text("Details")
    expect(page.locator("#panel-body .quiet")).to_contain_text("Choose a city")
    expect(page.locator("[aria-current]")).to_have_count(0)
    page.go_forward()
    expect(title).to_have_text(labels[0])


def test_back_leads_to_the_city_of_the_view(opened: Opened) -> None:
    page = opened(leipzig("en"))
    panel(page).get_by_role("button", name="Lyon").click()
    expect(page.locator("#panel-title")).to_have_text("Leipzig – Lyon")
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Leipzig")


def test_the_table_can_be_saved(opened: Opened) -> None:
    scene = leipzig("en")
    page = opened(scene)
    with page.expect_download() as download:
        page.locator("#save-table").click()
    assert download.value.suggested_filename == "page-0.csv"
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert rows[0] == "from,to,kind,since,status,address"
    assert len(rows) == len(scene.relations) + 1


def test_the_picture_can_be_saved_with_its_ground(opened: Opened) -> None:
    page = opened(leipzig("en"))
    with page.expect_download() as download:
        page.locator("#save-picture").click()
    picture = download.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert width == page.evaluate("document.querySelector('canvas').width")


def test_the_link_can_be_copied(opened: Opened) -> None:
    page = opened(leipzig("en"), permissions=["clipboard-read", "clipboard-write"])
    page.locator("tbody [data-node='1']").first.click()
    page.locator("#copy-link").click()
    expect(page.locator("#said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


# --- a phone ---


def test_on_a_phone_a_choice_brings_the_panel_into_sight_and_back_the_picture(
    opened: Opened,
) -> None:
    page = opened(leipzig("en"), viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("canvas").tap(position=page.evaluate(MIDDLE_CITY))
    expect(page.locator("#panel-title")).to_be_in_viewport()
    page.locator("#back").tap()
    expect(page.locator("canvas")).to_be_in_viewport()


@pytest.mark.parametrize(
    "scene", [leipzig("en"), ego(40), europe(200, 300)], ids=["few", "rings", "map"]
)
def test_everything_is_inside_on_a_phone(opened: Opened, scene: Scene) -> None:
    page = opened(scene, viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#all").tap()
    until(page, f"({OUTSIDE})() === 0")


def test_a_cell_stands_beside_its_heading_on_a_phone(opened: Opened) -> None:
    page = opened(leipzig("en"), viewport=PHONE, has_touch=True, is_mobile=True)
    cell = page.locator("td.status").first
    (left, words) = cell.evaluate("""(cell) => {
      cell.append("active");
      const range = document.createRange();
      range.selectNode(cell.lastChild);
      return [cell, range].map((each) => each.getBoundingClientRect().left);
    }""")
    assert words > left + 100


def test_broad_letters_are_inside_on_a_phone(opened: Opened) -> None:
    scene = ego(1)
    things = tuple(replace(thing, label="Ю" * 20) for thing in scene.nodes)
    page = opened(replace(scene, nodes=things), viewport=PHONE, has_touch=True, is_mobile=True)
    until(page, f"({OUTSIDE})() === 0")


# How many rows and columns at the edges of the picture have ink.
OUTSIDE = """() => {
  const canvas = document.querySelector("canvas");
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  // The ground of a map is light, and goes on beyond the picture.
  const inked = (x, y) => data[4 * (y * width + x)] < 150 && data[4 * (y * width + x) + 3] > 0;
  let outside = 0;
  for (let y = 0; y < height; y++) outside += inked(0, y) + inked(width - 1, y);
  for (let x = 0; x < width; x++) outside += inked(x, 0) + inked(x, height - 1);
  return outside;
}"""


def test_one_finger_scrolls_the_page_until_the_picture_has_the_focus(opened: Opened) -> None:
    page = opened(leipzig("en"), viewport=PHONE, has_touch=True, is_mobile=True)
    action = "getComputedStyle(document.querySelector('canvas')).touchAction"
    assert page.evaluate(action) == "pan-x pan-y"
    tab_to(page, ".vis-network")
    assert page.evaluate(action) == "none"


def test_the_wheel_scrolls_the_page_until_the_picture_is_entered(opened: Opened) -> None:
    page = opened(leipzig())
    page.locator("canvas").hover()
    page.mouse.wheel(0, 200)
    until(page, "scrollY > 0")


# --- hostile and large scenes, and no script ---


def test_hostile_texts_run_nothing(opened: Opened) -> None:
    page = opened(hostile())
    page.locator("#search").fill("onerror")
    page.keyboard.press("Enter")
    for button in page.locator("tbody button").all()[:20]:
        button.click()
    expect(page.locator("#panel-title")).to_contain_text("</script><img src=x")
    page.locator("canvas").hover()
    for x in range(100, 800, 50):
        page.mouse.move(x, 420)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.title() == HOSTILE
    assert serious(page) == []


def test_the_policy_stops_what_would_slip_in(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "changed.html"
    injected = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    file.write_text(render(leipzig()).replace("<footer>", f"{injected}<footer>"), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate("window.hacked") is None
    page.close()


def test_without_script_the_tables_say_it_all(opened: Opened) -> None:
    scene = leipzig("en")
    page = opened(scene, script=False)
    expect(page.locator(".stage")).to_be_hidden()
    expect(page.locator("table")).to_have_count(3)
    rows = page.locator("table").nth(2).locator("tbody tr")
    expect(rows).to_have_count(len(statements(scene)))
    expect(page.get_by_role("link", name=re.compile("Neue Wege")).first).to_be_visible()
    expect(page.locator("footer")).to_have_text(scene.footer)


def test_labels_of_a_large_network_stay_small_as_one_comes_nearer(opened: Opened) -> None:
    page = opened(europe(200, 300))
    ink = page.evaluate(DARKEST_ROWS)
    for _ in range(4):
        page.locator("#nearer").click()
    until(page, f"({DARKEST_ROWS})() > 0 && ({DARKEST_ROWS})() < 30")
    assert 0 < ink < 30


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_name_in_a_large_network_overlaps_another_or_is_cut(
    opened: Opened, viewport: dict[str, int]
) -> None:
    scene = europe(200, 300)
    page = opened(scene, viewport=viewport)
    keep_lettering(page)
    width, height = page.evaluate(
        "[document.querySelector('canvas').width, document.querySelector('canvas').height]"
    )
    for step in ("#all", "#nearer", "[data-node='7']"):
        page.evaluate("step => document.querySelector(step).click()", step)
        lines = lettering(page)
        assert len(lines) > 5
        assert all(
            x >= 0 and y >= 0 and right <= width and low <= height for _, x, y, right, low in lines
        )
        assert not [
            (one[0], other[0])
            for one, other in combinations(lines, 2)
            if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
        ]
    assert scene.nodes[7].label.split()[0] in {text.split()[0] for text, *_ in lines}


@pytest.mark.parametrize("width", [1200, 1440])
def test_the_first_names_of_a_large_network_have_their_full_colour(
    opened: Opened, width: int
) -> None:
    page = opened(europe(200, 300))
    page.set_viewport_size({"width": width, "height": width * 5 // 8})
    until(page, f"({DARKEST_ROWS})() > 4")


# The most rows of pixels one below the other that have ink of the letters' own colour.
DARKEST_ROWS = """() => {
  const canvas = document.querySelector("canvas");
  const { data, width, height } = canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height);
  let longest = 0;
  for (let x = 0; x < width; x++) for (let y = 0, run = 0; y < height; y++) {
    const i = 4 * (y * width + x);
    const ink = data[i] < 40 && data[i + 1] < 55 && data[i + 2] < 70 && data[i + 3] > 200;
    run = ink ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}"""


def test_a_large_network_answers_search_and_table(opened: Opened) -> None:
    scene = europe()
    page = opened(scene)
    page.locator("#search").fill(scene.nodes[0].label[:4])
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("link").first).to_be_visible()
    page.locator("summary").first.click()
    page.locator("tbody [data-relation='17']").first.click()
    expect(page.locator("#panel-title")).to_have_text(scene.relations[17].label)
    expect(panel(page).locator(".evidence")).to_have_count(6)
