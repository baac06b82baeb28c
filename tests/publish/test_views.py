"""The views of a build, from the tables to the browser."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from support.browsing import keep_lettering, lettering, serious, watch
from support.crawling import dead, links, reached
from twingraph.core.languages import LANGUAGES
from twingraph.core.urls import is_front_page
from twingraph.pages.view import ask
from twingraph.publish import build
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    Visit = Callable[[Path], Page]

pytestmark = pytest.mark.browser

NAMES = [
    "index",
    "atlas",
    "network",
    "krakow",
    "kyiv",
    "leipzig",
    "krakow--leipzig",
    "krakow--kyiv--leipzig",
    "youth-exchange-2024",
]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a file with the network off; fail if it asks for anything or complains."""
    troubles: list[str] = []
    context = browser.new_context(offline=True)

    def open_file(file: Path) -> Page:
        page = context.new_page()
        watch(page, file.as_uri(), troubles)
        page.goto(file.as_uri())
        if file.stem != "index" and file.parent.name == "views":
            page.wait_for_selector("html[data-ready=true]")
        return page

    yield open_file
    context.close()
    assert troubles == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_the_build_opens_offline_for_everybody(
    name: str, built: Path, visit: Visit
) -> None:
    assert serious(visit(built / "views" / f"{name}.html")) == []


def test_the_index_leads_to_every_page(built: Path) -> None:
    folder = built / "views"
    assert dead(folder) == []
    assert reached(folder / "index.html") == set(folder.rglob("*.html"))
    assert {page.stem for page in folder.glob("*.html")} == set(NAMES)


def test_no_statement_leads_to_the_front_page_of_a_site(built: Path) -> None:
    """Nobody finds there what a source such as Wikidata says of one city."""
    texts = [page.read_text() for page in (built / "views").rglob("*.html")]
    addresses = {each for text in texts for each in links(text).outside}
    addresses |= {each for text in texts for each in re.findall(r'"(https?://[^"\s]+)"', text)}
    assert "https://www.wikidata.org/wiki/Q31487" in addresses
    assert [each for each in sorted(addresses) if is_front_page(each)] == []


def test_every_page_leads_to_the_same_page_in_each_other_language(built: Path) -> None:
    views = built / "views"
    pages = {page.relative_to(views) for page in views.rglob("*.html")}
    home = {page for page in pages if page.parts[0] not in LANGUAGES}
    assert len(pages) == len(home) * len(LANGUAGES)
    for page in pages:
        goals = {(views / page.parent / goal).resolve() for goal in links_of(views / page)}
        own = Path(*page.parts[1:]) if page.parts[0] in LANGUAGES else page
        places = {views / own, *(views / each / own for each in ("de", "pl", "uk"))}
        assert places - goals <= {views / page}, page


def links_of(page: Path) -> list[str]:
    return links(page.read_text()).goals


@pytest.mark.parametrize("name", ["atlas", "leipzig"])
def test_another_language_shows_what_was_chosen(name: str, built: Path, browser: Browser) -> None:
    fragment = "city=krakow" if name == "atlas" else "city/krakow"
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(f"{(built / 'views' / f'{name}.html').as_uri()}#{fragment}")
        page.wait_for_selector("html[data-ready=true]")
        page.click("#languages a[hreflang=pl]")
        page.wait_for_selector("html[lang=pl][data-ready=true]")
        assert f"/views/pl/{name}.html#{fragment}" in page.url  # an atlas adds where it looks
        assert page.inner_text("#panel-title") == "Kraków"


def test_without_scripts_an_atlas_has_its_stories_and_a_table(built: Path) -> None:
    text = (built / "views" / "atlas.html").read_text()
    alone = text.partition("<noscript>")[2].partition("</noscript>")[0]
    titles = re.findall(r'data-story="[^"]+">([^<]+)<', text)
    assert titles
    assert re.findall("<h2>([^<]+)</h2>", alone) == titles
    assert '<th scope="row">Kraków – Leipzig<td>twin towns<td>active<td>8 September 1973' in alone


def test_the_panel_leads_to_the_page_of_a_city(built: Path, visit: Visit) -> None:
    views = built / "views"
    assert panel_link(visit(views / "network.html"), "Kyiv") == (views / "kyiv.html").as_uri()
    lyon = views / "city" / "lyon.html"
    assert panel_link(visit(views / "leipzig.html"), "Lyon") == lyon.as_uri()


def panel_link(page: Page, city: str) -> str:
    """Return where the panel leads for a city that is found by its name."""
    page.locator("#search").fill(city)
    page.keyboard.press("Enter")
    address: str = page.locator("#panel-body a").first.evaluate("link => link.href")
    return address


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Lipsk", "Leipzig"),
        ("Лейпциг", "Leipzig"),
        ("Krakau", "Kraków"),
        ("Kiew", "Kyiv"),
        ("Lwów", "Lviv"),
        ("Breslau", "Wrocław"),
    ],
)
def test_a_city_is_found_by_each_of_its_names_on_every_page_that_shows_it(
    built: Path, visit: Visit, typed: str, found: str
) -> None:
    for name in ("network", "krakow") if found != "Wrocław" else ("network",):
        page = visit(built / "views" / f"{name}.html")
        page.locator("#search").fill(typed)
        assert page.get_by_role("option").first.locator("b").inner_text() == found


def test_the_cities_with_the_most_partners_are_named_where_the_network_opens(
    built: Path, visit: Visit
) -> None:
    page = visit(built / "views" / "network.html")
    keep_lettering(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    named = {text for text, *_ in lettering(page)}
    assert {"Leipzig", "Kyiv", "Berlin", "Warsaw", "Kraków"} <= named


def test_the_light_page_of_a_city_has_its_partners_and_their_sources(
    built: Path, visit: Visit
) -> None:
    page = visit(built / "views" / "city" / "leipzig.html")
    assert serious(page) == []
    row = page.get_by_role("row").filter(has_text="Kraków").first.inner_text()
    assert "8 September 1973" in row
    assert "active" in row
    addresses = page.locator("#source-1 a, #source-2 a").evaluate_all("all => all.map(a => a.href)")
    assert all(address.startswith("http") for address in addresses)
    assert addresses


def test_the_partnership_shows_the_evidence_for_1973(built: Path, visit: Visit) -> None:
    page = visit(built / "views" / "krakow--leipzig.html")
    panel = page.locator("#panel")
    assert "erstmals im September 1973 unterzeichnet" in panel.inner_text()
    addresses = panel.locator("a").evaluate_all("links => links.map(a => a.href)")
    assert any("krakow.pl" in address for address in addresses)


PAYLOAD = "</script><img src=x onerror=\"document.title='hacked'\">"


def test_nothing_in_the_tables_runs(tmp_path: Path, visit: Visit) -> None:
    """Script in every text of the tables that reaches a page stays text."""
    content = small.data()
    for row in content["sources.csv"]:
        row["title"] = PAYLOAD
        row["publisher"] = PAYLOAD
    for row in content["names.csv"]:
        row["also"] = PAYLOAD.replace(";", "")
        row["name"] += PAYLOAD
    content["partnerships.csv"][0] |= {
        "language": "en",
        "kind_word": PAYLOAD,
        "aim": PAYLOAD,
        "cause": PAYLOAD,
        "decided_by": "council",
        "quote": PAYLOAD,
        "phase": "1",
    }
    content["kinds.csv"] = [
        {"word": PAYLOAD, "language": "en", "kind": "twin-town", "reason": PAYLOAD},
    ]
    content["organisations.csv"] = [
        {"organisation": "council", "language": "en", "name": PAYLOAD, "source": "page"},
    ]
    content["charters.csv"] = [
        {"charter": "c", "partnership": "alpha--beta", "language": "en", "title": PAYLOAD}
    ]
    content["charters.csv"][0]["source"] = "page"
    content["views.csv"] = [
        {"view": "alpha", "kind": "city", "thing": "alpha"},
        {"view": "deal", "kind": "partnership", "thing": "alpha--beta"},
        {"view": "all", "kind": "network"},
    ]
    build.build([small.write(tmp_path / "tables", content)], tmp_path / "out")

    for name in ("alpha", "deal", "all", "index"):
        page = visit(tmp_path / "out" / "views" / f"{name}.html")
        assert page.title() != "hacked"
        assert page.locator("img").count() == 0
    assert PAYLOAD in visit(tmp_path / "out" / "views" / "deal.html").locator("body").inner_text()


def test_the_network_shows_the_best_connected_and_says_so(built: Path) -> None:
    store = EmbeddedStore.open(built / "store")
    whole = ask.network(store, "en")
    part = ask.network(store, "en", cities=10)
    assert whole.subtitle == ""
    assert part.subtitle.startswith("Cities with the most partnerships: 10 of ")
    degree = Counter(end for line in whole.relations for end in (line.source, line.target))
    cities = [thing.id for thing in part.nodes if thing.kind == "city"]
    assert len(cities) == 10
    least = min(degree[city] for city in cities)
    others = [t.id for t in whole.nodes if t.kind == "city" and t.id not in set(cities)]
    assert max(degree[city] for city in others) <= least


@pytest.mark.parametrize("typed", ["Krakau", "Lipsk", "Лейпциг", "краків"])
def test_a_city_is_found_by_names_that_the_page_does_not_show(
    typed: str, built: Path, visit: Visit
) -> None:
    page = visit(built / "views" / "krakow--leipzig.html")
    page.locator("#search").fill(typed)
    label = "Leipzig" if typed in ("Lipsk", "Лейпциг") else "Kraków"
    assert label in page.get_by_role("option").all_inner_texts()[0]


def test_the_identifier_of_a_relation_is_one_address(built: Path) -> None:
    scene = ask.partnership(EmbeddedStore.open(built / "store"), "krakow--leipzig", "en")
    assert scene.relations[0].subject == (
        "https://w3id.org/twingraph/id/partnership/krakow--leipzig"
    )
    assert all("#" not in line.subject for line in scene.relations)
