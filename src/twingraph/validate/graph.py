"""Validation of a graph: findings of check queries and shapes, with the rows that they concern."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from twingraph.claims import rdf
from twingraph.core.findings import Finding, ordered
from twingraph.core.terms import TABLE
from twingraph.store.engine import EmbeddedStore, select
from twingraph.store.folder import STATEMENTS, STORE, TRIPLES
from twingraph.validate.checks import run_checks
from twingraph.validate.shapes import check_shapes, write_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.claims.knowledge import Knowledge
    from twingraph.store.engine import Store
    from twingraph.tables.rows import Tables

_ROW = re.compile(re.escape(TABLE) + r"(.*)#row=(\d+)")


def check_store(store: Store) -> list[Finding]:
    """Check a graph as `check_graph` does, of which there is only the store.

    Args:
        store: The store of the graph.
    """
    with TemporaryDirectory() as folder:
        statements = Path(folder) / STATEMENTS
        write_statements(store, statements)
        return check_graph(store, statements)


def check_graph(store: Store, statements: Path) -> list[Finding]:
    """Run the check queries, and compare the statements with the shapes.

    Args:
        store: The store of the graph.
        statements: File with its statements, but not the claims about them, as N-Triples. To ask
            the store for them takes longer than to check them.

    Returns:
        The findings, in order, with the table row from which the thing comes, if a claim has
        one.
    """
    return ordered(_located([*run_checks(store), *check_shapes(statements)], store))


def check_knowledge(knowledge: Knowledge, tables: Tables) -> list[Finding]:
    """Check the graph that a build would make of ranked claims, on disk, as a build does.

    Args:
        knowledge: The claims.
        tables: The tables that make them, for the names of their files.
    """
    files = {f"{row.folder}/{row.table}": row.file for row in tables}
    with TemporaryDirectory() as folder:
        triples, statements = Path(folder) / TRIPLES, Path(folder) / STATEMENTS
        stated = {quad.triple for quad in rdf.statements(knowledge)}
        ox.serialize(stated, str(statements), format=ox.RdfFormat.N_TRIPLES)
        claimed = (quad.triple for quad in chain.from_iterable(rdf.claims(knowledge)))
        ox.serialize(chain(stated, claimed), str(triples), format=ox.RdfFormat.N_TRIPLES)
        store = EmbeddedStore.load(triples, Path(folder) / STORE)
        findings = check_graph(store, statements)
        del store  # closes it
    return [replace(finding, file=files.get(finding.file, finding.file)) for finding in findings]


def _located(findings: list[Finding], store: Store) -> Iterable[Finding]:
    rows = _rows({finding.focus for finding in findings if finding.focus}, store)
    return (_at(finding, rows.get(finding.focus, "")) for finding in findings)


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
