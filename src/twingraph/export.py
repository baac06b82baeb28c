"""Published files: the same triples in the formats that other tools read, byte for byte stable.

The canonical form is sorted N-Quads. As no data has blank nodes, two builds differ exactly
where their lines differ, and every other format is written from those lines in their order.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from twingraph import resources
from twingraph.errors import CannotError
from twingraph.vocabulary import ID, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Part = Literal["all", "statements", "claims"]

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

_CLAIM = ID + "claim/"
_EVIDENCE = ("#char=", "#quote=")


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write quads in the canonical form: sorted lines, none twice.

    Returns:
        How many there are.
    """
    unsorted = path.with_suffix(".unsorted")
    ox.serialize(quads, str(unsorted), format=ox.RdfFormat.N_QUADS)
    with unsorted.open("rb") as lines:
        ordered = sorted(lines)
    unsorted.unlink()
    count = 0
    with path.open("wb") as file:
        for line, _ in groupby(ordered):
            file.write(line)
            count += 1
    return count


def quads(nquads: Path, part: Part = "all") -> Iterator[ox.Quad]:
    """Read a canonical file, or that part of it which states, or claims."""
    for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
        if part == "all" or (part == "claims") == _is_claim(quad.subject):
            yield quad


def triples(nquads: Path, part: Part = "all") -> Iterator[ox.Triple]:
    """Read the triples of a canonical file, each once, whatever graphs it lies in."""
    for triple, _ in groupby(quads(nquads, part), key=lambda quad: quad.triple):
        yield triple


def _is_claim(subject: object) -> bool:
    """Tell whether a thing belongs to the claims: a claim, or the evidence for one."""
    iri = subject.value if isinstance(subject, ox.NamedNode) else ""
    return iri.startswith(_CLAIM) or any(mark in iri for mark in _EVIDENCE)


def write(nquads: Path, format: str, output: IO[bytes], part: Part = "all") -> None:  # noqa: A002 - the option's name
    """Write a canonical file in another format.

    Args:
        nquads: The canonical file of a build.
        format: One of ``FORMATS``.
        output: Where to.
        part: "statements" for the lean graph, "claims" for who says what, "all" for both.
    """
    if format == "jsonld":
        output.write(_jsonld(triples(nquads, part)))
        return
    named = format in {"nquads", "trig"}
    content = quads(nquads, part) if named else triples(nquads, part)
    ox.serialize(content, output, format=FORMATS[format], prefixes=PREFIXES)


def _jsonld(content: Iterable[ox.Triple]) -> bytes:
    """Write JSON-LD with the project's own context, which is put into the file."""
    from rdflib import Graph  # noqa: PLC0415 - the only format that needs it

    context = json.loads((resources.folder("ontology") / "context.jsonld").read_text("utf-8"))
    graph = Graph()
    graph.parse(data=ox.serialize(content, format=ox.RdfFormat.N_TRIPLES), format="nt")
    document = json.loads(graph.serialize(format="json-ld", context=context["@context"]))
    text = json.dumps(_sorted(document), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _sorted(node: Any) -> Any:
    """Put every list in order: rdflib's follows the hashes of a run, and RDF knows no order."""
    if isinstance(node, dict):
        return {k: v if k == "@context" else _sorted(v) for k, v in node.items()}
    if isinstance(node, list):
        return sorted(map(_sorted, node), key=lambda item: json.dumps(item, sort_keys=True))
    return node


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place only when all of it is written.

    Raises:
        CannotError: It cannot be written.
    """
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        if (
            target.exists() and not target.is_file()
        ):  # a device or a pipe is written to, not replaced
            partial = target
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    except OSError as error:
        raise CannotError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if partial != target:
            with suppress(OSError):
                partial.unlink()
