"""The formats of the SPARQL recommendations in which the answer to a query is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.terms import PREFIXES
from twingraph.store.results import Result, Triples

if TYPE_CHECKING:
    from twingraph.store.engine import Store
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


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in one of the formats.

    Attributes:
        data: Its bytes.
        is_cut: Whether there are more rows or triples, which a limit cut off.
    """

    data: bytes
    is_cut: bool


def asked(store: Store, sparql: str, format: str, most: int | None = None) -> Written:
    """Ask a store, and write its answer.

    Args:
        store: The store.
        sparql: The query.
        format: A format that fits the form of the query.
        most: Rows or triples after which the answer is cut off; None is without limit.
    """
    answer = store.query(sparql, most)
    is_cut = not isinstance(answer, bool) and answer.is_cut
    return Written(encoded(answer, format), is_cut)


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
