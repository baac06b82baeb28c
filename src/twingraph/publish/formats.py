"""Files for publication: the same triples in the formats that other tools read, in stable bytes."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from twingraph.core import resources
from twingraph.core.errors import InputError
from twingraph.core.terms import PREFIXES
from twingraph.publish.canonical import quads, triples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from twingraph.publish.canonical import Part

_Quad = TypeVar("_Quad", ox.Quad, ox.Triple)

# Characters that XML has not, and the carriage return, which its readers turn into a line feed.
_LOST_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def write(nquads: Path, format: str, output: IO[bytes], part: Part = "all") -> None:
    """Write a canonical file in another format.

    Args:
        nquads: The canonical file of a build.
        format: One of ``FORMATS``.
        output: File to write to.
        part: "statements" for the lean graph, "claims" for who says what, "all" for both.

    Raises:
        InputError: A text has a character that the format cannot hold.
    """
    if format == "jsonld":
        output.write(_jsonld(triples(nquads, part)))
        return
    named = format in {"nquads", "trig"}
    content = quads(nquads, part) if named else triples(nquads, part)
    if format == "rdfxml":
        content = map(_held_by_xml, content)
    ox.serialize(content, output, format=FORMATS[format], prefixes=PREFIXES)


def _held_by_xml(triple: _Quad) -> _Quad:
    """Refuse a text that no XML file can hold, or that its readers change."""
    lost = (
        _LOST_IN_XML.search(triple.object.value) if isinstance(triple.object, ox.Literal) else None
    )
    if lost:
        where = f"{triple.subject} {triple.predicate}"
        raise InputError(
            f"{where}: RDF/XML cannot contain U+{ord(lost[0]):04X}; use another format"
        )
    return triple


def write_turtle(ntriples: Path, output: IO[bytes]) -> None:
    """Write triples as `write` does, from a file of ours that has them in the canonical order.

    That is more than twice as quick: no graph is taken off, and no address is checked again.

    Args:
        ntriples: The file.
        output: File to write to.
    """
    content = ox.parse(path=str(ntriples), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    ox.serialize(content, output, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def _jsonld(content: Iterable[ox.Triple]) -> bytes:
    """Write JSON-LD with the project's own context, which is put into the file."""
    from rdflib import Graph  # the only format that needs it

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
