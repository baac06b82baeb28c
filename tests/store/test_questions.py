"""The named questions and the check queries, in Oxigraph and in rdflib.

Each question is put to the invented dataset in ``tests/questions`` and must give exactly its
table in ``tests/golden/questions``; each check query must find what is wrong in its own file in
``tests/questions/wrong``, and nothing else there. Rewrite the tables with
``TWINGRAPH_GOLDEN=write pytest tests/store/test_questions.py`` and read the difference.
"""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.answers import in_rdflib, oxigraph, rdflib_table, table
from support.paths import TESTS
from twingraph.claims import rdf
from twingraph.core import ontology, resources
from twingraph.core.errors import QueryError, UnknownName
from twingraph.publish import build
from twingraph.store import questions
from twingraph.tables import layout
from twingraph.validate.graph import check_graph

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

    from twingraph.store.engine import EmbeddedStore

HERE = TESTS
TABLES = HERE / "questions"
GOLDEN = HERE / "golden" / "questions"
WRONG = sorted((TABLES / "wrong").glob("*.ttl"))

NAMES = sorted(name for name in questions.shelf() if "/" not in name)
CHECKS = sorted(name for name in questions.shelf() if name.startswith("check/"))

# Name of the golden table, and the parameters; the question is the name up to the colon.
CASES = {
    "across-the-curtain": "",
    "against-press-release": "source=statement-2024",
    "aid": "",
    "anniversaries": "year=2023",
    "by-decade": "",
    "charters": "city=Krakau",
    "claims": "partnership=kyiv--leipzig",
    "claims-of-source": "source=statement-2024",
    "commonest-fields": "",
    "contradictions": "",
    "country-matrix": "language=de",
    "events": "initiative=youth-exchange",
    "existing-on": "day=1989-11-08",
    "existing-on:2022": "day=2022-06-01",
    "fields": "partnership=krakow--leipzig",
    "first-signature-to-renewal": "",
    "former-offices": "",
    "in-office-at-signature": "partnership=krakow--leipzig",
    "initiatives": "city=Kyjiw",
    "longest": "day=2026-11-22",
    "match-city": "name=WRO",
    "match-city:cyrillic": "name=Київ",
    "mayors": "city=Leipzig",
    "mayors:undated": "city=Kiew",
    "most-connected": "least=4",
    "names": "city=Lemberg",
    "network-members": "day=2025-05-18",
    "network-members:rejoined": "day=2025-12-01",
    "new-ukrainian": "",
    "one-sided": "",
    "partners-in-network": "city=Leipzig",
    "partnerships-of-many": "",
    "path": "from=Bologna to=Frankfurt",
    "path:neighbours": "from=Leipzig to=Krakau",
    "press-release": "source=statement-2024",
    "prospects-fulfilled": "",
    "quotations": "partnership=krakow--leipzig",
    "shared-partners": "city=Leipzig",
    "signatories": "",
    "single-source": "city=Birmingham",
    "source-age": "city=Leipzig",
    "suspended-or-ended": "",
    "triangles": "",
    "twin-towns": "city=Krakau language=de",
    "twin-towns:untranslated": "city=Lyon language=it",
    "undated": "",
    "within-a-bloc": "",
}


# --- what is asked ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented tables with every column of the layout, also those younger than they are."""
    folder = tmp_path_factory.mktemp("questions")
    for file in TABLES.glob("*.csv"):
        schema = layout.load().tables[file.name]
        with (
            file.open(encoding="utf-8", newline="") as lines,
            (folder / file.name).open("w", encoding="utf-8", newline="") as copy,
        ):
            writer = csv.DictWriter(copy, schema.header, restval="")
            writer.writeheader()
            writer.writerows(csv.DictReader(lines))
    return folder


@pytest.fixture(scope="module")
def triples(tables: Path) -> list[ox.Triple]:
    """The invented dataset with the ontology, as a build has it."""
    knowledge, _ = build.gather([tables])
    return sorted({quad.triple for quad in rdf.quads(knowledge)}, key=str)


@pytest.fixture(scope="module")
def store(triples: list[ox.Triple]) -> EmbeddedStore:
    return oxigraph(triples)


@pytest.fixture(scope="module")
def rdflib_graph(triples: list[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(triples)


def wrong(name: str) -> list[ox.Triple]:
    """The file that is wrong in the way that a check looks for, with the ontology."""
    quads = ox.parse(path=str(TABLES / "wrong" / f"{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return [*(quad.triple for quad in quads), *ontology.load().triples]


def parameters(case: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in CASES[case].split())


def filled(case: str, store: EmbeddedStore) -> str:
    return questions.named(case.partition(":")[0]).fill(store, parameters(case))


def golden(name: str, found: str) -> str:
    """Give the golden table; write it first if that is asked for."""
    file = GOLDEN / f"{name.replace(':', '--')}.tsv"
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found, encoding="utf-8")
    return file.read_text(encoding="utf-8")


# --- the answers --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_a_question_gives_its_golden_table(case: str, store: EmbeddedStore) -> None:
    found = table(store.query(filled(case, store)))
    assert found == golden(case, found)


@pytest.mark.parametrize("case", CASES)
def test_rdflib_gives_the_same_rows_in_the_same_order(
    case: str, store: EmbeddedStore, rdflib_graph: rdflib.Graph
) -> None:
    sparql = filled(case, store)
    assert rdflib_table(rdflib_graph, sparql) == table(store.query(sparql))


@pytest.mark.parametrize("case", CASES)
def test_every_golden_table_has_rows(case: str) -> None:
    lines = (GOLDEN / f"{case.replace(':', '--')}.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1


def test_every_question_is_asked() -> None:
    assert {case.partition(":")[0] for case in CASES} == set(NAMES)


def test_every_golden_table_has_its_case() -> None:
    kept = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.tsv")}
    assert kept == {f"{case.replace(':', '--')}.tsv" for case in [*CASES, *CHECKS]}


# --- the checks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_what_is_wrong(name: str) -> None:
    found = table(oxigraph(wrong(name.removeprefix("check/"))).query(questions.named(name).sparql))
    assert found == golden(name, found)
    assert len(found.splitlines()) > 1


@pytest.mark.parametrize("name", CHECKS)
def test_rdflib_finds_the_same(name: str) -> None:
    sparql, triples = questions.named(name).sparql, wrong(name.removeprefix("check/"))
    assert rdflib_table(in_rdflib(triples), sparql) == table(oxigraph(triples).query(sparql))


def test_every_check_has_its_wrong_file() -> None:
    assert [f"check/{file.stem}" for file in WRONG] == CHECKS


def test_the_invented_dataset_has_no_errors(store: EmbeddedStore) -> None:
    findings = check_graph(store)
    assert [str(finding) for finding in findings if finding.severity == "error"] == []
    assert {finding.rule for finding in findings} == {
        "age-against-birth",
        "missing-name",
        "undated-partnership",
    }


def test_the_dataset_has_no_errors() -> None:
    knowledge, _ = build.gather([resources.folder("data")])
    findings = check_graph(oxigraph({quad.triple for quad in rdf.quads(knowledge)}))
    assert [str(finding) for finding in findings if finding.severity == "error"] == []


# --- the headers --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_a_header_says_in_one_sentence_what_is_asked(name: str) -> None:
    question = questions.named(name)
    assert question.summary.endswith(".")
    assert question.summary[0].isupper()
    assert all(question.tags)


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_every_parameter_is_described(name: str) -> None:
    for parameter in questions.named(name).parameters:
        assert parameter.description.endswith("."), parameter.name


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_a_severity_and_two_columns(name: str) -> None:
    check = questions.named(name)
    assert check.tags[0] in {"error", "warning", "info"}
    assert check.parameters == ()
    answer = oxigraph([]).query(check.sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["focus", "message"]


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_a_file_is_valid_on_its_own(name: str) -> None:
    """A stranger may copy it into any SPARQL client, with $city as a variable."""
    oxigraph([]).query(questions.shelf()[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_the_order_of_rows_is_asked_for(name: str) -> None:
    assert "\nORDER BY " in questions.named(name).sparql


# --- mistakes -----------------------------------------------------------------------------------

HEADERS = {
    "#+ sumary: Twin towns.": (
        "own.rq: line 1: “#+ sumary: Twin towns.” is none of:"
        " #+ summary, #+ tags, #+ note, #+ param"
    ),
    "#+ param city": (
        "own.rq: “#+ param city” does not have the form #+ param name: type = default  description"
    ),
    "#+ param city: city  The city.": (
        "own.rq: “#+ param city” is declared, but $city is not in the query"
    ),
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_bad_header_is_refused(header: str) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse(f"{header}\nASK {{}}\n", "own.rq")
    assert str(refused.value) == HEADERS[header]


def test_a_parameter_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(QueryError, match=r"^own\.rq: parameter c has the type town; there are: "):
        questions.parse("#+ param c: town  The city.\nSELECT * { $c ?p ?o }", "own.rq")


def test_a_parameter_must_be_declared() -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse("SELECT * { $city ?p ?o }", "own.rq")
    assert str(refused.value) == "own.rq: $city stands in the query, but no “#+ param city: …”"


def test_a_dollar_in_a_string_or_comment_is_no_parameter() -> None:
    question = questions.parse('# $city\nSELECT * { ?s ?p "$city" }', "own.rq")
    assert question.parameters == ()


def ask(name: str, store: EmbeddedStore, **values: str) -> str:
    """Ask a question that is asked wrongly, and give the error's words."""
    with pytest.raises((QueryError, UnknownName)) as refused:
        questions.named(name).ask(store, values)
    return str(refused.value)


def test_an_unknown_question_brings_up_its_likes() -> None:
    with pytest.raises(UnknownName, match=r'^no question "twintowns"; did you mean: twin-towns'):
        questions.named("twintowns")


def test_an_unknown_parameter(store: EmbeddedStore) -> None:
    message = 'twin-towns has no parameter "town"; it takes: city, language'
    assert ask("twin-towns", store, town="Leipzig") == message


def test_a_parameter_of_a_question_without_any(store: EmbeddedStore) -> None:
    assert ask("undated", store, city="Leipzig") == (
        'undated has no parameter "city"; it takes: none'
    )


def test_a_missing_parameter(store: EmbeddedStore) -> None:
    message = "twin-towns needs the parameter city (city): The city, by any of its names."
    assert ask("twin-towns", store) == message


def test_an_unknown_city(store: EmbeddedStore) -> None:
    assert ask("twin-towns", store, city="Krakw").startswith(
        'no city "Krakw"; did you mean: krakow'
    )


def test_an_unknown_thing(store: EmbeddedStore) -> None:
    assert ask("events", store, initiative="youth-exchang").startswith(
        'no initiative "youth-exchang"; did you mean: youth-exchange'
    )


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (
            "existing-on",
            {"day": "9.11.1989"},
            'parameter day: "9.11.1989" is not a day; write 1989-11-09',
        ),
        (
            "anniversaries",
            {"year": "next"},
            'parameter year: "next" is not a whole number',
        ),
    ],
)
def test_a_value_of_another_type(
    name: str, values: dict[str, str], message: str, store: EmbeddedStore
) -> None:
    assert ask(name, store, **values) == message


def test_a_value_cannot_break_out_of_its_place(store: EmbeddedStore) -> None:
    question = questions.named("match-city")
    assert table(question.ask(store, {"name": '") } #\\"'})).count("\n") == 1


def test_a_query_that_calls_out_is_refused(store: EmbeddedStore) -> None:
    text = "PREFIX : <https://example.org/>\nSELECT *\n{ service :other { ?s ?p ?o } }"
    with pytest.raises(QueryError) as refused:
        questions.parse(text, "own.rq").ask(store)
    assert str(refused.value) == "line 3: service is not allowed; twingraph never calls out"


def test_a_syntax_error_is_shown_in_its_line(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse("SELECT ?city\n{ ?city a tg:City . . }", "own.rq").ask(store)
    assert str(refused.value) == (
        "the query does not parse: line 2, column 24\n"
        "  { ?city a tg:City . . }\n"
        "                         ^"
    )


def test_an_undeclared_prefix_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse("PREFIX tg: <https://example.org/>\nASK { ?s skos:note ?o }", "own.rq").ask(
            store
        )
    first, _, rest = str(refused.value).partition("\n")
    assert first.startswith("the query does not parse: line 2, column ")
    assert rest.endswith("^ this prefix is not declared")
