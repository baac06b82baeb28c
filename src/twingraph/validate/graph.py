"""Validation of a graph: SHACL shapes, and check queries that must find nothing."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from twingraph.claims import rdf
from twingraph.core import resources
from twingraph.core.findings import Finding, Severity, ordered
from twingraph.core.terms import PROLOGUE, SHAPES, TABLE, is_claim, shorten
from twingraph.store import questions
from twingraph.store.engine import EmbeddedStore, select
from twingraph.store.folder import STORE, TRIPLES
from twingraph.store.results import triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import Graph

    from twingraph.claims.knowledge import Knowledge
    from twingraph.store.engine import Store
    from twingraph.store.results import Term
    from twingraph.tables.rows import Tables

# pySHACL needs about a second for a thousand statements; above this many, the check queries
# alone speak, and the manifest says so.
SHAPES_UP_TO = 50_000

_AT_ONCE = min(4, os.cpu_count() or 1)  # check queries: more would need much memory for answers

_ROW = re.compile(re.escape(TABLE) + r"(.*)#row=(\d+)")
_STATEMENTS = """
CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o MINUS { ?s a tg:Claim } MINUS { ?s a tg:Evidence } }
"""


def check_graph(store: Store, statements: int = 0) -> tuple[list[Finding], bool]:
    """Run the check queries, and hold a graph that is not too large against the shapes.

    Args:
        store: Where the graph is.
        statements: How many statements it has; 0 to check the shapes in any case.

    Returns:
        What was found, in order, and whether the shapes were checked.
    """
    shapes = statements <= SHAPES_UP_TO
    return ordered(run_checks(store) + (check_shapes(store) if shapes else [])), shapes


def check_knowledge(knowledge: Knowledge, tables: Tables) -> list[Finding]:
    """Check the graph that a build would make of ranked claims, on disk, as a build does.

    Args:
        knowledge: The claims.
        tables: The tables that make them, for the names of their files.
    """
    files = {f"{row.folder}/{row.table}": row.file for row in tables}
    with TemporaryDirectory() as folder:
        triples = Path(folder) / TRIPLES
        stated = {quad.triple for quad in rdf.statements(knowledge)}
        claimed = (quad.triple for quad in chain.from_iterable(rdf.claims(knowledge)))
        ox.serialize(chain(stated, claimed), str(triples), format=ox.RdfFormat.N_TRIPLES)
        store = EmbeddedStore.load(triples, Path(folder) / STORE)
        count = sum(not is_claim(str(triple.subject)[1:-1]) for triple in stated)
        findings, _ = check_graph(store, count)
        del store  # closes it
    return [replace(finding, file=files.get(finding.file, finding.file)) for finding in findings]


def run_checks(store: Store) -> list[Finding]:
    """Run every check query; each row that one finds is a finding.

    A check query gives ``?focus`` and ``?message``; its first tag is the severity.
    """
    checks = [questions.named(name) for name in questions.shelf() if name.startswith("check/")]
    threads = ThreadPoolExecutor(_AT_ONCE)
    try:
        found = list(threads.map(_run_check, checks, repeat(store)))
    finally:
        threads.shutdown(wait=False, cancel_futures=True)  # an interrupt waits for no query
    return ordered(_located(chain.from_iterable(found), store))


def _run_check(check: questions.Question, store: Store) -> list[Finding]:
    rule = check.name.removeprefix("check/")
    severity: Severity = check.tags[0]  # type: ignore[assignment]  # a test holds the tags
    return [
        Finding(severity, rule, (row["message"] or row["focus"]).value, focus=_iri(row["focus"]))
        for row in select(store, check.sparql)
    ]


def _iri(term: Term) -> str:
    """Return the address of a thing; a blank node has none that anybody could look up."""
    return term.value if isinstance(term, ox.NamedNode) else ""


def check_shapes(store: Store) -> list[Finding]:
    """Hold the statements, not the claims about them, against the SHACL shapes."""
    from pyshacl import validate  # takes 240 ms to load
    from rdflib import Graph

    data = Graph().parse(data=triples(store.query(PROLOGUE + _STATEMENTS)).data, format="nt")
    shapes = Graph()
    for file in sorted((resources.folder("ontology") / "shapes").glob("*.ttl")):
        shapes.parse(file)
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    return ordered(_located(_from_report(report), store))


_SEVERITIES: Mapping[str, Severity] = {
    "Violation": "error",
    "Warning": "warning",
    "Info": "info",
}


def _from_report(report: Graph) -> Iterable[Finding]:
    from rdflib import SH, URIRef

    for result in report.objects(None, SH.result):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        shape = str(report.value(result, SH.sourceShape)).rpartition("#")[2]
        messages = sorted(
            report.objects(result, SH.resultMessage),
            key=lambda message: (getattr(message, "language", "") != "en", message),
        )
        value, focus = report.value(result, SH.value), report.value(result, SH.focusNode)
        shown = shorten(str(value)) if isinstance(value, URIRef) else str(value)
        text = str(messages[0]) + (f" (it is {shown or 'empty'})" if value is not None else "")
        iri = str(focus) if isinstance(focus, URIRef) else ""
        yield Finding(_SEVERITIES[severity], shape, text, focus=iri)


def _located(findings: Iterable[Finding], store: Store) -> list[Finding]:
    """Add the table row from which the thing comes, where a claim knows one."""
    found = list(findings)
    rows = _rows({finding.focus for finding in found if finding.focus}, store)
    return [_at(finding, rows.get(finding.focus, "")) for finding in found]


def _rows(focuses: set[str], store: Store) -> dict[str, str]:
    if not focuses:
        return {}
    values = " ".join(str(ox.NamedNode(focus)) for focus in sorted(focuses))
    solutions = select(
        store,
        "SELECT ?focus (MIN(STR(?row)) AS ?first) {"
        f" VALUES ?focus {{ {values} }}"
        " { ?claim rdf:subject ?focus ; tg:statedIn ?row }"
        " UNION { ?focus a tg:Claim ; tg:statedIn ?row } } GROUP BY ?focus",
    )
    return {row["focus"].value: row["first"].value for row in solutions if row["first"]}


def _at(finding: Finding, row: str) -> Finding:
    match = _ROW.fullmatch(row)
    if not match:
        return finding
    return replace(finding, file=unquote(match[1]), row=int(match[2]))


def to_shacl(findings: Iterable[Finding]) -> str:
    """Write findings as a SHACL validation report in Turtle."""
    from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

    names = {severity: name for name, severity in _SEVERITIES.items()}
    found = list(findings)
    graph = Graph()
    graph.bind("sh", SH)
    report = BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    conforms = not any(finding.severity == "error" for finding in found)
    graph.add((report, SH.conforms, Literal(conforms)))
    for number, finding in enumerate(found):
        node = BNode(f"finding{number:06}")
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.resultSeverity, SH[names[finding.severity]]))
        graph.add((node, SH.resultMessage, Literal(str(finding), lang="en")))
        graph.add((node, SH.sourceShape, URIRef(f"{SHAPES}{finding.rule}")))
        if finding.focus:
            graph.add((node, SH.focusNode, URIRef(finding.focus)))
    return graph.serialize(format="turtle")
