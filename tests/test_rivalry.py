"""Who is a rival is decided once: the graph, the questions, the pages and ``add`` say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support import rivals, small
from support.answers import oxigraph
from support.command import twingraph
from twingraph.claims import rdf
from twingraph.pages.accounts import mark
from twingraph.pages.view import ask
from twingraph.store import questions, results

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore

STARTS = [
    ("official", "1973"),
    ("news", "1973-09-08"),
    ("older-news", "1974"),
    ("encyclopaedia", "1873"),
]
CONTRADICTED = {"1974", "1873"}


def tables() -> small.Data:
    """Starts that agree and that do not, a second phase, a move to another state, two counts."""
    content = rivals.data(STARTS)
    content["partnerships.csv"].append(
        {"partnership": "alpha--beta", "phase": "2", "start": "1990", "source": "official"}
    )
    content["states.csv"].append({"state": "dd", "language": "en", "name": "GDR", "source": "page"})
    content["affiliations.csv"] = [
        {"affiliation": f"alpha--{state}", "city": "alpha", "state": state, "source": "page"}
        for state in ("dd", "de")
    ]
    content["populations.csv"] = [
        {"population": f"alpha--{year}", "city": "alpha", "count": count, "on": year}
        | {"source": "page"}
        for year, count in (("2010", "5000"), ("2020", "6000"))
    ]
    position = {"city": "alpha", "latitude": "57.05", "longitude": "20.45"}
    content["cities.csv"] += [
        position | {"source": "official"},
        position | {"latitude": "57.0488", "longitude": "20.4531", "source": "encyclopaedia"},
    ]
    return content


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    knowledge = rivals.known(tmp_path / "data", tables())
    return oxigraph({quad.triple for quad in rdf.quads(knowledge)})


def rows(question: questions.Question, store: EmbeddedStore) -> list[dict[str, Any]]:
    return list(results.rows(question.ask(store)))


def values(store: EmbeddedStore, pattern: str) -> set[str]:
    query = f"SELECT DISTINCT ?value {{ {pattern} ; rdf:object ?value }}"
    found = rows(questions.parse(query, "query"), store)
    return {str(row["value"]).rpartition("/")[2] for row in found}


def test_the_graph_says_who_contradicts_and_who_agrees(store: EmbeddedStore) -> None:
    assert values(store, "?claim tg:contradicts ?asserted") == CONTRADICTED
    assert values(store, "?claim tg:agreesWith ?asserted") == {"1973", "57.05", "20.45"}
    assert values(store, "[] tg:contradicts ?claim . ?claim a tg:Claim") == {"1973-09-08"}


def test_the_question_lists_contradictions_and_nothing_else(store: EmbeddedStore) -> None:
    found = rows(questions.named("contradictions"), store)

    assert {row["rival"].rpartition("/")[2] for row in found} == CONTRADICTED
    assert {row["value"].rpartition("/")[2] for row in found} == {"1973-09-08"}
    assert {row["reason"] for row in found} == {"the more precise of compatible dates"}


@pytest.mark.parametrize("thing", ["partnership", "city"])
def test_a_page_marks_what_the_graph_calls_contradicting(store: EmbeddedStore, thing: str) -> None:
    scene = ask.partnership(store, "alpha--beta", "en")
    if thing == "city":
        scene = ask.city(store, "Alpha", "en")
    stated = [
        *(said for node in scene.nodes for said in node.statements),
        *(said for relation in scene.relations for said in relation.statements),
    ]

    assert len({said.value for said in stated}) > len(STARTS)
    assert {said.value for said in stated if mark(said) == "rival"} == CONTRADICTED


def add(folder: Path, since: str) -> str:
    small.write(folder / "data", tables())
    page = ("--source", "https://example.org/new", "--source-kind", "database")
    cities = ("--a", "Alpha", "--b", "Beta", "--phase", "1")
    added = twingraph(
        "add", "partnership", *cities, "--since", since, *page, "--dry-run", cwd=folder
    )
    assert added.returncode == 0, added.stderr
    return added.stdout.partition("contradicting claims (start):")[2]


def test_add_names_those_that_contradict_the_new_claim(tmp_path: Path) -> None:
    lines = add(tmp_path, "1973-10").splitlines()

    assert [line.split()[0] for line in lines if "partnerships.csv:" in line] == [
        "1973-09-08",
        "1974",
        "1873",
    ]
    assert "  the graph asserts 1973-09-08: the more precise of compatible dates" in lines


def test_add_names_nobody_who_agrees_and_not_the_new_claim(tmp_path: Path) -> None:
    lines = add(tmp_path, "1973-09").splitlines()

    assert [line.split()[0] for line in lines if "partnerships.csv:" in line] == ["1974", "1873"]


def test_no_two_values_are_asserted(store: EmbeddedStore) -> None:
    assert rows(questions.named("check/two-values"), store) == []
