"""Published files: the same triples in the formats that other tools read, byte for byte stable.

The canonical form is sorted N-Quads. As no data has blank nodes, two builds differ exactly
where their lines differ, and every other format is written from those lines in their order.
"""

from __future__ import annotations

import json
import tempfile
from bisect import bisect
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from twingraph import resources
from twingraph.vocabulary import PREFIXES, is_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Part = Literal["all", "statements", "claims"]

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

# Lines of about so many bytes are sorted at once, in some 300 MB of memory.
_SORTED_AT_ONCE = 100_000_000
_SAMPLES = 100
_BUFFER = (
    1 << 16
)  # bytes for each of those parts: fewer calls of the system than with the usual 8 KB


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a canonical file holds.

    Attributes:
        quads: Its lines.
        triples: Its triples, each once, whatever graphs it lies in.
        statements: Those of them that state, and do not belong to a claim.
    """

    quads: int
    triples: int
    statements: int


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> Counts:
    """Write quads in the canonical form: sorted lines, none twice.

    Sorting needs no more memory for a large graph than for a small one.
    """
    unsorted = path.with_suffix(".unsorted")
    ox.serialize(quads, str(unsorted), format=ox.RdfFormat.N_QUADS)
    with (
        tempfile.TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as parts,
        path.open("wb", _BUFFER) as file,
    ):
        return _write_lines(_sorted(unsorted, Path(parts)), file)


def _sorted(unsorted: Path, parts: Path) -> Iterator[bytes]:
    """Sort the lines of a file: deal them out to parts that follow each other, then sort each.

    The file goes when all are dealt out, and a part when it is sorted: what is not yet on the disk
    then need not go there.
    """
    with ExitStack() as stack:
        with unsorted.open("rb") as lines:
            bounds = _bounds(lines, unsorted.stat().st_size)
            files = [
                stack.enter_context((parts / str(part)).open("w+b", _BUFFER))
                for part in range(len(bounds) + 1)
            ]
            for line in lines:
                files[bisect(bounds, line)].write(line)
        unsorted.unlink()
        for file in files:
            file.seek(0)
            ordered = sorted(file)
            file.truncate(0)
            yield from ordered


def _bounds(lines: IO[bytes], size: int) -> list[bytes]:
    """Choose lines between which about equally many others lie, from samples all over the file."""
    parts = size // _SORTED_AT_ONCE + 1
    samples = []
    for position in range(0, size, size // (parts * _SAMPLES) + 1):
        lines.seek(position)
        lines.readline()  # the rest of one
        samples.append(lines.readline())
    lines.seek(0)
    return sorted(samples)[_SAMPLES::_SAMPLES][: parts - 1]


def _write_lines(ordered: Iterable[bytes], file: IO[bytes]) -> Counts:
    count, triples, statements, triple = 0, 0, 0, b""
    subject, states = b"<>", False
    for line, _ in groupby(ordered):
        file.write(line)
        count += 1
        before, _, _ = line.rpartition(b" <")  # the graph stands last
        if before != triple:
            triple = before
            triples += 1
            if not line.startswith(subject):
                subject = line[: line.index(b">") + 1]
                states = not is_claim(subject[1:-1].decode())
            statements += states
    return Counts(count, triples, statements)


def quads(nquads: Path, part: Part = "all") -> Iterator[ox.Quad]:
    """Read a canonical file, or that part of it which states, or claims."""
    for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
        if part == "all" or (part == "claims") == is_claim(quad.subject.value):
            yield quad


def triples(nquads: Path, part: Part = "all") -> Iterator[ox.Triple]:
    """Read the triples of a canonical file, each once, whatever graphs it lies in."""
    for triple, _ in groupby(quads(nquads, part), key=lambda quad: quad.triple):
        yield triple


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
    text = json.dumps(_ordered(document), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _ordered(node: Any) -> Any:
    """Put every list in order: rdflib's follows the hashes of a run, and RDF knows no order."""
    if isinstance(node, dict):
        return {k: v if k == "@context" else _ordered(v) for k, v in node.items()}
    if isinstance(node, list):
        return sorted(map(_ordered, node), key=lambda item: json.dumps(item, sort_keys=True))
    return node
