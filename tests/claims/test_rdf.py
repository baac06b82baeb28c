"""From claims to RDF: what a date says of itself in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from support import small
from twingraph.claims import rdf
from twingraph.core.dates import parse
from twingraph.core.terms import expand
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path


def bounds(folder: Path, start: str) -> dict[str, str]:
    """What the graph of a partnership with this start says of the start."""
    content = small.data()
    content["partnerships.csv"][0]["start"] = start
    knowledge, _ = build.gather([small.write(folder, content)])
    return {
        quad.predicate.value: quad.object.value
        for quad in rdf.quads(knowledge)
        if quad.subject == NamedNode(parse(start).iri)
        and isinstance(quad.object, NamedNode | Literal)
    }


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("1973-02~", {"tg:earliest": "1973-01-01", "tg:latest": "1973-03-31"}),
        ("[1961..1962]", {"tg:earliest": "1961-01-01", "tg:latest": "1962-12-31"}),
        ("1973/", {"tg:earliest": "1973-01-01"}),
        ("1973/..", {"tg:earliest": "1973-01-01"}),
        ("/1973", {"tg:latest": "1973-12-31"}),
        ("../2016", {"tg:latest": "2016-12-31"}),
        ("1973-21", {"tg:earliest": "1973-03-01", "tg:latest": "1973-06-30"}),
    ],
)
def test_the_graph_has_the_bounds_that_somebody_said_and_no_others(
    tmp_path: Path, start: str, said: dict[str, str]
) -> None:
    expected = {"rdf:type": expand("tg:ImpreciseDate"), "tg:edtf": start} | said

    assert bounds(tmp_path, start) == {expand(name): value for name, value in expected.items()}
