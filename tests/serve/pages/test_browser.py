"""The pages of the endpoint in Chromium: with a script and without, on a desk and on a phone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from support.browsing import DESK, serious

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
QUERY = "SELECT+%3Fa+%7B+%3Fa+tg%3Amember+%3Fb+%7D+LIMIT+5"
PAGES = [
    "/",
    "/search?q=krak&lang=uk",
    "/question/twin-towns?city=Krakau&country=DE&lang=de",
    "/question/by-decade?lang=pl",
    f"/editor?query={QUERY}",
    "/ontology.html?lang=uk",
    "/about/source/press-release-2024.html?lang=pl",
    "/about/city/krakow.html?lang=de",
]


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open a page that may ask only the service, and of which the browser must not complain."""
    context = browser.new_context(base_url=address, **{"viewport": DESK, **options})
    context.set_default_timeout(60_000)
    page, troubles = context.new_page(), []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))

    def request(made: Any) -> None:
        if not made.url.startswith((f"{address}/", "data:image/svg+xml")):
            troubles.append(f"request: {made.url}")

    page.on("request", request)
    yield page
    context.close()
    assert troubles == []


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_a_page_is_accessible_and_fits(browser: Browser, address: str, number: int) -> None:
    phone = {"viewport": PHONE, "color_scheme": "dark"} if number % 2 else {}
    with opened(browser, address, **phone) as page:
        page.goto(PAGES[number])
        assert serious(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0


def test_who_has_no_script_finds_a_city_and_reads_it_in_another_language(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.fill("#q", "krakau")
        page.click("form[role=search] button")
        page.click(".found a >> nth=0")
        assert page.inner_text("h1") == "Kraków"
        page.click("text=Polski")
        assert page.get_attribute("html", "lang") == "pl"
        page.click("#partners ~ .wide a >> text=Lipsk")
        assert page.get_attribute("html", "lang") == "pl"
        assert page.inner_text("h1") == "Lipsk"


@pytest.mark.parametrize(
    ("question", "filled", "found"),
    [
        ("twin-towns", {"city": "Lipsk"}, "Kraków"),
        ("path", {"from": "Lyon", "to": "Kyiv"}, "Leipzig"),
        ("by-decade", {}, "1990"),
        ("mayors", {"city": "Leipzig"}, "Burkhard Jung"),
        ("shared-partners", {"city": "Краків"}, "Leipzig"),
    ],
)
def test_who_has_no_script_asks_a_question(
    browser: Browser, address: str, question: str, filled: dict[str, str], found: str
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"/question/{question}")
        for name, value in filled.items():
            page.fill(f"#field-{name}", value)
        page.click("form[aria-label] button")
        assert found in page.inner_text("table.answer")
        assert page.locator(".downloads a").count() == 6


def test_who_has_no_script_asks_in_sparql(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto("/editor")
        page.click("#editor button")
        assert "Kraków" in page.inner_text("table.answer")


def test_the_editor_can_be_read_in_the_dark(browser: Browser, address: str) -> None:
    with opened(browser, address, color_scheme="dark") as page:
        page.goto("/editor")
        page.wait_for_selector(".CodeMirror .cm-keyword")
        assert serious(page) == []


def test_the_editor_completes_declares_and_asks_from_the_keyboard(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto("/editor?lang=de")
        page.locator(".CodeMirror textarea").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT ?p { ?p tg:memb")
        page.wait_for_selector(".CodeMirror-hint >> text=tg:member  Mitglied")
        page.keyboard.press("Enter")
        page.keyboard.type(" ?c } LIMIT 3")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        asked = parse_qs(urlsplit(page.url).query)
        assert asked["lang"] == ["de"]
        query = asked["query"][0].replace("\r", "")
        declared, _, own = query.partition("\n")
        assert declared == "PREFIX tg: <https://w3id.org/twingraph/ontology#>"
        assert own == "SELECT ?p { ?p tg:member ?c } LIMIT 3"
        assert page.locator("table.answer tbody tr").count() == 3
        page.locator(".CodeMirror textarea").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "submit"


# --- five questions that a stranger answers, from the first page on, by clicks alone ------------


def look_up(page: Page, city: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(city)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=city, exact=True).first.click()


def rows(page: Page) -> list[str]:
    return page.locator("table.answer tbody tr").all_inner_texts()


def test_how_many_partners_a_city_has_today_and_which_lie_in_ukraine(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        look_up(page, "Leipzig")
        assert "partnerships with 15 cities are active today" in page.inner_text("main")
        ukrainian = page.get_by_role("row").filter(has_text="(Ukraine)")
        assert "1961" in ukrainian.first.inner_text()


def test_what_became_of_the_partnerships_of_a_city(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        look_up(page, "Kraków")
        known = page.locator("#partners ~ .wide").inner_text()
        assert "ended" not in known
        moscow = page.get_by_role("row").filter(has_text="Moscow")
        assert "status unknown, undated" in moscow.first.inner_text()


def test_which_german_and_polish_cities_have_been_partners_longest(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="Deutsch", exact=True).click()
        page.get_by_role("link", name="am längsten gedauert").click()
        page.get_by_text("Filter", exact=True).click()
        page.get_by_label("Land").fill("Polen")
        page.get_by_label("Status", exact=True).select_option(label="aktiv")
        page.get_by_role("button", name="Abfragen").click()
        page.get_by_role("link", name="Dresden – Breslau").click()
        assert "7. Mai 1959" in page.inner_text("main")
        assert "Partnerstädte von Dresden" in page.inner_text("main")


def test_which_polish_cities_are_in_a_network_as_a_file(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="The members of a network on a day").click()
        page.get_by_label("Day").fill("2026-11-27")
        page.get_by_text("Filters", exact=True).click()
        page.get_by_label("Country").fill("Poland")
        page.get_by_role("button", name="Ask").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="csv", exact=True).click()
        _, *members = download.value.path().read_text("utf-8").splitlines()
        assert len(members) == len(rows(page))
        assert any("Kraków" in member for member in members)


def test_which_partnerships_of_ukrainian_cities_have_ended_since_2022(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="Українська").click()
        page.get_by_role("link", name="призупинені").click()
        page.get_by_label("Від дня").fill("2022-01-01")
        page.get_by_text("Фільтри", exact=True).click()
        page.get_by_label("Країна").fill("Україна")
        page.get_by_label("Стан", exact=True).select_option(label="припинене")
        page.get_by_role("button", name="Запитати").click()
        found = rows(page)
        assert len(found) >= 5
        assert all("11 травня 2022" in row and "Харків" in row for row in found)
