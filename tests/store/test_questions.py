"""The named questions and the check queries, in Oxigraph and in rdflib.

Each question is put to the invented dataset in ``tests/questions`` and must give exactly its
table in ``tests/golden/questions``; each check query must find what is wrong in its own file in
``tests/questions/wrong``, and nothing else there. Rewrite the tables with
``TWINGRAPH_GOLDEN=write pytest tests/store/test_questions.py`` and read the difference.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.answers import in_rdflib, oxigraph, rdflib_table, table
from support.cases import CASES, filled
from support.paths import TESTS
from twingraph.claims import rdf
from twingraph.core import ontology, resources
from twingraph.core.errors import QueryError, UnknownName
from twingraph.publish import build
from twingraph.store import questions
from twingraph.store.results import Result
from twingraph.validate.checks import run_checks

if TYPE_CHECKING:
    import rdflib

    from twingraph.store.engine import EmbeddedStore

HERE = TESTS
TABLES = HERE / "questions"
GOLDEN = HERE / "golden" / "questions"
WRONG = sorted((TABLES / "wrong").glob("*.ttl"))

NAMES = sorted(name for name in questions.shelf() if "/" not in name)
CHECKS = sorted(name for name in questions.shelf() if name.startswith("check/"))

# --- what is asked ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rdflib_graph(triples: list[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(triples)


def wrong(name: str) -> list[ox.Triple]:
    """The file that is wrong in the way that a check looks for, with the ontology."""
    quads = ox.parse(path=str(TABLES / "wrong" / f"{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return [*(quad.triple for quad in quads), *ontology.load().triples]


def golden(name: str, found: str) -> str:
    """Return the golden table; write it first if that is asked for."""
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
    findings = run_checks(store)
    assert [str(finding) for finding in findings if finding.severity == "error"] == []
    assert {finding.rule for finding in findings} == {
        "age-against-birth",
        "missing-name",
        "undated-partnership",
    }


def test_the_dataset_has_no_errors() -> None:
    knowledge, _ = build.gather([resources.folder("data")])
    findings = run_checks(oxigraph({quad.triple for quad in rdf.quads(knowledge)}))
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
def test_a_check_has_a_severity_and_says_of_what_and_why(name: str) -> None:
    check = questions.named(name)
    assert check.tags[0] in {"error", "warning", "info"}
    assert check.parameters == ()
    answer = oxigraph([]).query(check.sparql)
    assert isinstance(answer, Result)
    assert answer.columns[:2] == ("focus", "message")


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_a_file_is_valid_on_its_own(name: str) -> None:
    """A stranger may copy it into any SPARQL client, with $city as a variable."""
    oxigraph([]).query(questions.shelf()[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*NAMES, *CHECKS])
def test_the_order_of_rows_is_asked_for(name: str) -> None:
    assert "\nORDER BY " in questions.named(name).sparql


MOST_LINES = 25


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_short(name: str) -> None:
    lines = questions.shelf()[name].read_text(encoding="utf-8").splitlines()
    text = [line.strip() for line in lines if line.strip()]
    counted = [line for line in text if not line.startswith(("#", "PREFIX "))]
    assert len(counted) <= MOST_LINES


# --- mistakes -----------------------------------------------------------------------------------

HEADERS = {
    "#+ sumary: Twin towns.": (
        "own.rq: line 1: “#+ sumary: Twin towns.” is not one of:"
        " #+ summary, #+ tags, #+ note, #+ param, #+ filter, #+ column, #+ rows"
    ),
    "#+ param city": (
        "own.rq: “#+ param city” does not have the form #+ param name: type = default  description"
    ),
    "#+ param city: city  The city.": (
        "own.rq: “#+ param city” is declared, but the query does not use $city"
    ),
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_bad_header_is_refused(header: str) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse(f"{header}\nASK {{}}\n", "own.rq")
    assert str(refused.value) == HEADERS[header]


def test_a_parameter_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(
        QueryError, match=r"^own\.rq: parameter c has the unknown type town; the types are: "
    ):
        questions.parse("#+ param c: town  The city.\nSELECT * { $c ?p ?o }", "own.rq")


def test_beside_declared_parameters_another_must_be_declared() -> None:
    text = "#+ param city: city  The city.\nSELECT * { $city ?p $town }"
    with pytest.raises(QueryError) as refused:
        questions.parse(text, "own.rq")
    assert str(refused.value) == "own.rq: the query uses $town, but has no “#+ param town: …”"


def test_where_no_parameter_is_declared_a_dollar_begins_a_variable(store: EmbeddedStore) -> None:
    ask = "SELECT {0}city {{ {0}city a tg:City }} ORDER BY {0}city LIMIT 2"
    dollar, question = (questions.parse(ask.format(sign), "own.rq") for sign in "$?")
    assert table(dollar.ask(store)) == table(question.ask(store))


def test_a_dollar_in_a_string_or_comment_is_no_parameter() -> None:
    question = questions.parse('# $city\nSELECT * { ?s ?p "$city" }', "own.rq")
    assert question.parameters == ()


def test_an_unknown_question_brings_up_its_likes() -> None:
    with pytest.raises(UnknownName, match=r'^no question "twintowns"; did you mean: twin-towns'):
        questions.named("twintowns")


def test_suggestions_are_what_a_person_asks() -> None:
    with pytest.raises(UnknownName) as caught:
        questions.named("partnership")
    assert "view/" not in str(caught.value)
    with pytest.raises(UnknownName, match="view/partnerships"):
        questions.named("view/partnership")
