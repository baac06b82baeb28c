"""The formats of the SPARQL recommendations in which the answer to a query is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.terms import PREFIXES
from twingraph.store.engine import RdfDataset
from twingraph.store.results import Result, Triples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.store.engine import EmbeddedStore
    from twingraph.store.results import Answer

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

# Characters that XML has not, in UTF-8.
_LOST_IN_XML = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Bounds(NamedTuple):
    """How much of an answer is given; None is all.

    Attributes:
        rows: Rows or triples.
        size: Bytes, as TSV or N-Triples.
    """

    rows: int | None = None
    size: int | None = None


class Written(NamedTuple):
    """An answer in one of the formats.

    Attributes:
        data: Its bytes.
        is_cut: Whether there are more rows or triples, which a bound cut off.
        absent: Graphs that were named, but that the store does not have.
    """

    data: bytes
    is_cut: bool
    absent: tuple[str, ...] = ()


def asked(
    store: EmbeddedStore,
    sparql: str,
    format: str,
    bounds: Bounds,
    graphs: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Written:
    """Ask a store, and write its answer.

    Args:
        store: The store.
        sparql: The query.
        format: A format that fits the form of the query.
        bounds: How much of the answer is written.
        graphs: Names of the graphs that are the default graph, and of those that are named ones;
            without any, the query is put to the default graph of the store.

    Raises:
        QueryError: The query is wrong, or the name of a graph is.
    """
    default, named = map(_names, graphs)
    dataset = RdfDataset(default, named) if default or named else None
    answer = store.query(sparql, bounds.rows, bounds.size, dataset)
    is_cut = not isinstance(answer, bool) and answer.is_cut
    absent = tuple(graph.value for graph in (*default, *named) if store.lacks(graph))
    return Written(encoded(answer, format), is_cut, absent)


def _names(graphs: Sequence[str]) -> tuple[ox.NamedNode, ...]:
    try:
        return tuple(map(ox.NamedNode, graphs))
    except ValueError as error:
        raise QueryError(f"the name of a graph is not an IRI: {error}") from None


def encoded(answer: Answer, format: str) -> bytes:
    """Write the answer to a query of any form.

    Args:
        answer: The answer.
        format: One of ``RESULTS`` for rows and for yes or no, one of ``GRAPHS`` for a graph.

    Raises:
        QueryError: The answer has a character that the format cannot hold.
    """
    data = _graph(answer, format) if isinstance(answer, Triples) else _results(answer, format)
    lost = _LOST_IN_XML.search(data) if format in {"xml", "rdfxml"} else None
    if lost:
        raise QueryError(f"XML cannot contain U+{ord(lost[0].decode()):04X}; use another format")
    return data


def _graph(answer: Triples, format: str) -> bytes:
    if format == "ntriples":
        return answer.data
    if format == "turtle":
        return answer.turtle().encode()
    return ox.serialize(answer, format=GRAPHS[format], prefixes=PREFIXES) or b""


def _results(answer: Result | bool, format: str) -> bytes:
    if isinstance(answer, Result) and format == "json":
        return answer.data
    data = answer.data if isinstance(answer, Result) else _boolean(answer)
    parsed = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    return parsed.serialize(format=RESULTS[format]) or b""


def _boolean(answer: bool) -> bytes:
    return b'{"head":{},"boolean":%s}' % str(answer).lower().encode()
