"""The report as a page, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from support.answers import oxigraph
from support.browsing import serious, watch
from support.reports import data, golden, triples_of
from twingraph.pages import report
from twingraph.pages.report import chart, sections, writing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


SECTIONS = [section for part in sections.load("en") for section in part.sections]


def test_a_report_shows_dates_in_words(found: report.Report) -> None:
    page = writing.html(found)

    assert "1990 or earlier" in page
    assert "../1990" not in page


AGE = """
PREFIX tg: <https://w3id.org/twingraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/twingraph/id/>
<person/anna> tg:born <born> .
<claim/1> rdf:subject <person/anna> ; rdf:predicate tg:age ; rdf:object 50 ; tg:asOf <read> .
<born> tg:edtf "1980-08-07" ;
    tg:earliest "1980-08-07"^^xsd:date ; tg:latest "1980-08-07"^^xsd:date .
<read> tg:edtf "[2024-05-07..2024-06-30]" ;
    tg:earliest "2024-05-07"^^xsd:date ; tg:latest "2024-06-30"^^xsd:date .
"""


def test_dates_that_do_not_agree_are_shown_in_words(triples: list[ox.Triple]) -> None:
    wrong = (quad.triple for quad in ox.parse(AGE, format=ox.RdfFormat.TURTLE))
    page = writing.html(report.gather(oxigraph([*triples, *wrong])))
    assert "between 7 May 2024 and 30 June 2024" in page
    assert "[2024-05-07" not in page


def test_the_numbers_are_those_of_the_answers(found: report.Report) -> None:
    text = writing.summary(found)
    assert text == golden("summary.md", text)


# --- the page -----------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes.append((tag, attributes))
        self.ids += [attributes["id"]] if "id" in attributes else []

    def all(self, tag: str, attribute: str) -> list[str]:
        return [found.get(attribute, "") for name, found in self.attributes if name == tag]


@pytest.fixture(scope="module")
def html(found: report.Report) -> str:
    return writing.html(found)


def test_every_number_leads_to_a_question_and_every_link_to_something(html: str) -> None:
    page = Page(html)
    assert max(Counter(page.ids).values()) == 1
    inner = [href[1:] for href in page.all("a", "href") if href.startswith("#")]
    assert set(inner) <= set(page.ids)
    figures = re.findall(r'class="figure" href="#(question-[\w-]+)"', html)
    assert len(figures) == html.count('class="figure"') > len(SECTIONS)


def test_every_question_stands_in_the_page_with_its_command(
    html: str, found: report.Report
) -> None:
    for asked in found.questions:
        assert f"<code>{asked.command}</code>" in html
        assert (
            asked.sparql.rstrip()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace('"', "&#34;")
            .replace("'", "&#39;")
            in html
        )


def test_nothing_but_its_own_style_is_let_in(html: str) -> None:
    page = Page(html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [
        found["content"] for _, found in page.attributes if found.get("http-equiv") is not None
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    assert not page.tags & Counter(["script", "img", "iframe", "object"])
    assert not any("style" in found or "src" in found for _, found in page.attributes)
    assert not any(name.startswith("on") for _, found in page.attributes for name in found)


def test_tables_and_pictures_can_be_heard(html: str) -> None:
    page = Page(html)
    assert set(page.all("th", "scope")) == {"row", "col"}
    charts = [found for tag, found in page.attributes if tag == "svg" and "role" in found]
    assert len(charts) == sum(bool(section.chart) for section in SECTIONS)
    for found in charts:
        assert found["role"] == "img"
        assert set(found["aria-labelledby"].split()) <= set(page.ids)


def test_a_long_table_says_what_it_leaves_out(
    found: report.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SHOWN", 2)
    said = (
        "Rows shown: the first 2 of 5; left out: 3. All of them: "
        "<code>twingraph query report/one-source</code>"
    )
    assert said in writing.html(found)
    left = "Rows shown: the first 2 of 5; left out: 3."
    assert f"{left} All of them: `twingraph query report/one-source`" in writing.markdown(found)
    assert len(document(found)["questions"]["report/one-source"]["rows"]) == 5


PAYLOAD = "</title><img src=x onerror=alert(1)> [x](javascript:alert) | `` $a_b$ 東京 <b>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> report.Report:
    """Script, Markdown and mathematics in every text that reaches the report."""
    content = data()
    for row in content["sources.csv"]:
        row["title"] = PAYLOAD
    for row in content["names.csv"]:
        row["name"] += PAYLOAD
    for row in content["states.csv"]:
        row["name"] = PAYLOAD
    return report.gather(oxigraph(triples_of(content, tmp_path_factory.mktemp("hostile"))))


def test_nothing_in_the_data_becomes_markup(hostile: report.Report) -> None:
    text = writing.html(hostile)
    assert Page(text).tags["img"] == 0
    assert Page(text).tags["b"] == 0
    assert PAYLOAD.replace("<", "&lt;").replace(">", "&gt;") in text


def test_nothing_in_the_data_becomes_markdown(hostile: report.Report) -> None:
    prose = re.sub(r"```sparql\n.*?\n```\n", "", writing.markdown(hostile), flags=re.DOTALL)
    assert r"\<img src=x onerror=alert(1)\> \[x\](javascript:alert) \| \`\` \$a\_b\$" in prose
    for table_of in re.findall(r"(?:^\|.*\n)+", prose, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table_of.splitlines()}
        assert len(widths) == 1, table_of


def test_a_dollar_sign_in_a_picture_is_no_mathematics(hostile: report.Report) -> None:
    (countries,) = (a for a in hostile.answers if a.section.question == "report/by-country")
    short = replace(countries.section, label="country")
    drawn = chart.draw(replace(countries, section=short))
    assert drawn
    assert [word.text for word in drawn.words] == ["state/de", "7"]
    long = chart.draw(countries)
    assert long
    assert long.words[0].text == PAYLOAD[:23] + "…"


# --- JSON ---------------------------------------------------------------------------------------


def document(found: report.Report) -> Any:
    return json.loads(writing.to_json(found))


def test_json_has_all_that_was_asked_with_types(found: report.Report) -> None:
    made = document(found)
    assert (made["version"], made["license"]) == (found.version, found.license)
    assert set(made["questions"]) == {asked.question.name for asked in found.questions}
    assert made["questions"]["report/by-decade"]["rows"] == [
        {"decade": None, "partnerships": 1},
        {"decade": 1960, "partnerships": 1},
        {"decade": 2000, "partnerships": 5},
    ]
    (year,) = made["questions"]["report/placeholder-years"]["rows"]
    assert year == {
        "title": "A list of twins",
        "year": 2000,
        "partnerships": 5,
        "neighbours_mean": 0.0,
        "bare_years": 6,
        "source": "https://w3id.org/twingraph/id/source/list",
    }


def test_json_says_of_each_section_which_question_it_puts(found: report.Report) -> None:
    made = document(found)
    asked = [section["question"] for part in made["parts"] for section in part["sections"]]
    assert asked == [section.question for section in SECTIONS]


# --- the page in a browser ----------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 400])
def test_the_page_opens_offline_for_everybody(
    scheme: Any, width: int, found: report.Report, tmp_path: Path, browser: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_text(writing.html(found), encoding="utf-8")
    troubles: list[str] = []
    context = browser.new_context(
        offline=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    watch(page, file.as_uri(), troubles)
    page.goto(file.as_uri())
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    context.close()
    assert troubles == []
