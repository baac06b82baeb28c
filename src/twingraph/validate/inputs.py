"""Validation of whatever a user has: tables, Turtle, or a build."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core import ontology
from twingraph.core.errors import CannotError
from twingraph.core.findings import Finding, ordered
from twingraph.places.reconcile import reconcile
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import BuildFolder
from twingraph.tables.rows import read_tables
from twingraph.validate import quotations
from twingraph.validate.claims import check_claims
from twingraph.validate.graph import check_knowledge, check_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def inspect(paths: Iterable[Path], documents: Path | None = None) -> list[Finding]:
    """Return the mistakes in tables, Turtle files or builds.

    Args:
        paths: Folders of tables, single tables, Turtle files, or folders of builds.
        documents: Folder of the documents that the tables quote.

    Raises:
        CannotError: A path does not exist or is none of these.
    """
    graphs: list[Path] = []
    tabular: list[Path] = []
    for path in paths:
        turtle = _turtle(path)
        (graphs if turtle else tabular).append(turtle or path)
    findings = [finding for graph in graphs for finding in _inspect_graph(graph)]
    if tabular:
        findings += _inspect_tables(tabular, documents)
    return ordered(findings)


def _turtle(path: Path) -> Path | None:
    """Return the Turtle file that a path means; None if it means tables, a fetch's among them."""
    if not path.exists():
        raise CannotError(f"{path}: there is no such file or folder")
    if path.suffix == ".ttl":
        return path
    return BuildFolder.open(path).turtle if BuildFolder.is_at(path) else None


def _inspect_graph(turtle: Path) -> list[Finding]:
    try:
        triples = [quad.triple for quad in ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)]
        if quoted := next(filter(_quotes_a_triple, triples), None):
            message = (
                f"{quoted} contains a triple term, which RDF 1.1 does not have; use a tg:Claim"
            )
            return [Finding("error", "triple-term", message, str(turtle))]
    except OSError as error:
        raise CannotError(f"{turtle} cannot be read: {error}") from error
    except SyntaxError as error:
        line = error.lineno or 0
        return [Finding("error", "not-turtle", str(error), str(turtle), line)]
    # The shapes ask for concepts and classes, which a file of data alone does not have.
    store = EmbeddedStore.of(chain(triples, ontology.load().triples))
    return check_store(store)


def _quotes_a_triple(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple)


def _inspect_tables(paths: list[Path], documents: Path | None) -> list[Finding]:
    """Check tables; a single one is checked beside its neighbours, to which it refers."""
    for path in paths:
        if path.is_file() and path.suffix != ".csv":
            raise CannotError(f"{path} is neither a table (.csv) nor Turtle (.ttl) nor a folder")
    folders = list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))
    read = reconcile(read_tables(folders))
    knowledge, findings = check_claims(read)
    if knowledge and documents:
        findings += quotations.check_documents(read, documents)
    if knowledge and not any(finding.severity == "error" for finding in findings):
        findings += check_knowledge(knowledge, read)
    # If a neighbour could not be read, what refers to it could not be judged: say so.
    asked = {str(path) for path in paths}
    everything = not read.complete or any(path.is_dir() for path in paths)
    return [finding for finding in findings if everything or finding.file in asked]
