"""Both engines of the shapes, held against the tests of SHACL by the W3C."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef

from support.shaped import results
from twingraph.core.terms import shorten
from twingraph.validate.shapes import ENGINES, ShapeResult, shapes_text

if TYPE_CHECKING:
    from rdflib.term import Node

    from twingraph.validate.shapes import Engine

SUITE = Path(sys.prefix) / "shacl-tests" / "core"
# What an engine gets wrong, and our shapes have not.
LEFT_OUT = {
    ("shacl", "misc/severity-002.ttl"),  # a severity of one's own, of which it keeps the local name
    ("pyshacl", "property/uniqueLang-002.ttl"),  # 1 as a boolean, which it takes for true
}
FILES = sorted(
    file.relative_to(SUITE).as_posix()
    for file in SUITE.rglob("*.ttl")
    if "sht:Validate" in file.read_text("utf-8")  # others hold data or shapes, or list the tests
)

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

pytestmark = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the W3C's tests of SHACL are not installed; make test fetches them"
)


def read(file: str, monkeypatch: pytest.MonkeyPatch) -> Graph:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # values as they are written
    return Graph().parse(SUITE / file, publicID=(SUITE / file).as_uri())


def expected(graph: Graph, test: Node) -> list[ShapeResult]:
    """Return the results that a test expects, with what our findings keep of them."""
    report = graph.value(test, MF.result)
    return sorted(_result(graph, result) for result in graph.objects(report, SH.result))


def _result(graph: Graph, result: Node) -> ShapeResult:
    value = graph.value(result, SH.value)
    return ShapeResult(
        str(graph.value(result, SH.resultSeverity)).removeprefix(str(SH)),
        str(graph.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        iri(graph.value(result, SH.sourceShape)),
        iri(graph.value(result, SH.focusNode)),
        "" if value is None else shown(value),
    )


def iri(node: Node | None) -> str:
    return str(node) if isinstance(node, URIRef) else ""


def shown(value: Node) -> str:
    if isinstance(value, BNode):
        return "a blank node"
    return shorten(str(value)) if isinstance(value, URIRef) else str(value)


def ntriples(address: Node | None) -> bytes:
    """Read the file that a test names as its data or its shapes."""
    path = unquote(urlsplit(str(address)).path)
    parsed = ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=str(address))
    return ox.serialize({q.triple for q in parsed}, format=ox.RdfFormat.N_TRIPLES) or b""


# pySHACL warns of shapes that it leaves aside, as the tests expect.
@pytest.mark.filterwarnings("ignore:.*can only be present on a PropertyShape")
@pytest.mark.parametrize(
    ("engine", "file"), [case for case in product(ENGINES, FILES) if case not in LEFT_OUT]
)
def test_an_engine_finds_what_the_recommendation_asks(
    engine: Engine, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = read(file, monkeypatch)
    [test] = graph.subjects(RDF.type, SHT.Validate)
    data, shapes = (
        ntriples(graph.value(graph.value(test, MF.action), part))
        for part in (SHT.dataGraph, SHT.shapesGraph)
    )
    assert results(engine, shapes, data) == expected(graph, test)


def test_each_constraint_of_our_shapes_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    constraints = {
        str(predicate)
        for predicate in Graph().parse(data=shapes_text(), format="nt").predicates()
        if str(predicate).startswith(str(SH))
    }
    tried = {str(p) for file in FILES for p in read(file, monkeypatch).predicates()}

    assert constraints <= tried
