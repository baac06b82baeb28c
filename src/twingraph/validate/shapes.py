"""The SHACL shapes of the ontology, and the comparison of a graph's statements with them."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyoxigraph as ox

from twingraph.core import ontology, resources
from twingraph.core.findings import Finding, Severity, ordered
from twingraph.core.sparql import lend
from twingraph.core.terms import SHAPES, shorten
from twingraph.store.results import triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from twingraph.store.engine import Store

Engine = Literal["shacl", "pyshacl"]

# pyproject.toml installs shacl wherever there is a wheel of it, and pySHACL elsewhere, such as on
# Linux on ARM. Both find the same; pySHACL takes a second for a thousand statements. The manifest
# of a build names the one that has checked.
ENGINE: Engine = "shacl" if find_spec("shacl") else "pyshacl"

SEVERITIES: Mapping[str, Severity] = {
    "Violation": "error",
    "Warning": "warning",
    "Info": "info",
}

_STATEMENTS = """
CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o MINUS { ?s a tg:Claim } MINUS { ?s a tg:Evidence } }
"""


class ShapeResult(NamedTuple):
    """A validation result, as an engine gives it.

    Attributes:
        severity: Local name of the severity, such as "Violation".
        component: Local name of the constraint component.
        shape: IRI of the shape.
        focus: IRI of the focus node; empty for a blank node, which nobody could look up.
        value: The value that does not conform, as it is shown; empty if none was named.
    """

    severity: str
    component: str
    shape: str
    focus: str
    value: str


def write_statements(store: Store, file: Path) -> None:
    """Write the statements of a graph, but not the claims about them, as N-Triples.

    Args:
        store: The store of the graph.
        file: The file to write.
    """
    file.write_bytes(triples(store.query(lend(_STATEMENTS))).data)


def check_shapes(statements: Path, engine: Engine = ENGINE) -> list[Finding]:
    """Compare statements with the shapes.

    Args:
        statements: File of N-Triples, its name ending in ".nt".
        engine: The engine that compares them.
    """
    # In order, so that of two results with one message the same one stays.
    return ordered(map(_finding, sorted(ENGINES[engine](shapes_text(), statements))))


def shapes_text() -> bytes:
    """Return the shapes of the ontology as N-Triples."""
    return ox.serialize(_shapes(), format=ox.RdfFormat.N_TRIPLES) or b""


@cache
def _shapes() -> tuple[ox.Triple, ...]:
    files = sorted((resources.folder("ontology") / "shapes").glob("*.ttl"))
    return tuple(
        quad.triple
        for file in files
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    )


def _by_shacl(shapes: bytes, statements: Path) -> Iterator[ShapeResult]:
    import shacl

    compiled = shacl.Shapes.from_text(shapes.decode(), format="ntriples")
    report = compiled.validate_file(str(statements))
    for result in report.results:
        yield ShapeResult(
            result.severity,
            result.component,
            _plain(result.source_shape or ""),
            _plain(result.focus_node),
            "" if result.value is None else _shown(result.value_plain or "", result.value[0]),
        )


def _plain(term: str) -> str:
    """Return the IRI of a node that is written as in N-Triples; empty if it has none."""
    return term[1:-1] if term.startswith("<") else ""


def _shown(value: str, sign: str) -> str:
    """Return the value as a message shows it.

    Args:
        value: An IRI, the text of a literal, or the label of a blank node, which is never the same.
        sign: The first character of the node in N-Triples, which says what it is.
    """
    if sign == "_":
        return "a blank node"
    return (shorten(value) if sign == "<" else value) or "empty"


def _by_pyshacl(shapes: bytes, statements: Path) -> Iterator[ShapeResult]:
    from pyshacl import validate  # takes 240 ms to load
    from rdflib import SH, BNode, Graph, URIRef

    signs: dict[type, str] = {BNode: "_", URIRef: "<"}
    with _values_as_written():
        data = Graph().parse(statements, format="nt")
        shacl_graph = Graph().parse(data=shapes, format="nt")
        _, report, _ = validate(data, shacl_graph=shacl_graph, inference="none", advanced=False)
    for result in report.objects(None, SH.result):
        severity, component = (
            str(report.value(result, predicate)).removeprefix(str(SH))
            for predicate in (SH.resultSeverity, SH.sourceConstraintComponent)
        )
        shape, focus, value = (
            report.value(result, predicate)
            for predicate in (SH.sourceShape, SH.focusNode, SH.value)
        )
        yield ShapeResult(
            severity,
            component,
            str(shape) if isinstance(shape, URIRef) else "",
            str(focus) if isinstance(focus, URIRef) else "",
            "" if value is None else _shown(str(value), signs.get(type(value), '"')),
        )


@contextmanager
def _values_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting values while it reads: a date would lose its time zone."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


ENGINES: Mapping[Engine, Callable[[bytes, Path], Iterator[ShapeResult]]] = {
    "shacl": _by_shacl,
    "pyshacl": _by_pyshacl,
}


def _finding(result: ShapeResult) -> Finding:
    text = _messages()[result.shape] + (f" (it is {result.value})" if result.value else "")
    return Finding(
        SEVERITIES[result.severity],
        result.shape.removeprefix(SHAPES),
        text,
        focus=result.focus,
        component=result.component,
    )


@cache
def _messages() -> dict[str, str]:
    """Return the English message of each shape that can give a result; a test holds them all."""
    message = ontology.term("sh:message")
    return {
        triple.subject.value: triple.object.value
        for triple in _shapes()
        if isinstance(triple.subject, ox.NamedNode)
        and triple.predicate == message
        and isinstance(triple.object, ox.Literal)
        and triple.object.language == "en"
    }
