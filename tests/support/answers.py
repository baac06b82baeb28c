"""The same query in Oxigraph and in rdflib, with answers that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from twingraph.store.engine import EmbeddedStore
from twingraph.store.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable


def oxigraph(triples: Iterable[ox.Triple]) -> EmbeddedStore:
    """Return a store of Oxigraph with these triples."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return EmbeddedStore(store)


def in_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return a graph of rdflib with these triples."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def table(answer: object) -> str:
    """Write an answer as tab-separated values, which keep types and languages."""
    assert isinstance(answer, Result)
    return answer.serialize("tsv")


def rdflib_table(data: rdflib.Graph, sparql: str) -> str:
    """Return the answer of rdflib to a query, as `table` writes it."""
    answer = data.query(sparql).serialize(format="json")
    assert answer is not None
    return table(Result(answer))
