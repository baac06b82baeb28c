"""The copy of what an endpoint holds: every triple, whatever the endpoint cuts off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support import servers
from twingraph.core.errors import CannotError
from twingraph.publish import copying
from twingraph.store.endpoint import Endpoint
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.results import Answer


def triples(number: int) -> list[ox.Triple]:
    """Triples of two properties, one of them with texts that are not plain."""
    node = ox.NamedNode
    named = [
        ox.Triple(
            node(f"http://e/{i}"), node("http://e/name"), ox.Literal(f'Łódź "{i}"\n', language="pl")
        )
        for i in range(number)
    ]
    one = node("http://e/one")
    return [*named, *(ox.Triple(one, node("http://e/all"), t.subject) for t in named)]


class Cutting:
    """A store that ends every answer at some rows, as endpoints do."""

    def __init__(self, store: EmbeddedStore, rows: int) -> None:
        self.store, self.rows = store, rows

    def query(self, sparql: str, most: int | None = None) -> Answer:
        assert most is None
        return self.store.query(sparql, self.rows)


def lines(graph: list[ox.Triple]) -> list[str]:
    return sorted(f"{triple} ." for triple in graph)


@pytest.mark.parametrize("rows", [30, 1_000])
def test_a_copy_is_whole_where_answers_are_cut(rows: int, tmp_path: Path) -> None:
    graph = triples(300)
    file = copying.copy(Cutting(EmbeddedStore.of(graph), rows), tmp_path)
    copied = [str(quad.triple) + " ." for quad in ox.parse(path=str(file))]
    assert copied == lines(graph)


@pytest.mark.skipif(not servers.HAS_VIRTUOSO, reason=servers.NO_VIRTUOSO)
def test_a_copy_of_virtuoso_is_whole_where_it_cuts_answers(tmp_path: Path) -> None:
    graph, data = triples(300), tmp_path / "data.nt"
    ox.serialize(graph, str(data), format=ox.RdfFormat.N_TRIPLES)
    with servers.virtuoso(data, tmp_path / "virtuoso", rows=50) as url:
        file = copying.copy(Endpoint(f"{url}?default-graph-uri=http://g/"), tmp_path)
    assert [str(quad.triple) + " ." for quad in ox.parse(path=str(file))] == lines(graph)


def test_a_store_that_withholds_rows_is_refused(tmp_path: Path) -> None:
    """It counts two triples, but never gives more than one of one subject."""
    node = ox.NamedNode
    graph = [
        ox.Triple(node("http://e/1"), node("http://e/p"), ox.Literal("a", language=tag))
        for tag in ("de", "en")
    ]
    with pytest.raises(
        CannotError, match=r"does not give all it counts of <http://e/p>: 2 triples"
    ):
        copying.copy(Cutting(EmbeddedStore.of(graph), 1), tmp_path)


def test_a_graph_with_blank_nodes_is_refused(tmp_path: Path) -> None:
    graph = [ox.Triple(ox.BlankNode(), ox.NamedNode("http://e/p"), ox.Literal("a"))]
    with pytest.raises(CannotError, match="has a blank node"):
        copying.copy(EmbeddedStore.of(graph), tmp_path)
