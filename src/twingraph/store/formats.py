"""The formats of the SPARQL recommendations in which the answer to a query is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.sparql import TOKEN, form_of, is_graph, lend
from twingraph.core.terms import PREFIXES
from twingraph.store.engine import RdfDataset
from twingraph.store.limits import refuse_overgrown
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

_VOLATILE = {"NOW", "RAND", "STRUUID", "UUID"}
_MAY_BE_VOLATILE = re.compile("|".join(rf"{word}(?<![?$\w]{word})" for word in sorted(_VOLATILE)))

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
        format: The format.
        is_cut: Whether there are more rows or triples, which a bound cut off.
        is_volatile: Whether the query may have another answer when it is asked again.
        absent: Graphs that were named, but that the store does not have.
    """

    data: bytes
    format: str
    is_cut: bool
    is_volatile: bool
    absent: tuple[str, ...] = ()


class UnfitFormatError(QueryError):
    """An answer is asked for in formats of which none fits the form of the query."""


def asked(
    store: EmbeddedStore,
    sparql: str,
    formats: Sequence[str],
    bounds: Bounds,
    graphs: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Written:
    """Ask a store, and write its answer.

    Args:
        store: The store.
        sparql: The query, which may use the project's prefixes without declaring them.
        formats: Formats for the answer, of which the first one that fits the query is used.
        bounds: How much of the answer is written.
        graphs: Names of the graphs that are the default graph, and of those that are named ones;
            without any, the query is put to the default graph of the store.

    Raises:
        UnfitFormatError: No format fits the form of the query.
        QueryError: The query is wrong, or the name of a graph is.
    """
    refuse_overgrown(sparql)  # before its words are looked at
    asked = lend(sparql)
    fitting = _fitting(form_of(asked), formats)
    default, named = map(_names, graphs)
    dataset = RdfDataset(default, named) if default or named else None
    answer = store.query(asked, bounds.rows, bounds.size, dataset)
    return Written(
        encoded(answer, fitting),
        fitting,
        is_cut=not isinstance(answer, bool) and answer.is_cut,
        is_volatile=is_volatile(sparql),
        absent=tuple(graph.value for graph in (*default, *named) if store.lacks(graph)),
    )


def is_volatile(sparql: str) -> bool:
    """Whether a query asks for the time or for chance.

    >>> is_volatile("SELECT * { ?s ?p ?o } ORDER BY RAND()"), is_volatile("ASK { ?s ?p 'NOW()' }")
    (True, False)
    """
    return bool(_MAY_BE_VOLATILE.search(sparql.upper())) and any(
        (token["word"] or "").upper() in _VOLATILE for token in TOKEN.finditer(sparql)
    )


def _fitting(form: str, formats: Sequence[str]) -> str:
    fit = GRAPHS if is_graph(form) else RESULTS
    found = next((name for name in formats if name in fit), None)
    if found is None:
        raise UnfitFormatError(f"the answer to {form} can be had as {', '.join(fit)}")
    return found


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
