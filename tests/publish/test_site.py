"""The static site: from a build to pages that lead to each other, in every language."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from support import small
from support.browsing import serious, watch
from support.builds import published
from support.crawling import dead, links, reached
from support.scenes import HOSTILE
from twingraph.core import manifest
from twingraph.core.errors import CannotError
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import slug
from twingraph.core.urls import is_front_page
from twingraph.publish import build, site
from twingraph.store import questions
from twingraph.store.engine import EmbeddedStore, select
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from support.command import Run

    Visit = Callable[..., Page]

BASE = "https://example.org/twins/"
FEW = [
    "index",
    "city/krakow",
    "city/leipzig",
    "partnership/krakow--leipzig",
    "person/burkhard-jung",
]


@pytest.fixture(scope="module")
def whole(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the embedded dataset, in all languages."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    store = EmbeddedStore.open(built / "store")
    site.write(store, folder, LANGUAGES, BASE, BuildFolder.open(built))
    return folder


def small_site(folder: Path, content: small.Data) -> Path:
    """Write the site of invented tables, in English."""
    build.build([small.write(folder / "tables", content)], folder / "build")
    site.write(EmbeddedStore.open(folder / "build" / "store"), folder / "site", ("en",))
    return folder / "site"


# --- links --------------------------------------------------------------------------------------


def test_no_link_is_dead_and_every_page_is_reached(whole: Path) -> None:
    assert dead(whole) == []
    assert reached(whole / "index.html") == set(whole.rglob("*.html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_leads_to_the_cities_and_to_its_other_languages(
    language: str, whole: Path
) -> None:
    page = (whole / language / "report.html").read_text(encoding="utf-8")
    others = {f"../{each}/report.html" for each in LANGUAGES if each != language}
    assert {"index.html", *others} <= set(links(page).goals)
    assert f'<html lang="{language}">' in page
    assert "report.html" in links((whole / language / "index.html").read_text()).goals


def test_no_link_is_absolute(whole: Path) -> None:
    goals = {goal for page in whole.rglob("*.html") for goal in links(page.read_text()).goals}
    assert [goal for goal in goals if goal.startswith("/")] == []


def test_no_source_is_linked_to_the_front_page_of_a_site(whole: Path) -> None:
    pages = [page for language in LANGUAGES for page in (whole / language).rglob("*.html")]
    outside = {goal for page in pages for goal in links(page.read_text()).outside}
    assert "https://www.wikidata.org/wiki/Q31487" in outside
    assert [goal for goal in outside if is_front_page(goal)] == []


def test_each_city_with_a_partner_and_each_partnership_has_a_page(built: Path, whole: Path) -> None:
    store = EmbeddedStore.open(built / "store")
    ask = "SELECT DISTINCT ?city ?partnership { ?partnership tg:member ?city }"
    rows = select(store, ask)
    for column, kind in (("city", "city"), ("partnership", "partnership")):
        slugs = {slug(row[column].value) for row in rows}
        assert slugs == {page.stem for page in (whole / "en" / kind).glob("*.html")}


def test_officials_initiatives_and_networks_have_pages_that_lead_to_their_cities(
    whole: Path,
) -> None:
    for page, city in [
        ("person/burkhard-jung", "leipzig"),
        ("initiative/youth-exchange-2024", "krakow"),
        ("network/eurocities", "leipzig"),
    ]:
        assert f"../city/{city}.html" in links((whole / "en" / f"{page}.html").read_text()).goals
        back = links((whole / "en" / "city" / f"{city}.html").read_text()).goals
        assert f"../{page}.html" in back


def test_a_page_says_in_a_sentence_who_contradicts_whom(whole: Path) -> None:
    disputes = {
        language: (whole / language / "city" / "krakow.html").read_text().count('class="dispute"')
        for language in LANGUAGES
    }
    assert disputes["en"] > 0
    assert set(disputes.values()) == {disputes["en"]}


def test_every_language_has_the_same_pages(whole: Path) -> None:
    pages = [
        {page.relative_to(whole / language) for page in (whole / language).rglob("*.html")}
        for language in LANGUAGES
    ]
    assert all(each == pages[0] for each in pages)
    assert Path("city/krakow.html") in pages[0]


@pytest.mark.parametrize(
    ("language", "name", "since"),
    [
        ("de", "Krakau", "8. September 1973"),
        ("en", "Kraków", "8 September 1973"),
        ("pl", "Kraków", "8 września 1973"),
        ("uk", "Краків", "8 вересня 1973"),
    ],
)
def test_names_and_dates_are_in_the_language_of_the_page(
    language: str, name: str, since: str, whole: Path
) -> None:
    text = (whole / language / "city" / "leipzig.html").read_text("utf-8")
    assert f'<html lang="{language}">' in text
    assert f"<bdi>{name}</bdi></a>" in text
    assert since in text


def test_an_ended_partnership_does_not_look_active(whole: Path) -> None:
    text = (whole / "en" / "city" / "kyiv.html").read_text("utf-8")
    row = next(line for line in text.splitlines() if "<tr>" in line and "city/moscow" in line)
    assert 'class="ended"' in row
    assert 'stroke-dasharray="2 5"' in row
    assert "ended" in row
    assert 'class="active"' not in row


def test_a_long_answer_is_cut_with_a_sentence_and_has_a_file_with_all_rows(whole: Path) -> None:
    text = (whole / "en" / "question" / "undated.html").read_text("utf-8")
    rows = (whole / "en" / "question" / "undated.csv").read_text("utf-8").count("\n") - 1
    assert text.count("<tr>") == min(rows, 300) + 1
    assert ("These are the first 300 of" in text) is (rows > 300)
    assert "SELECT" in text


def test_an_answer_shows_things_by_their_names_and_leads_to_their_pages(whole: Path) -> None:
    text = (whole / "de" / "question" / "longest.html").read_text("utf-8")
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    name = "Keighley – Poix-du-Nord"
    link = "../partnership/keighley--poix-du-nord.html"
    assert f'<a href="{link}"><bdi lang="en">{name}</bdi></a>' in table  # no German name
    assert ">partnership/" not in table
    contradicted = (whole / "de" / "question" / "contradictions.html").read_text("utf-8")
    assert "<bdi>15. Oktober 1960</bdi>" in contradicted
    assert 'href="https://w3id.org' not in contradicted  # what has no page here leads nowhere


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("contradictions", ["вид джерела «офіційний сайт»", "звичайне"]),
        ("suspended-or-ended", ["11 травня 2022"]),
    ],
)
def test_an_answer_is_in_the_language_of_the_page(
    question: str, said: list[str], whole: Path
) -> None:
    text = (whole / "uk" / "question" / f"{question}.html").read_text("utf-8")
    for words in said:
        assert words in text
    assert "[20" not in text[: text.index("<pre")]


def test_a_name_stands_once_in_a_row(whole: Path) -> None:
    text = (whole / "en" / "question" / "signatories.html").read_text("utf-8")
    assert text.count("<bdi>Andriy Sadovyi</bdi>") == 1


def test_every_question_that_needs_no_parameter_is_answered(whole: Path) -> None:
    asked = {
        name
        for name in questions.shelf()
        if "/" not in name
        and all(each.default or each.is_optional for each in questions.named(name).parameters)
    }
    folder = whole / "pl" / "question"
    assert {page.stem for page in folder.glob("*.html")} == asked
    assert {page.stem for page in folder.glob("*.csv")} == asked


def test_downloads_are_the_files_of_the_build(built: Path, whole: Path) -> None:
    text = (whole / "en" / "downloads.html").read_text("utf-8")
    for name, about in json.loads((built / "manifest.json").read_text())["files"].items():
        copied = whole / "downloads" / name
        if name.startswith("views/"):
            assert not copied.exists()
        else:
            assert manifest.described(copied) == about
            assert about["sha256"] in text


def test_the_sitemap_has_every_page_in_every_language(whole: Path) -> None:
    tree = ET.parse(whole / "sitemap.xml")  # noqa: S314 - it is our own
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {each.text or "" for each in tree.iter(f"{space}loc")}
    pages = {
        f"{BASE}{page.relative_to(whole).as_posix()}"
        for language in LANGUAGES
        for page in (whole / language).rglob("*.html")
    }
    assert listed == pages
    (first, *_) = tree.iter(f"{space}url")
    assert [link.get("hreflang") for link in list(first)[1:]] == list(LANGUAGES)


# --- bringing up to date ------------------------------------------------------------------------


def test_the_same_data_change_nothing_and_other_data_what_they_concern(tmp_path: Path) -> None:
    content = small.data()
    folder = small_site(tmp_path, content)
    before = published(folder)
    store = EmbeddedStore.open(tmp_path / "build" / "store")
    done = site.write(store, folder, ("en",))
    assert (done.written, done.removed) == (0, 0)
    assert published(folder) == before
    del store

    content["names.csv"][1]["name"] = "Betaville"
    small_site(tmp_path, content)
    after = published(folder)
    changed = {name for name in after if after[name] != before.get(name)}
    concerned = {"city/alpha.html", "city/beta.html", "partnership/alpha--beta.html"}
    assert changed >= {"index.html", "manifest.json", *concerned}
    assert not changed & {"style.css", "ground.svg", "question/by-decade.html", "context.jsonld"}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_data_make_the_same_bytes(seed: str, whole: Path, built: Path) -> None:
    """In a process with other hashes, and so another order of its sets."""
    folder = whole.parent / f"seed-{seed}"
    options = ["--lang", "uk", "--base-url", BASE]
    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "site", "-b", built, "-o", folder, *options],
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0
    for name in ("city/krakow", "partnership/krakow--leipzig", "network/eurocities"):
        page = (folder / f"{name}.html").read_text("utf-8")
        assert links(page).ids == links((whole / "uk" / f"{name}.html").read_text("utf-8")).ids
    first = whole.parent / "seed-1"
    assert published(folder) == published(first)


def test_a_full_disk_is_an_error_and_no_result(built: Path, tmp_path: Path) -> None:
    def no_room() -> None:
        # Writing past 20,000 bytes fails as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "site", "-b", built, "-o", tmp_path / "site"],
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []


# --- bad input ----------------------------------------------------------------------------------


def test_a_dataset_without_a_partnership_has_an_index_that_says_so(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"] = []
    folder = small_site(tmp_path, content)
    assert list(folder.glob("*/alpha*")) == []
    assert "0 cities" in (folder / "index.html").read_text("utf-8")


def test_a_store_without_a_dataset_has_no_site(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="the graph does not say what dataset it is"):
        site.write(EmbeddedStore.of([]), tmp_path / "site", LANGUAGES)
    assert list(tmp_path.iterdir()) == []


def hostile() -> small.Data:
    content = small.data()
    for row in content["sources.csv"]:
        row["title"] = HOSTILE
    for row in content["names.csv"]:
        row["name"] += HOSTILE
    content["states.csv"][0]["name"] = HOSTILE
    content["names.csv"][0]["also"] = "x" * 10_000
    content["names.csv"][2] |= {"also": "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd"}
    return content


@pytest.mark.browser
def test_nothing_in_the_tables_runs_and_no_link_is_dead(tmp_path: Path, visit: Visit) -> None:
    folder = small_site(tmp_path, hostile())
    assert dead(folder) == []
    for file in folder.rglob("*.html"):
        page = visit(file)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0
    assert HOSTILE.split("\u2028")[0] in visit(folder / "city/beta.html").locator("h1").inner_text()


# --- in a browser -------------------------------------------------------------------------------


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a file with the network off; fail if it complains or asks for what is not beside it."""
    troubles: list[str] = []
    contexts = []

    def open_file(file: Path, **options: Any) -> Page:
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, file.as_uri(), troubles)
        page.goto(file.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.browser
@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("language_and_colours", ["de light", "uk dark"])
def test_pages_open_offline_for_everybody(
    language_and_colours: str, name: str, whole: Path, visit: Visit
) -> None:
    language, colours = language_and_colours.split()
    page = visit(whole / language / f"{name}.html", color_scheme=colours)
    assert serious(page) == []
    family = page.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    assert family.startswith("system-ui")  # the style sheet beside it has been let in


@pytest.mark.browser
@pytest.mark.parametrize("name", [*FEW, "question/contradictions", "downloads"])
def test_a_page_fits_a_phone_and_so_do_its_tables(name: str, whole: Path, visit: Visit) -> None:
    page = visit(whole / "uk" / f"{name}.html", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for table in page.locator(".wide").all():
        assert table.evaluate("box => box.scrollWidth - box.clientWidth") == 0


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["Krakau", "краків", "KRAKOW"])
def test_the_search_leads_to_a_city_by_any_of_its_names(
    typed: str, whole: Path, visit: Visit
) -> None:
    page = visit(whole / "en" / "index.html")
    page.locator("#search").fill(typed)
    assert "Kraków" in page.get_by_role("option").first.inner_text()
    assert page.locator("#search").get_attribute("aria-expanded") == "true"


@pytest.mark.browser
def test_cities_beyond_the_map_are_rings_on_the_index_too(whole: Path, visit: Visit) -> None:
    page = visit(whole / "en" / "index.html")
    width = "each => parseFloat(getComputedStyle(each).strokeWidth)"
    ring, hole, line = (page.locator(f".map .{name}") for name in ("far", "hole", "active"))
    assert ring.evaluate(width) > hole.evaluate(width) > line.first.evaluate(width)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Follow links with the network and all scripts off."""
    context = browser.new_context(offline=True, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_without_a_script_the_list_of_cities_remains(whole: Path, reader: Page) -> None:
    reader.goto((whole / "pl" / "index.html").as_uri())
    assert not reader.locator("#search").is_visible()
    reader.get_by_role("link", name="Kraków", exact=True).click()
    reader.wait_for_url("**/pl/city/krakow.html")
    assert reader.locator("h1").inner_text() == "Kraków"


@pytest.mark.browser
def test_the_switch_leads_to_the_same_page_in_another_language(whole: Path, reader: Page) -> None:
    reader.goto((whole / "de" / "city" / "krakow.html").as_uri())
    assert reader.locator("h1").inner_text() == "Krakau"
    reader.get_by_role("link", name="Українська").click()
    reader.wait_for_url("**/uk/city/krakow.html")
    assert reader.locator("h1").inner_text() == "Краків"


# --- the command --------------------------------------------------------------------------------


def test_the_command_says_what_it_has_written(
    built: Path, tmp_path: Path, run: Callable[..., Run]
) -> None:
    first = run("site", "-b", built, "-o", "out", "--lang", "pl")
    again = run("site", "-b", built, "-o", "out", "--lang", "pl")
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert "files written, 0 unchanged, 0 removed" in first.stdout
    assert again.stdout.startswith("out: 0 files written, ")
    assert "There is no sitemap: it needs the address of the site, with --base-url." in again.stdout
    assert '<html lang="pl">' in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lang", "la"], "'la' is not one of"),
        (["--base-url", "example.org"], "write an address such as https://"),
        (["--base-url", "javascript:alert(1)"], "write an address such as https://"),
        (["-b", "nowhere"], "there is no such folder"),
    ],
)
def test_the_command_names_what_is_wrong(
    options: list[str], said: str, tmp_path: Path, run: Callable[..., Run]
) -> None:
    done = run("site", "-o", "out", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_other_files_is_not_touched(
    built: Path, tmp_path: Path, run: Callable[..., Run]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("mine")
    done = run("site", "-b", built, "-o", "out", "--lang", "en")
    assert done.returncode == 2
    assert "name another folder" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.tex"]


def test_a_site_is_no_build(built: Path, run: Callable[..., Run]) -> None:
    assert run("site", "-b", built, "-o", "out", "--lang", "en").returncode == 0
    done = run("query", "longest", "-b", "out")
    assert done.returncode == 2
    assert "out is a site; name the build that it was made from" in done.stderr
