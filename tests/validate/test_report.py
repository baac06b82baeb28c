"""The report in SHACL: what the recommendation asks of it, through to the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from support.command import twingraph
from twingraph.core.findings import Finding
from twingraph.core.terms import SHAPES
from twingraph.validate.inputs import inspect
from twingraph.validate.report import to_shacl

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.findings import Severity

BASE = "http://example.org/"
TURTLE = """
@prefix tg: <https://w3id.org/twingraph/ontology#> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
<http://example.org/a> a tg:City ; geo:lat 91.0 .
<http://example.org/b> a tg:PartnershipPhase .
"""


def report(*findings: Finding) -> Graph:
    return Graph().parse(data=to_shacl(findings), format="turtle", publicID=BASE)


def conforms(graph: Graph) -> bool:
    [answer] = graph.objects(None, SH.conforms)
    assert isinstance(answer, Literal)
    return bool(answer.value)


def test_a_report_without_results_conforms() -> None:
    assert conforms(report())


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_report_with_any_result_does_not_conform(severity: Severity) -> None:
    graph = report(Finding(severity, "rule", "message", focus="http://example.org/a"))

    assert not conforms(graph)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, list[Finding]]:
    """The report of the command, and the findings that it is of."""
    file = tmp_path_factory.mktemp("report") / "x.ttl"
    file.write_text(TURTLE)
    done = twingraph("validate", file, "--format", "shacl")
    assert done.returncode == 1
    return Graph().parse(data=done.stdout, format="turtle"), inspect([file])


def test_every_result_has_what_the_recommendation_asks(
    written: tuple[Graph, list[Finding]],
) -> None:
    graph, findings = written
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    results = list(graph.objects(report, SH.result))

    assert not conforms(graph)
    assert len(results) == len(findings)
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, predicate))) == 1


def test_a_result_of_a_shape_names_shape_path_and_component(
    written: tuple[Graph, list[Finding]],
) -> None:
    graph, _ = written
    [result] = graph.subjects(SH.sourceShape, URIRef(SHAPES + "City-lat"))

    assert graph.value(result, SH.focusNode) == URIRef("http://example.org/a")
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert graph.value(result, SH.sourceConstraintComponent) == SH.MaxInclusiveConstraintComponent
    path = URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#lat")
    assert graph.value(result, SH.resultPath) == path


def test_a_path_that_is_not_a_property_is_written_out(
    written: tuple[Graph, list[Finding]],
) -> None:
    graph, _ = written
    shape = URIRef(SHAPES + "PartnershipPhase-ofPartnership")
    [result] = graph.subjects(SH.sourceShape, shape)
    path = graph.value(result, SH.resultPath)

    assert graph.value(path, SH.inversePath) == URIRef("https://w3id.org/twingraph/ontology#phase")


def test_a_finding_about_a_table_has_its_row_as_focus_and_its_rule_as_component() -> None:
    found = Finding("error", "unknown-source", "no such source", "my data/cities.csv", 7, "source")
    graph = report(found)
    [result] = graph.subjects(RDF.type, SH.ValidationResult)

    focus = URIRef(BASE + "my%20data/cities.csv#row=7")
    assert graph.value(result, SH.focusNode) == focus
    component = URIRef(SHAPES + "unknown-source")
    assert graph.value(result, SH.sourceConstraintComponent) == component
    assert graph.value(result, SH.sourceShape) is None


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text(TURTLE)
    findings = inspect([file])

    assert to_shacl(findings) == to_shacl(findings)
