"""Findings as a validation report, as the recommendation of SHACL describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from twingraph.core.terms import SHAPES
from twingraph.validate.shapes import SEVERITIES, shapes_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from twingraph.core.findings import Finding

_SEVERITY = {severity: SH[name] for name, severity in SEVERITIES.items()}


def to_shacl(findings: Iterable[Finding]) -> str:
    """Return findings as a SHACL validation report in Turtle.

    A finding of a shape names the shape, its path and the constraint component. Any other rule, of
    tables or of a check query, is a constraint component of its own.
    """
    found = list(findings)
    graph, shapes = Graph(), Graph().parse(data=shapes_text(), format="nt")
    graph.bind("sh", SH)
    report = BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not found)))
    for number, finding in enumerate(found):
        result = BNode(f"finding{number:06}")
        graph.add((report, SH.result, result))
        _add(graph, result, finding, shapes)
    return graph.serialize(format="turtle")


def _add(graph: Graph, result: BNode, finding: Finding, shapes: Graph) -> None:
    rule = URIRef(SHAPES + finding.rule)
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, _focus(finding)))
    graph.add((result, SH.resultSeverity, _SEVERITY[finding.severity]))
    graph.add((result, SH.resultMessage, Literal(str(finding), lang="en")))
    component = SH[finding.component] if finding.component else rule
    graph.add((result, SH.sourceConstraintComponent, component))
    if finding.component:
        graph.add((result, SH.sourceShape, rule))
        for path in shapes.objects(rule, SH.path):
            graph.add((result, SH.resultPath, path))
            graph += shapes.cbd(path) if isinstance(path, BNode) else ()


def _focus(finding: Finding) -> Node:
    """Return the thing, or the row or file if no thing is known."""
    if finding.focus:
        return URIRef(finding.focus)
    if not finding.file:
        return BNode("focus")  # a blank node, which nobody could look up
    file = quote(finding.file)
    return URIRef(f"{file}#row={finding.row}" if finding.row else file)
