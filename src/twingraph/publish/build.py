"""The main job: from folders of tables to a graph that can be asked, looked at and handed on."""

from __future__ import annotations

import gc
import hashlib
import json
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twingraph.claims import rdf
from twingraph.claims.knowledge import gather_claims
from twingraph.core.errors import CannotError, InputError
from twingraph.core.findings import Finding, ordered, to_json
from twingraph.core.version import __version__
from twingraph.places.reconcile import reconcile
from twingraph.publish import canonical, formats, views
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import FINDINGS, MANIFEST, NQUADS, STORE, TURTLE, VIEWS
from twingraph.tables import layout
from twingraph.tables.rows import Tables, read_tables
from twingraph.validate.graph import check_graph, check_shapes
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from twingraph.claims.knowledge import Knowledge
    from twingraph.core.languages import Language

    Progress = Callable[[str], None]
    Digests = dict[str, dict[str, Any]]

# pySHACL needs about a second for a thousand statements; above this many, the check queries
# alone speak, and the manifest says so.
SHAPES_UP_TO = 50_000

# What the store and the Turtle file are made from; it does not stay.
_TRIPLES = "twingraph.nt"


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build.

    Attributes:
        folder: Where it lies.
        manifest: What the manifest says.
        findings: What validation found; no errors.
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
    _refuse(check_tables(read))
    knowledge, findings = gather_claims(read)
    _refuse(findings)
    return knowledge, read


def _refuse(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in ordered(findings) if finding.severity == "error"]
    if errors:
        number = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        raise InputError(f"{number}; nothing was written", errors)


def build(
    paths: Sequence[Path],
    output: Path,
    progress: Progress = lambda _: None,
    language: Language = "en",
) -> Build:
    """Build the graph from tables and write everything that is made of it.

    Args:
        paths: Folders of tables, or single tables.
        output: Folder to write; an earlier build there is replaced when the new one is whole.
        progress: Told the name of each stage as it begins.
        language: Language of the views' words and labels.

    Raises:
        InputError: Something in the tables or the graph is wrong; nothing was written.
        CannotError: A path cannot be read, or the folder not be written.
    """
    with _replacing(output) as folder, _without_collector():
        progress("reading tables")
        knowledge, read = gather(paths)
        counts = _counts(knowledge, read)
        shown = read.of("views.csv")
        del read  # a large dataset needs the room
        progress("writing the graph")
        written = canonical.write(
            rdf.statements(knowledge),
            rdf.claims(knowledge),
            folder / NQUADS,
            folder / _TRIPLES,
        )
        counts |= asdict(written)
        del knowledge
        progress("filling the store")
        store, digests = _fill(folder)
        progress("validating")
        shapes = counts["statements"] <= SHAPES_UP_TO
        findings = ordered(check_graph(store) + (check_shapes(store) if shapes else []))
        _refuse(findings)
        (folder / FINDINGS).write_text(to_json(findings), encoding="utf-8")
        progress("drawing views")
        views.write(store, shown, folder / VIEWS, language)
        del store  # closes it
        manifest = _manifest(folder, counts, findings, digests, shapes=shapes)
    return Build(output, manifest, findings)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows and claims form no cycles; to look for some takes a sixth of a large build."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _counts(knowledge: Knowledge, read: Tables) -> dict[str, int]:
    rows = {name.removesuffix(".csv"): len(found) for name, found in read.rows.items() if found}
    return {"rows": sum(rows.values()), "claims": len(knowledge.claims)}


def _fill(folder: Path) -> tuple[EmbeddedStore, Digests]:
    """Make the store and, while it settles, what else needs the triples or the canonical file."""
    triples = folder / _TRIPLES
    store = EmbeddedStore.load(triples, folder / STORE)
    with ThreadPoolExecutor(1) as thread:
        settling = thread.submit(store.settle)
        with (folder / TURTLE).open("wb") as file:
            formats.write_turtle(triples, file)
        triples.unlink()
        digests = {name: _digest(folder / name) for name in (NQUADS, TURTLE)}
        settling.result()
    return store, digests


def _manifest(
    folder: Path,
    counts: dict[str, int],
    findings: Sequence[Finding],
    digests: Digests,
    *,
    shapes: bool,
) -> dict[str, Any]:
    schema = layout.load()
    severities = ("error", "warning", "info")
    manifest = {
        "dataset": schema.title,
        "version": schema.version,
        "license": schema.license,
        "twingraph": __version__,
        "counts": counts,
        "findings": {s: sum(f.severity == s for f in findings) for s in severities},
        "shapes": "checked" if shapes else f"not checked: over {SHAPES_UP_TO} statements",
        "files": {name: digests.get(name) or _digest(folder / name) for name in _published(folder)},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def _published(folder: Path) -> list[str]:
    """Names of all files of a build but the store, whose bytes are the engine's own affair."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(name.as_posix() for name in names if name.parts[0] != STORE)


def _digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


# --- written beside, then renamed ---------------------------------------------------------------


@contextmanager
def _replacing(output: Path) -> Iterator[Path]:
    """Yield a new folder beside the output that takes its place if all goes well."""
    output = output.resolve()
    try:
        _put_back(output)
        _refuse_foreign(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    except OSError as error:
        raise CannotError(f"{output} cannot be written: {error.strerror}") from error
    try:
        yield staging
        staging.chmod(0o755)  # mkdtemp keeps others out
        _swap(staging, output)
    except OSError as error:
        raise CannotError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(output: Path) -> None:
    """Never put a build in the place of something that is none."""
    if output.exists() and not output.is_dir():
        raise CannotError(f"{output} is a file; name a folder for the build")
    if output.is_dir() and any(output.iterdir()) and not _is_build(output):
        raise CannotError(f"{output} holds something that is no build; name another folder with -o")


def _is_build(folder: Path) -> bool:
    """Whether a folder holds a build, and nothing that somebody put beside it."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        ours = {*manifest["files"], MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return ours >= set(_published(folder))


_PREVIOUS = ".previous"


def _put_back(output: Path) -> None:
    """Put the build back that a run moved aside before it was killed, if nothing stands there."""
    if output.exists() or not output.parent.is_dir():
        return
    # What mkdtemp puts between the dots: another output's name may begin with this one's.
    aside = re.compile(rf"\.{re.escape(output.name)}\.\w{{8}}{re.escape(_PREVIOUS)}")
    for folder in sorted(output.parent.iterdir()):
        if aside.fullmatch(folder.name) and _is_build(folder):
            folder.replace(output)
            return


def _swap(staging: Path, output: Path) -> None:
    previous = staging.with_name(staging.name + _PREVIOUS)
    if output.exists():
        output.replace(previous)
    try:
        staging.replace(output)
    except BaseException:  # an interrupt too: the previous build goes back to its place
        if previous.exists():
            previous.replace(output)
        raise
    shutil.rmtree(previous, ignore_errors=True)
