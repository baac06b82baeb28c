"""The build: from folders of tables to the graph, its store, its files and its views."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from twingraph.claims import rdf
from twingraph.columns import tables
from twingraph.core import manifest
from twingraph.core.collector import without_collector
from twingraph.core.errors import InputError
from twingraph.core.findings import Finding, ordered, to_json
from twingraph.core.manifest import described
from twingraph.core.text import counted
from twingraph.core.version import __version__
from twingraph.places.reconcile import reconcile
from twingraph.publish import canonical, formats
from twingraph.publish.drawing import Task, drawing
from twingraph.publish.replacement import replacing
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import (
    COLUMNS,
    FINDINGS,
    NQUADS,
    STATEMENTS,
    STORE,
    TRIPLES,
    TURTLE,
    VIEWS,
    published,
)
from twingraph.tables import layout
from twingraph.tables.rows import Tables, read_tables
from twingraph.validate.claims import check_claims
from twingraph.validate.graph import check_graph
from twingraph.validate.shapes import ENGINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from twingraph.claims.knowledge import Knowledge
    from twingraph.core.languages import Language

    Progress = Callable[[str], None]
    Digests = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build.

    Attributes:
        folder: Its folder.
        manifest: Content of the manifest.
        findings: Findings of the validation; no errors.
    """

    folder: Path
    manifest: dict[str, Any]
    findings: Sequence[Finding]


def gather(paths: Iterable[Path]) -> tuple[Knowledge, Tables]:
    """Read, reconcile and check tables, and rank what they claim.

    Raises:
        InputError: Something in them is wrong; it carries every finding.
        CannotError: A path cannot be read.
    """
    read = reconcile(read_tables(paths))
    knowledge, findings = check_claims(read)
    _refuse(findings)
    assert knowledge  # noqa: S101 - without an error there is some
    return knowledge, read


def _refuse(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in ordered(findings) if finding.severity == "error"]
    if errors:
        raise InputError(f"{counted(len(errors), 'error')}; nothing was written", errors)


def build(
    paths: Sequence[Path],
    output: Path,
    progress: Progress = lambda _: None,
    languages: tuple[Language, ...] = ("en",),
) -> Build:
    """Build the graph from tables and write all its files.

    Args:
        paths: Folders of tables, or single tables.
        output: Folder to write; an earlier build there is replaced when the new one is whole.
        progress: Called with the name of each stage as it begins.
        languages: Languages of the views; those of the first lie in the folder of views itself.

    Returns:
        The finished build.

    Raises:
        InputError: Something in the tables or the graph is wrong; nothing was written.
        CannotError: A path cannot be read, or the folder cannot be written.
    """
    with replacing(output) as folder, drawing() as drawn, without_collector():
        progress("reading tables")
        knowledge, read = gather(paths)
        counts = _counts(knowledge, read)
        shown = read.of("views.csv")
        del read  # a large dataset needs the memory
        progress("writing the graph")
        written = canonical.write(
            rdf.statements(knowledge),
            rdf.claims(knowledge),
            folder / NQUADS,
            folder / TRIPLES,
            folder / STATEMENTS,
        )
        counts |= asdict(written)
        progress("filling the store")
        with ThreadPoolExecutor(1) as beside:  # the store needs no Python meanwhile
            filled = beside.submit(_filled, folder / TRIPLES, folder / STORE)
            _write_claims(knowledge, folder / COLUMNS)
            del knowledge
        store = filled.result()
        drawn.begin(Task(folder / STORE, tuple(shown), folder / VIEWS, languages))
        progress("validating")
        findings = check_graph(store, folder / STATEMENTS)
        (folder / STATEMENTS).unlink()
        _refuse(findings)
        (folder / FINDINGS).write_text(to_json(findings), encoding="utf-8")
        progress("writing columns")
        tables.write_all(store, folder / COLUMNS)
        progress("writing Turtle")
        digests = _write_turtle(folder)
        progress("drawing views")
        drawn.finish()
        del store  # closes it
        content = _manifest(folder, counts, findings, digests)
    return Build(output, content, findings)


def _counts(knowledge: Knowledge, read: Tables) -> dict[str, int]:
    rows = {name.removesuffix(".csv"): len(rows) for name, rows in read.rows.items() if rows}
    return {"rows": sum(rows.values()), "claims": len(knowledge.claims)}


def _write_claims(knowledge: Knowledge, folder: Path) -> None:
    folder.mkdir()
    with (folder / tables.file_name(tables.CLAIMS)).open("wb") as file:
        tables.write_claims(knowledge, file)


def _filled(triples: Path, folder: Path) -> EmbeddedStore:
    """Make the store, and open it again for reading only, as the processes that draw do."""
    store = EmbeddedStore.load(triples, folder)
    store.settle()
    del store  # closes it
    return EmbeddedStore.open(folder)


def _write_turtle(folder: Path) -> Digests:
    """Write the Turtle file; return the digests of the large files."""
    with (folder / TURTLE).open("wb") as file:
        formats.write_turtle(folder / TRIPLES, file)
    (folder / TRIPLES).unlink()
    return {name: described(folder / name) for name in (NQUADS, TURTLE)}


def _manifest(
    folder: Path,
    counts: dict[str, int],
    findings: Sequence[Finding],
    digests: Digests,
) -> dict[str, Any]:
    schema = layout.load()
    severities = ("error", "warning", "info")
    content = {
        "dataset": schema.titles["en"],
        "version": schema.version,
        "license": schema.license,
        "twingraph": __version__,
        "counts": counts,
        "findings": {s: sum(f.severity == s for f in findings) for s in severities},
        "shapes": f"checked by {ENGINE}",
        "files": {
            name: digests.get(name) or described(folder / name) for name in published(folder)
        },
    }
    return manifest.write(folder, "build", content)
