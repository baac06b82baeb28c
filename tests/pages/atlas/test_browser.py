"""The atlas in a real browser, cut off from every network."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import networkx as nx
import pytest
from playwright.sync_api import expect

from support.browsing import DESK, opening, serious
from support.command import twingraph
from twingraph.core.languages import LANGUAGES
from twingraph.pages.atlas import render
from twingraph.pages.atlas.ask import atlas
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

    from twingraph.core.languages import Language

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

PHONE, NARROW, WALL = (
    {"width": width, "height": height} for width, height in ((390, 844), (320, 640), (3840, 2160))
)

# The width of the hint in a field, and that of the field within its padding.
WIDTHS = """(field) => {
  const style = getComputedStyle(field);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  return [pen.measureText(field.placeholder).width, field.clientWidth - padding];
}"""

# On how many lines each cell of the table stands that is one word.
LINES_OF_WORDS = """() => Object.fromEntries(
  [...document.querySelectorAll("#table-box td bdi")]
    .filter((each) => /^\\S+$/.test(each.textContent))
    .map((each) => [each.textContent, each.getClientRects().length]))"""


@pytest.fixture(scope="module")
def written(built: Path) -> Callable[[Language], str]:
    """Write the atlas of the curated dataset in a language, each once."""
    store = BuildFolder.open(built).store()
    pages: dict[Language, str] = {}

    def page(language: Language) -> str:
        if language not in pages:
            pages[language] = render(atlas(store, language))
        return pages[language]

    return page


@pytest.fixture
def opened(
    browser: Browser, written: Callable[[Language], str], tmp_path: Path
) -> Iterator[Opened]:
    """Open the atlas; afterwards fail if a page asked for anything, complained, or ran a script."""
    with opening(browser, tmp_path) as open_html:

        def open_page(
            fragment: str = "", *, language: Language = "en", html: str = "", **options: Any
        ) -> Page:
            options = {"reduced_motion": "reduce", **options}
            return open_html(html or written(language), fragment, **options)

        yield open_page


def fragment(page: Page) -> dict[str, str]:
    """Return the parts of the fragment that the page has in its address now."""
    return dict(
        part.split("=", 1) for part in unquote(page.url.partition("#")[2]).split("&") if part
    )


RESTED = 700  # milliseconds after which the address has the place that is seen


def expect_fragment(page: Page, **wanted: str) -> None:
    """Wait until the address has these parts."""
    expect(page).to_have_url(
        re.compile(
            "".join(f"(?=.*[#&]{key}={re.escape(value)}(&|$))" for key, value in wanted.items())
        )
    )


def shown(page: Page) -> int:
    """Return how many partnerships the page says it shows."""
    return int(str(page.locator("#counted").text_content()).split()[0].replace(",", ""))


def counts(page: Page) -> dict[str, int]:
    """Return how many of the shown partnerships are certain, possible and so on."""
    text = str(page.locator("#time-counts").text_content())
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", text)}


def rows(page: Page) -> Locator:
    return page.locator("#table-box tbody tr:not(.spacer)")


def saved(page: Page, format_: str) -> tuple[str, bytes]:
    """Save what is shown, and return the name and the content of the file."""
    with page.expect_download() as download:
        page.locator(f"#save-{format_}").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


# --- looks, sizes and languages ---


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESK, "light", "en"), (PHONE, "dark", "uk"), (NARROW, "light", "de"), (WALL, "dark", "pl")],
    ids=["desk", "phone", "narrow", "wall"],
)
def test_axe_finds_nothing_serious_and_nothing_lies_outside(
    opened: Opened, viewport: dict[str, int], scheme: str, language: Language
) -> None:
    page = opened("#city=leipzig", language=language, viewport=viewport, color_scheme=scheme)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(".partner summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert serious(page) == []


def test_axe_finds_nothing_serious_in_open_controls(opened: Opened) -> None:
    page = opened("#layout=network&city=krakow&other=kyiv&search=common")
    page.locator("#find-text").fill("a")
    expect(page.locator("#matches li").first).to_be_visible()
    page.locator(".pick summary", has_text="Country").click()
    expect(page.locator(".boxes li").first).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_it_opens_in_forced_colours_and_with_more_contrast(
    opened: Opened, options: dict[str, str]
) -> None:
    assert serious(opened("#city=leipzig", **options)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_of_the_search_is_whole_on_every_screen(
    opened: Opened, language: Language
) -> None:
    page = opened(language=language)
    for viewport in (NARROW, PHONE, DESK, WALL):
        page.set_viewport_size(cast("ViewportSize", viewport))
        hint, room = page.locator("#find-text").evaluate(WIDTHS)
        assert hint <= room, viewport


def test_the_first_screen_of_a_desk_has_picture_years_and_panel(opened: Opened) -> None:
    page = opened()
    for id_ in ("picture", "track", "ticks", "panel"):
        box = page.locator(f"#{id_}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= DESK["height"]


# --- search and choice ---


@pytest.mark.parametrize("typed", ["Lipsk", "лейпциг", "LEIPZ"])
def test_a_city_is_found_by_any_of_its_names(opened: Opened, typed: str) -> None:
    page = opened()
    page.locator("#find-text").fill(typed)
    expect(page.locator("#matches li b").first).to_have_text("Leipzig")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Leipzig")
    expect_fragment(page, city="leipzig")


def test_partners_come_first_and_by_date(opened: Opened) -> None:
    page = opened("#city=krakow")
    first = page.locator(".partner").first
    box = first.bounding_box()
    assert box
    assert box["y"] < DESK["height"] / 2
    expect(first).to_contain_text("Leipzig")
    expect(first).to_contain_text("since 8 September 1973")
    expect(first).to_contain_text("active")


def test_each_partnership_has_its_sources_with_links_and_words(opened: Opened) -> None:
    page = opened("#partnership=krakow--leipzig")
    sources = page.locator(".sources > li")
    assert sources.count() >= 5
    links = page.locator(".sources a")
    assert all(
        str(link.get_attribute("href")).startswith(("https://", "http://")) for link in links.all()
    )
    expect(page.locator(".sources q").first).not_to_be_empty()


def test_what_contradicts_is_said_in_one_sentence(opened: Opened) -> None:
    page = opened("#city=le-mans")
    page.locator(".partner", has_text="Paderborn").locator("summary").click()
    sentence = page.locator(".partner", has_text="Paderborn").locator(".differ")
    expect(sentence).to_contain_text("The sources differ:")
    expect(sentence).to_contain_text("836")
    expect(sentence).to_contain_text("1967 is used, because:")


def test_what_is_chosen_in_the_panel_is_chosen_in_the_address_and_one_can_go_back(
    opened: Opened,
) -> None:
    page = opened("#city=krakow")
    page.locator(".partner .choice", has_text="Leipzig").first.click()
    expect(page.locator("#panel-title")).to_have_text("Leipzig")
    expect(page.locator("#panel-title")).to_be_focused()
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Kraków")
    page.go_forward()
    expect(page.locator("#panel-title")).to_have_text("Leipzig")
    page.locator("#forget").click()
    expect(page.locator("#panel-title")).to_have_text("Details")
    assert "city" not in fragment(page)


def test_one_can_go_back_from_the_partners_of_partners(opened: Opened) -> None:
    page = opened("#city=leipzig")
    page.get_by_role("button", name="Partners’ partners too").click()
    expect_fragment(page, city="leipzig", depth="2")
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Leipzig")
    assert "depth" not in fragment(page)


def test_back_leads_from_a_city_to_the_whole_picture(opened: Opened) -> None:
    page = opened()
    page.wait_for_timeout(RESTED)
    before = page.locator("#picture").screenshot()
    page.locator("#find-text").fill("Leipzig")
    page.locator("#find-text").press("Enter")
    expect(page).to_have_url(re.compile("city=leipzig.*zoom="))
    assert page.locator("#picture").screenshot() != before
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Details")
    page.wait_for_timeout(RESTED)
    assert fragment(page) == {}
    assert page.locator("#picture").screenshot() == before


def test_an_address_without_a_place_leads_away_from_the_city_seen_before(opened: Opened) -> None:
    page = opened("#city=krakow")
    page.evaluate("location.hash = '#layout=network'")
    expect(page.locator("#panel-title")).to_have_text("Details")
    page.wait_for_timeout(RESTED)
    assert fragment(page) == {"layout": "network"}


def test_a_click_in_the_picture_chooses(opened: Opened) -> None:
    page = opened("#city=krakow")
    page.locator("#forget").click()
    box = page.locator("#picture").bounding_box()
    assert box
    for right in range(0, 200, 6):  # Cities and lines lie around the middle of the map.
        page.mouse.click(box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2)
        if page.locator("#panel-title").text_content() != "Details":
            break
    assert fragment(page).keys() & {"city", "partnership", "nation"}


def test_a_random_city_is_one_that_is_shown(opened: Opened) -> None:
    page = opened("#country=MT,CY,IE&undated=no")
    page.locator("#random").click()
    expect(page.locator(".partner").first).to_be_visible()


def test_the_shortest_way_and_common_partners_of_two_cities(opened: Opened) -> None:
    page = opened("#city=krakow")
    page.locator("#two-cities summary").click()
    page.locator("#other-text").fill("Kiew")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("From Kraków to Kyiv in 1 step")
    page.locator("#found button", has_text="Common partners").click()
    expect(page.locator("#found")).to_contain_text("Leipzig")
    expect_fragment(page, city="krakow", other="kyiv", search="common")


def test_a_button_that_is_pressed_in_the_panel_keeps_the_focus(opened: Opened) -> None:
    page = opened("#city=krakow")
    button = page.locator("button", has_text="Partners’ partners too")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect_fragment(page, depth="2")


# --- time ---


@pytest.mark.parametrize("year", [1950, 1989, 2000, 2010])
def test_a_year_shows_what_the_question_existing_on_finds(
    opened: Opened, built: Path, year: int
) -> None:
    done = twingraph(
        "query", "existing-on", "-p", f"day={year}-12-31", "-b", built, "--format", "json"
    )
    answer = [row["certainty"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]]
    found = counts(opened(f"#from={year}&to={year}"))
    assert found["certain"] == answer.count("certain") > 0
    assert found.get("possible", 0) == answer.count("possible")


def test_the_thumbs_move_by_keys_and_stop_at_each_other(opened: Opened) -> None:
    page = opened("#from=1960&to=1989")
    first, last = page.locator("#from"), page.locator("#to")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuenow", "1971")
    expect(first).to_have_attribute("aria-valuetext", "1971; shown: 1971 to 1989")
    page.keyboard.press("End")
    expect(first).to_have_attribute("aria-valuenow", "1989")
    last.focus()
    page.keyboard.press("Home")
    expect(last).to_have_attribute("aria-valuenow", "1989")
    page.keyboard.press("PageUp")
    expect(page.locator("#years")).to_have_text("1989 to 1999")
    expect_fragment(page, **{"from": "1989", "to": "1999"})


def test_a_drag_moves_the_nearer_thumb(opened: Opened) -> None:
    page = opened()
    box = page.locator("#track").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
    page.mouse.up()
    now = int(str(page.locator("#from").get_attribute("aria-valuenow")))
    assert 1940 < now < 2000
    expect(page.locator("#to")).to_have_attribute("aria-valuenow", "2026")


def test_one_year_and_a_span_are_chosen_explicitly(opened: Opened) -> None:
    page = opened()
    page.locator("#one-year").click()
    expect(page.locator("#from")).to_be_hidden()
    expect(page.locator("#years")).to_have_text("2026")
    expect(page.locator("#to")).to_have_attribute("aria-label", "Year")
    page.locator("#to").press("ArrowLeft")
    expect(page.locator("#years")).to_have_text("2025")
    page.locator("#whole-span").click()
    expect(page.locator("#from")).to_be_visible()
    expect(page.locator("#years")).to_have_text(re.compile(r"\d+ to 2025"))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_playing_goes_on_until_today_or_until_it_is_stopped(opened: Opened, motion: str) -> None:
    page = opened("#from=2020&to=2020", reduced_motion=motion)
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("Pause")
    expect(page.locator("#years")).to_have_text("2026", timeout=15_000)
    expect(page.locator("#play")).to_have_text("Play", timeout=15_000)
    page.locator("#play").click()
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("Play")


def test_undated_partnerships_can_be_left_out(opened: Opened) -> None:
    page = opened()
    before, undated = shown(page), counts(page)["undated"]
    page.locator("#more summary").click()
    page.locator("#undated").uncheck()
    expect(page.locator("#counted")).to_contain_text(f"{before - undated} of")
    assert "undated" not in counts(page)
    expect_fragment(page, undated="no")


def test_the_histogram_is_told_in_words(opened: Opened) -> None:
    text = opened().locator("#histogram-text").text_content()
    assert re.search(
        r"\d+ partnerships began in a year that is known\. Most began in \d{4}", str(text)
    )


# --- filters and the address ---


def test_filters_say_how_many_of_how_many_are_shown_and_are_cleared(opened: Opened) -> None:
    page = opened()
    every = shown(page)
    page.locator(".pick summary", has_text="Country").click()
    page.locator(".pick[open] input[type=search]").fill("укр")
    page.locator(".pick[open] input[type=search]").fill("ukr")
    page.locator(".pick[open] label", has_text="Ukraine").click()
    number = int(str(page.locator(".pick[open] .boxes .quiet").first.text_content()))
    expect(page.locator("#counted")).to_have_text(f"{number} of {every} partnerships shown")
    page.keyboard.press("Escape")
    expect(page.locator(".pick[open]")).to_have_count(0)
    expect(page.locator(".pick summary", has_text="Country")).to_be_focused()
    expect(page.locator(".pick summary", has_text="Country")).to_contain_text("(1)")
    expect_fragment(page, country="UA")
    page.locator("#clear").click()
    assert shown(page) == every
    expect(page.locator("#clear")).to_be_hidden()


def test_each_filter_narrows_what_is_shown(opened: Opened) -> None:
    page = opened()
    every = shown(page)
    for name in ("Country", "Kind", "Status", "Field", "City network", "Source"):
        page.locator(".pick summary", has_text=re.compile(f"^{name}")).click()
        page.locator(".pick[open] .boxes input").first.check()
        assert 0 < shown(page) < every
        page.locator("#clear").click()
    page.locator("#more summary").click()
    page.locator("#partners").fill("5")
    page.locator("#partners").press("Enter")
    assert 0 < shown(page) < every


def test_a_hostile_address_is_ignored_and_told(opened: Opened) -> None:
    hostile = "#city=<img src=x onerror=alert(1)>&from=-5&country=XX&__proto__=1&x=NaN&to=1980"
    page = opened(hostile)
    expect(page.locator("#notice")).to_contain_text("mean nothing here and were ignored")
    expect(page.locator("#notice img")).to_have_count(0)
    expect(page.locator("#to")).to_have_attribute("aria-valuenow", "1980")
    expect(page.locator("#panel-title")).to_have_text("Details")


def test_the_bars_of_the_years_follow_the_filter_of_status(opened: Opened) -> None:
    every = opened().locator("#histogram-text").text_content()
    ended = opened("#status=ended").locator("#histogram-text").text_content()
    assert every != ended
    nothing = opened("#status=planned")
    assert shown(nothing) == 0
    expect(nothing.locator("#table-empty")).to_be_visible()
    assert "0 partnerships began" in str(nothing.locator("#histogram-text").text_content())


@pytest.mark.parametrize("part", ["#more", "#stories"])
def test_escape_closes_what_is_folded_out(opened: Opened, part: str) -> None:
    page = opened()
    page.locator(f"{part} > summary").press("Enter")
    expect(page.locator(part)).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(part)).not_to_have_attribute("open", "")
    expect(page.locator(f"{part} > summary")).to_be_focused()


def test_a_view_comes_back_from_its_address(opened: Opened) -> None:
    page = opened("#layout=network&from=1980&to=1980&city=krakow&depth=2&x=200&y=-400&zoom=3.000")
    expect(page.locator("#layout-network")).to_have_attribute("aria-pressed", "true")
    page.locator("#layout-map").click()
    assert fragment(page)["city"] == "krakow"
    assert "layout" not in fragment(page)


# --- the table ---


def test_the_table_has_few_rows_in_the_page_and_tells_of_all(opened: Opened) -> None:
    page = opened()
    table = page.locator("#table-box table")
    every = shown(page)
    expect(table).to_have_attribute("aria-rowcount", str(every + 1))
    assert rows(page).count() < 60
    expect(rows(page).first).to_have_attribute("aria-rowindex", "2")
    rows(page).first.locator("button").focus()
    page.keyboard.press("End")
    expect(page.locator(f"[aria-rowindex='{every + 1}'] button")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"[aria-rowindex='{every}'] button")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("[aria-rowindex='2'] button")).to_be_focused()


def test_the_table_is_sorted_by_each_heading_and_says_so(opened: Opened) -> None:
    page = opened()
    heading = page.locator("th[data-column=cities]")
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    first = rows(page).first.locator("th").text_content()
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert rows(page).first.locator("th").text_content() != first
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_a_row_chooses_its_partnership(opened: Opened) -> None:
    page = opened("#city=krakow")
    row = rows(page).nth(2)
    title = str(row.locator("th").text_content())
    row.locator("button").click()
    expect(page.locator("#panel-title")).to_have_text(title)
    expect(page.locator("#table-box [aria-current]")).to_contain_text(title)


def test_the_whole_table_is_printed(opened: Opened) -> None:
    page = opened("#from=1980&to=1980&undated=no")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows(page).count() == shown(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")


# --- to take away ---


def test_what_is_shown_is_saved_as_a_table(opened: Opened) -> None:
    page = opened("#from=1980&to=1980&undated=no")
    name, content = saved(page, "csv")
    table = list(csv.DictReader(io.StringIO(content.decode())))
    assert name == "atlas-1980.csv"
    assert len(table) == shown(page)
    assert {"partnership", "cities", "status", "since", "sources"} <= table[0].keys()
    assert "krakow--leipzig" in [row["partnership"] for row in table]


def test_what_is_shown_is_saved_as_a_network_in_time(opened: Opened) -> None:
    page = opened("#country=UA&status=ended")
    name, content = saved(page, "gexf")
    space = {"g": "http://gexf.net/1.3"}
    graph = ET.fromstring(content)  # noqa: S314 - our own file
    ids = {node.get("id") for node in graph.iterfind(".//g:node", space)}
    edges = list(graph.iterfind(".//g:edge", space))
    assert name.endswith(".gexf")
    assert graph.get("version") == "1.3"
    read = nx.read_gexf(io.BytesIO(content), version="1.3")
    assert (set(read), read.number_of_edges()) == (ids, len(edges))
    assert len(edges) == shown(page) > 0
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} == ids
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", edge.get("end", "")) for edge in edges)


def test_the_picture_is_saved_as_png_and_svg(opened: Opened) -> None:
    page = opened("#city=leipzig")
    name, content = saved(page, "png")
    assert name.startswith("atlas-leipzig-")
    assert content.startswith(b"\x89PNG")
    name, content = saved(page, "svg")
    assert ET.fromstring(content).tag.endswith("svg")  # noqa: S314 - our own file
    assert "Leipzig, " in content.decode()


def test_the_citation_has_release_view_and_day(opened: Opened) -> None:
    page = opened("#city=leipzig&from=1980&to=1980")
    citation = page.locator("#citation")
    expect(citation).to_contain_text(re.compile(r"\d{4}\.\d+"))
    expect(citation).to_contain_text("Leipzig, 1980")
    expect(citation).to_contain_text("#from=1980&to=1980&city=leipzig")
    assert not re.search(r"file:|\.html", str(citation.text_content()))


def test_a_mistake_is_reported_with_the_address_of_the_partnership(opened: Opened) -> None:
    page = opened("#partnership=krakow--leipzig")
    page.locator("summary", has_text="Report a mistake").click()
    text = page.locator("textarea").input_value()
    assert "https://w3id.org/twingraph/id/partnership/krakow--leipzig" in text
    href = str(page.locator("a", has_text="Write a mail").get_attribute("href"))
    assert href.startswith("mailto:?subject=")
    assert "krakow--leipzig" in unquote(href)


def test_beside_other_pages_it_leads_to_them_and_to_the_same_view_in_other_languages(
    opened: Opened, built: Path
) -> None:
    others = [("de", "Deutsch", "../de/atlas.html")]
    html = render(atlas(BuildFolder.open(built).store(), "en"), "./", others)
    page = opened("#city=krakow", html=html)
    own = page.locator("a", has_text="The page of this city")
    expect(own).to_have_attribute("href", "./city/krakow.html")
    german = page.locator("a[hreflang=de]")
    german.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    german.click()
    expect(german).to_have_attribute("href", re.compile(r"/de/atlas\.html#city=krakow"))


# --- phones, and browsers without scripts ---


def test_on_a_phone_nothing_stands_beside_an_open_list(opened: Opened) -> None:
    page = opened(viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#filters > summary").tap()
    page.locator("#picks summary").first.tap()
    opened_list = page.locator("#picks .choices").first.bounding_box()
    next_one = page.locator("#picks summary").nth(1).bounding_box()
    assert opened_list
    assert next_one
    assert next_one["y"] >= opened_list["y"] + opened_list["height"]


def test_on_a_phone_nothing_moves_while_somebody_types(opened: Opened) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True)
    before = page.locator("#picture").bounding_box()
    page.locator("#find-text").fill("krak")
    expect(page.locator("#find [role=status]")).to_be_visible()
    assert page.locator("#picture").bounding_box() == before


def test_on_a_phone_a_page_opens_with_the_picture_of_what_its_address_chooses(
    opened: Opened,
) -> None:
    page = opened("#city=leipzig", viewport=PHONE, has_touch=True, is_mobile=True)
    top = page.locator("#picture").evaluate("(picture) => picture.getBoundingClientRect().top")
    assert abs(top) <= 1


def test_on_a_phone_the_table_says_how_a_partnership_stands_and_since_when(opened: Opened) -> None:
    page = opened("#status=ended", viewport=NARROW, has_touch=True, is_mobile=True)
    box = page.locator("#table-box")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    row = rows(page).first
    for column in ("status", "since"):
        expect(row.locator(f"[data-column={column}]")).to_be_visible()
    height = row.evaluate("row => row.getBoundingClientRect().height")
    assert height == 40  # on which the script counts


def test_a_printed_table_breaks_no_word(opened: Opened) -> None:
    page = opened(language="de", viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    lines = page.evaluate(LINES_OF_WORDS)
    assert lines["Städtepartnerschaft"] == 1
    assert max(lines.values()) == 1


def test_on_a_phone_what_is_chosen_lies_below_the_picture_in_sight(opened: Opened) -> None:
    page = opened(viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#find-text").fill("krak")
    page.locator("#matches li").first.tap()
    for id_ in ("panel-title", "picture"):
        expect(page.locator(f"#{id_}")).to_be_in_viewport()
    picture, panel = (page.locator(f"#{id_}").bounding_box() for id_ in ("picture", "panel"))
    assert picture
    assert panel
    assert panel["y"] - picture["y"] > PHONE["height"] / 2
    page.locator("#forget").tap()
    expect(page.locator("#filters > summary")).to_be_visible()


def test_without_scripts_there_is_a_list_and_a_sentence(opened: Opened) -> None:
    page = opened(script=False)
    text = page.locator("body").inner_text()
    assert "This browser runs no scripts" in text
    assert "Leipzig" in text
    expect(page.locator("main")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stays_untold_in_any_language(opened: Opened, language: Language) -> None:
    page = opened("#city=krakow&from=1960&to=1985", language=language)
    text = str(page.locator("body").inner_text())
    assert not re.search(r"\{\w+\}|undefined|NaN|\[object", text)
