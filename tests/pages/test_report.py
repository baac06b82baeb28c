"""The quality report: its questions in both engines, its numbers, and how it is written.

Each question of the report is put to a small dataset with something of everything that the report
looks for, and must give its table in ``tests/golden/report``. Rewrite the tables with
``TWINGRAPH_GOLDEN=write pytest tests/pages/test_report.py`` and read the difference.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from support import small
from support.answers import in_rdflib, oxigraph, rdflib_table, table
from support.browsing import serious, watch
from support.paths import ROOT
from twingraph.claims import rdf
from twingraph.core import ontology
from twingraph.core.errors import CannotError, QueryError
from twingraph.pages import report
from twingraph.pages.report import answers, chart, sections, writing
from twingraph.publish import build
from twingraph.store import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import rdflib
    from playwright.sync_api import Browser

    from support.command import Run
    from twingraph.store.engine import EmbeddedStore

GOLDEN = ROOT / "tests" / "golden" / "report"
WRITE = os.environ.get("TWINGRAPH_GOLDEN") == "write"
QUESTIONS = sorted(name for name in questions.shelf() if name.startswith("report/"))
SECTIONS = [section for part in sections.load() for section in part.sections]

# What the tables do not have yet, or a person has not decided.
EXTRA = """
PREFIX tg: <https://w3id.org/twingraph/ontology#>
PREFIX tgc: <https://w3id.org/twingraph/concept/>
BASE <https://w3id.org/twingraph/id/>
<match/a> a tg:NameMatch ; tg:matchedName "Bèta" ; tg:verdict tgc:verdict-unsure ;
    tg:country <state/de> ; tg:ofCity <city/beta> ; tg:reason "The page says no more." .
<match/b> a tg:NameMatch ; tg:matchedName "Alfa" ; tg:verdict tgc:verdict-accepted ;
    tg:ofCity <city/alpha> ; tg:reason "Its old spelling." .
<match/c> a tg:NameMatch ; tg:matchedName "Omega" ; tg:verdict tgc:verdict-unsure .
"""


# --- a small dataset ----------------------------------------------------------------------------


def data() -> small.Data:
    """Add to the small dataset what a quality report looks for."""
    content = small.data()
    content["sources.csv"] += [
        source("list", "A list of twins", "news", "2020-06-01"),
        source("other-list", "Another list", "news", "2026-01-01"),
        source("third-list", "A third list", "news", "2026-01-01"),
        source("idle", "A page that says nothing", "other", "2026-01-01"),
    ]
    content["cities.csv"][3] |= {"wikidata": "", "wikidata_candidate": "Q44"}
    content["cities.csv"][1]["wikidata_candidate"] = "Q22"
    content["cities.csv"][0] |= {"latitude": "50.5", "longitude": "12.25"}
    content["partnerships.csv"] += [
        partnership("alpha--beta", "1963", "list"),
        partnership("alpha--gamma-main", "2000", "list"),
        partnership("alpha--gamma-oder", "2000-01-01", "list"),
        partnership("beta--gamma-main", "2000", "list"),
        partnership("beta--gamma-oder", "2000", "list") | {"kind": "friendship"},
        partnership("gamma-main--gamma-oder", "2000", "list"),
        partnership("beta--gamma-oder", "", "other-list") | {"kind": "cooperation"},
        partnership("alpha--beta--gamma-main", "../1990", "other-list") | {"kind": ""},
    ]
    content["charters.csv"] = [
        {"charter": "first", "partnership": "alpha--beta", "source": "page"},
    ]
    content["acts.csv"] = [
        {"act": "signed", "charter": "first", "kind": "first-signature", "on": "1962-05-06"},
        {"act": "renewed", "charter": "first", "kind": "renewal"},  # nobody says when
    ]
    for row in content["acts.csv"]:
        row["source"] = "page"
    again = {"act": "again", "charter": "first", "kind": "renewal"}
    content["acts.csv"] += [
        again | {"on": "1986-02", "source": "other-list"},
        again | {"on": "1987", "source": "third-list"},
    ]
    content["officials.csv"] = [
        {"official": "ann", "name": "Ann", "born": "1980-05", "age": "50", "as_of": "2026-01-01"},
    ]
    content["officials.csv"][0]["source"] = "page"
    return content


def source(slug: str, title: str, kind: str, retrieved: str) -> small.Cells:
    address = f"https://example.org/{slug}"
    return {
        "source": slug,
        "title": title,
        "kind": kind,
        "address": address,
        "retrieved": retrieved,
    }


def partnership(slug: str, start: str, source: str) -> small.Cells:
    return {
        "partnership": slug,
        "members": "; ".join(slug.split("--")),
        "kind": "twin-town",
        "status": "active",
        "start": start,
        "source": source,
    }


def triples_of(content: small.Data, folder: Path) -> list[ox.Triple]:
    knowledge, _ = build.gather([small.write(folder, content)])
    extra = (quad.triple for quad in ox.parse(EXTRA, format=ox.RdfFormat.TURTLE))
    return sorted({*(quad.triple for quad in rdf.quads(knowledge)), *extra}, key=str)


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> list[ox.Triple]:
    return triples_of(data(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def store(triples: list[ox.Triple]) -> EmbeddedStore:
    return oxigraph(triples)


@pytest.fixture(scope="module")
def rdflib_graph(triples: list[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(triples)


@pytest.fixture(scope="module")
def found(store: EmbeddedStore) -> report.Report:
    return report.gather(store)


def golden(name: str, text: str) -> str:
    """Give the golden text; write it first if that is asked for."""
    file = GOLDEN / name
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")


# --- the questions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_gives_its_golden_table(name: str, store: EmbeddedStore) -> None:
    given = table(questions.named(name).ask(store))
    assert given == golden(f"{name.removeprefix('report/')}.tsv", given)


@pytest.mark.parametrize("name", QUESTIONS)
def test_rdflib_gives_the_same_rows_in_the_same_order(
    name: str, store: EmbeddedStore, rdflib_graph: rdflib.Graph
) -> None:
    question = questions.named(name)
    assert rdflib_table(rdflib_graph, question.fill(store, {})) == table(question.ask(store))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_finds_something(name: str, store: EmbeddedStore) -> None:
    assert table(questions.named(name).ask(store)).count("\n") > 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_a_header_and_an_order(name: str) -> None:
    question = questions.named(name)
    assert re.fullmatch(r"[A-Z].*\.", question.summary)
    assert question.tags[0] == "report"
    assert all(parameter.description.endswith(".") for parameter in question.parameters)
    assert "\nORDER BY " in question.sparql
    oxigraph([]).query(questions.shelf()[name].read_text(encoding="utf-8"))


def test_every_golden_table_has_its_question() -> None:
    assert {f"report/{file.stem}" for file in GOLDEN.glob("*.tsv")} == set(QUESTIONS)


def claims(years: Iterable[str], status: str = "active") -> EmbeddedStore:
    """Let one source date partnerships, one in each of these years."""
    text = (
        "PREFIX tg: <https://w3id.org/twingraph/ontology#>\n"
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        "BASE <https://w3id.org/twingraph/id/>\n"
    )
    for n, year in enumerate(years):
        day = f"{year}-12-31" if len(year) == 4 else year
        first = f"{year}-01-01" if len(year) == 4 else year
        text += (
            f"<phase/{n}> a tg:PartnershipPhase ;"
            f" tg:status <https://w3id.org/twingraph/concept/status-{status}> .\n"
            f"<claim/{n}> rdf:subject <phase/{n}> ; rdf:predicate tg:start ;"
            f" rdf:object <date/{year}> ; tg:source <source/list> .\n"
            f'<date/{year}> tg:earliest "{first}"^^<http://www.w3.org/2001/XMLSchema#date> ;'
            f' tg:latest "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
        )
    return oxigraph({quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)})


def placeholders(store: EmbeddedStore, **values: str) -> list[int]:
    answer: Any = questions.named("report/placeholder-years").ask(store, values)
    return [row["year"] for row in answer]


FIVE = ["2000"] * 5


@pytest.mark.parametrize(
    ("years", "suspicious"),
    [
        (FIVE, [2000]),
        (FIVE[1:], []),  # four are too few
        ([*FIVE[1:], "2000-01-01"], [2000]),  # 1 January stands for a bare year
        ([*FIVE[1:], "2000-01-02"], []),
        ([f"2000-05-{day:02}" for day in range(1, 9)], []),  # precise dates are no placeholders
        # A mean of 1.2 around it, and 5 is still more than four times as many; 1.3, and it is not.
        ([*FIVE, *["1995"] * 4, *["1998"] * 4, *["2005"] * 4], [2000]),
        ([*FIVE, *["1995"] * 4, *["1998"] * 4, *["2001"] * 4, "2005"], []),
        ([*FIVE, *["1994"] * 4, *["2006"] * 4, *["2007"] * 4, "2008"], [2000]),  # too far away
        ([*FIVE, *["1970"] * 8], [1970, 2000]),
    ],
)
def test_a_year_is_suspicious_beside_its_neighbours(
    years: list[str], suspicious: list[int]
) -> None:
    assert sorted(placeholders(claims(years))) == suspicious


def test_many_ends_in_one_year_are_history_and_no_placeholder() -> None:
    assert placeholders(claims(FIVE, status="ended")) == []


def test_the_rule_for_placeholders_can_be_changed() -> None:
    assert placeholders(claims(FIVE[1:]), least="4") == [2000]
    assert placeholders(claims(FIVE), least="6") == []
    assert placeholders(claims(FIVE), times="6") == []


# --- the sections -------------------------------------------------------------------------------


def test_every_question_of_the_report_has_a_section() -> None:
    asked = {section.question for section in SECTIONS}
    assert {name for name in asked if name.startswith("report/")} == set(QUESTIONS)


def test_a_section_names_only_columns_that_its_question_has(found: report.Report) -> None:
    for answer in found.answers:
        section = answer.section
        named = {*section.columns, *section.distinct, *section.figures, *section.values}
        named |= {section.label} - {""}
        assert named <= set(answer.asked.columns), section.title


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


def test_a_message_that_names_dates_is_not_shown() -> None:
    for section in SECTIONS:
        if section.question.startswith("check/") and section.dates:
            assert "message" not in section.columns
        elif "message" in section.columns:
            assert "tg:edtf" not in questions.named(section.question).sparql


def test_a_section_that_is_drawn_says_what(found: report.Report) -> None:
    for answer in found.answers:
        section = answer.section
        assert bool(section.chart) == bool(section.label) == bool(section.values), section.title
        assert (chart.draw(answer) is not None) == bool(section.chart)


def test_the_numbers_are_those_of_the_answers(found: report.Report) -> None:
    text = writing.summary(found)
    assert text == golden("summary.md", text)


def test_a_number_counts_different_values(found: report.Report) -> None:
    (answer,) = (a for a in found.answers if a.section.question == "contradictions")
    twice = replace(answer, asked=replace(answer.asked, rows=answer.asked.rows * 2))
    assert answer.numbers == twice.numbers
    assert answer.numbers[0].value > 0


def test_a_parameter_goes_to_the_questions_that_have_it(store: EmbeddedStore) -> None:
    given = {
        asked.question.name: dict(asked.given)
        for asked in report.gather(store, {"years": "9"}).questions
    }
    assert given["report/stale-sources"] == {"years": "9"}
    assert {name for name, values in given.items() if values} == {"report/stale-sources"}


def test_a_parameter_changes_command_and_answer(store: EmbeddedStore) -> None:
    (stale,) = (
        asked
        for asked in report.gather(store, {"years": "9"}).questions
        if asked.question.name == "report/stale-sources"
    )
    assert stale.command == "twingraph query report/stale-sources --years 9"
    assert stale.rows == ()


def test_an_unknown_parameter_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        report.gather(store, {"jahre": "9"})
    assert str(refused.value) == (
        'no question of the report has the parameter "jahre";'
        " there are: language, least, times, years"
    )


def test_a_graph_that_is_no_dataset_cannot_be_reported_on() -> None:
    with pytest.raises(CannotError, match="does not say what dataset it is"):
        report.gather(oxigraph(ontology.load().triples))


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
        "The first 2 of 5 rows are shown; 3 are left out. All of them: "
        "<code>twingraph query report/one-source</code>"
    )
    assert said in writing.html(found)
    assert (
        "The first 2 of 5 rows; 3 are left out. All of them: `twingraph query report/one-source`"
        in writing.markdown(found)
    )
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


def test_a_timeline_has_a_place_for_decades_without_a_partnership(found: report.Report) -> None:
    (decades,) = (a for a in found.answers if a.section.question == "report/by-decade")
    drawn = chart.draw(decades)
    assert drawn
    assert [answers.text(row[0]) for row in decades.asked.rows] == ["", "1960", "2000"]
    assert [word.text for word in drawn.words] == ["1", "5", "1960", "1970", "1980", "1990", "2000"]
    assert drawn.description == "1960: 1; 2000: 5"


def test_an_answer_without_rows_draws_nothing(found: report.Report) -> None:
    for answer in found.answers:
        assert chart.draw(replace(answer, asked=replace(answer.asked, rows=()))) is None


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


# --- the command --------------------------------------------------------------------------------


def test_without_a_file_the_numbers_are_printed(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built)
    assert done.returncode == 0, done.stderr
    assert "| cities | " in done.stdout
    assert "`report/one-source`" in done.stdout
    assert list(Path().iterdir()) == []


def test_a_format_can_be_named(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built, "--format", "json")
    assert json.loads(done.stdout)["parts"]


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_the_same_build_gives_the_same_bytes(
    suffix: str, built: Path, run: Callable[..., Run]
) -> None:
    for seed in ("1", "2"):
        done = run("report", "-b", built, "-o", f"{seed}{suffix}", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert Path(f"1{suffix}").read_bytes() == Path(f"2{suffix}").read_bytes()


def test_a_number_of_the_report_is_what_its_command_gives(
    built: Path, run: Callable[..., Run]
) -> None:
    assert run("report", "-b", built, "-o", "r.JSON", "-p", "years=1").returncode == 0
    made = json.loads(Path("r.JSON").read_text(encoding="utf-8"))
    for name in ("report/by-country", "undated", "report/stale-sources"):
        asked = made["questions"][name]
        _, *command = asked["command"].split()
        done = run(*command, "-b", built, "--format", "json")
        assert len(json.loads(done.stdout)["results"]["bindings"]) == len(asked["rows"])


@pytest.mark.parametrize("name", ["report.pdf", "report.html.gz"])
def test_an_unknown_ending_is_refused_before_anything_is_asked(
    name: str, run: Callable[..., Run]
) -> None:
    done = run("report", "-b", "nowhere", "-o", name)
    assert done.returncode == 2
    assert f"{name}: name the --format, or end the file in one of: .html, .md, .json" in done.stderr
    assert not Path(name).exists()


def test_what_else_can_be_wrong(built: Path, run: Callable[..., Run]) -> None:
    assert run("report", "-b", "nowhere").returncode == 2
    unknown = run("report", "-b", built, "-p", "city=Krakau")
    assert unknown.returncode == 1
    assert "there are: language, least, times, years" in unknown.stderr
    unreadable = run("report", "-b", built, "-p", "years=two")
    assert unreadable.returncode == 1
    assert 'parameter years: "two" is not a whole number' in unreadable.stderr
    formless = run("report", "-b", built, "-p", "years")
    assert formless.returncode == 2
    assert "write it as NAME=VALUE" in formless.stderr
    twice = run("report", "-b", built, "-p", "years=1", "-p", "years=2")
    assert twice.returncode == 2
    assert "the parameter years is given twice: 1, 2" in twice.stderr


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
