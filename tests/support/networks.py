"""Networks to measure: made by chance, and the same in networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import strategies as st

from twingraph.network import measures, simple
from twingraph.network.measures.registry import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.measures.registry import Found, Value
    from twingraph.network.simple import Network

Pairs = list[tuple[str, str]]

_NODES = [str(n) for n in range(12)]

# Edge lists with self-loops, duplicates and several components, some of them empty.
edge_lists = st.lists(st.tuples(st.sampled_from(_NODES), st.sampled_from(_NODES)), max_size=40)


def both(pairs: Pairs) -> tuple[Network, nx.Graph[str]]:
    """Return the network of an edge list, and the same of networkx."""
    theirs: nx.Graph[str] = nx.Graph()
    names: list[str] = sorted((name for pair in pairs for name in pair), key=int)
    theirs.add_nodes_from(names)
    theirs.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    return simple.of_pairs(pairs, {}), theirs


def found(network: Network, key: str) -> Found:
    """Return what one measure is."""
    return measures.of(network, [key])[key]


def value(network: Network, key: str) -> float | None:
    """Return the value of a measure that is a number."""
    number = found(network, key).value
    assert number is None or isinstance(number, int | float)
    return number


def rows(network: Network, key: str) -> Sequence[Sequence[Value]]:
    """Return the rows of a measure that is a table."""
    table = found(network, key).value
    assert isinstance(table, Table)
    return table.rows
