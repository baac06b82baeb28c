"""The questions of the report, in both engines.

Each is put to a small dataset with something of everything that the report looks for, and must give
its table in ``tests/golden/report``. Rewrite the tables with ``TWINGRAPH_GOLDEN=write pytest
tests/pages/report`` and read the difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from support.answers import in_rdflib, oxigraph, rdflib_table, table
from support.reports import GOLDEN, golden
from twingraph.store import questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib

    from twingraph.store.engine import EmbeddedStore

QUESTIONS = sorted(name for name in questions.shelf() if name.startswith("report/"))


@pytest.fixture(scope="module")
def rdflib_graph(triples: list[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(triples)


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
    assert not re.search(r"\w:\w", question.note)  # words, and no name such as skos:closeMatch
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
