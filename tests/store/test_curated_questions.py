"""The named questions over the curated dataset: what every reader of it will see.

Each answer is kept in ``tests/golden/curated``, and rdflib must give it, too.
``docs/questions.md`` is made of the headers and the first rows. Rewrite both with
``TWINGRAPH_GOLDEN=write pytest tests/store/test_curated_questions.py`` and read the difference.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.answers import in_rdflib, rdflib_table, table
from support.paths import ROOT
from twingraph.store import engine, filters, questions, results

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

GOLDEN = ROOT / "tests" / "golden" / "curated"
DOCUMENT = ROOT / "docs" / "questions.md"
WRITE = os.environ.get("TWINGRAPH_GOLDEN") == "write"

# What is asked where a parameter has no default.
GIVEN = {
    "charters": {"city": "Krakau"},
    "claims": {"partnership": "krakow--leipzig"},
    "claims-of-source": {"source": "krakow-pl-leipzig"},
    "events": {"initiative": "youth-exchange-2024"},
    "fields": {"partnership": "krakow--leipzig"},
    "in-office-at-signature": {"partnership": "budapest--krakow"},
    "match-city": {"name": "Frankfurt"},
    "mayors": {"city": "Krakau"},
    "names": {"city": "Kyjiw"},
    "partners-in-network": {"city": "Krakau"},
    "path": {"from": "Lyon", "to": "Kyjiw"},
    "quotations": {"partnership": "krakow--leipzig"},
    "shared-partners": {"city": "Krakau"},
    "single-source": {"city": "Lyon"},
    "source-age": {"city": "Krakau"},
    "twin-towns": {"city": "Krakau"},
}
NAMES = sorted(name for name in questions.shelf() if "/" not in name)
ROWS = 5


@pytest.fixture(scope="module")
def embedded(built: Path) -> engine.EmbeddedStore:
    return engine.EmbeddedStore.open(built / "store")


@pytest.fixture(scope="session")
def rdflib_graph(built: Path) -> rdflib.Graph:
    """The build for rdflib, as one graph like the store; a worker loads it once, in seconds."""
    quads = ox.parse(path=built / "twingraph.nq", format=ox.RdfFormat.N_QUADS)
    return in_rdflib({quad.triple for quad in quads})


def answer(name: str, embedded: engine.EmbeddedStore) -> str:
    found = questions.named(name).ask(embedded, GIVEN.get(name, {}))
    return results.rows(found).serialize("tsv")


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_one_that_was_read(name: str, embedded: engine.EmbeddedStore) -> None:
    file = GOLDEN / f"{name}.tsv"
    found = answer(name, embedded)
    if WRITE:
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows_in_the_same_order(
    name: str, embedded: engine.EmbeddedStore, rdflib_graph: rdflib.Graph
) -> None:
    sparql = questions.named(name).fill(embedded, GIVEN.get(name, {}))
    assert rdflib_table(rdflib_graph, sparql) == table(embedded.query(sparql))


def document(embedded: engine.EmbeddedStore) -> str:
    sections = [_section(questions.named(name), embedded) for name in NAMES]
    return (
        "# Questions\n\n"
        "Ask one with `twingraph query NAME`, and see its SPARQL with `--show`. This page is made\n"
        "from the files in `queries/` and shows the first rows of each answer over the curated\n"
        "dataset; a test keeps it up to date.\n\n"
        "A filter leaves out rows. The same filters mean the same in every question:\n\n"
        f"{_filters()}\n" + "\n".join(sections)
    )


def _filters() -> str:
    return "".join(
        f"- `--{known.name}` ({known.type}): {known.description}\n" for known in filters.KNOWN
    )


def _section(question: questions.Question, embedded: engine.EmbeddedStore) -> str:
    given = GIVEN.get(question.name, {})
    found = question.ask(embedded, given)
    rows = results.rows(found).serialize("markdown").splitlines()
    takes = "".join(
        f"- `--{p.name}` ({p.type}{f', default {p.default}' if p.default else ''}):"
        f" {p.description}\n"
        for p in question.parameters
    )
    if question.filters:
        takes += f"- filters: {', '.join(f'`--{known.name}`' for known in question.filters)}\n"
    takes += "\n" if takes else ""
    command = " ".join([question.name, *(f"--{name} {value}" for name, value in given.items())])
    shown = "\n".join(rows[: ROWS + 2])
    count = len(rows) - 2
    more = f"\n\n{count} rows in all." if count > ROWS else ""
    note = f"{question.note}\n\n" if question.note else ""
    return (
        f"## {question.name}\n\n{question.summary}\n\n{takes}{note}"
        f"`twingraph query {command}`\n\n{shown or 'No rows.'}{more}\n"
    )


def test_the_page_of_questions_is_up_to_date(embedded: engine.EmbeddedStore) -> None:
    made = document(embedded)
    if WRITE:
        DOCUMENT.write_text(made, "utf-8")
    assert made == DOCUMENT.read_text("utf-8")
