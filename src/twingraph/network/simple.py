"""The network that is measured: simple and undirected, with what is known of its nodes.

Most measures are defined on simple networks: at most one edge between two nodes, and none from
a node to itself. What is dropped to get there is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import igraph as ig
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

Attribute = str | float | None
_DESCRIBING = ("country", "bloc", "level", "nuts1", "nuts2", "nuts3", "population", "latitude")


@dataclass(frozen=True, eq=False)
class Network:
    """A simple undirected network.

    Attributes:
        graph: Its nodes, by number, and its edges.
        names: Ids of the nodes.
        labels: What the nodes are called; their ids where nothing else is known.
        self_loops_dropped: Edges from a node to itself that were dropped.
        duplicates_dropped: Edges that were dropped because two nodes have one already.
        attributes: Values of the nodes by the name of the attribute; None where one is missing.
        about: What the network was made of, for readers of the output.
        said_by: Of each partnership of two cities that both have pages of their own, how many of
            them name it; None if the network does not know partnerships.
    """

    graph: ig.Graph
    names: Sequence[str]
    labels: Sequence[str]
    self_loops_dropped: int = 0
    duplicates_dropped: int = 0
    attributes: Mapping[str, Sequence[Attribute]] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    said_by: Sequence[int] | None = None

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """Number of neighbours of each node."""
        return np.array(self.graph.degree(), dtype=np.int64)

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """The two nodes of each edge, a row for each."""
        return np.array(self.graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)

    @cached_property
    def members(self) -> NDArray[np.int64]:
        """The nodes of the largest component, in order; of several, that with the first node."""
        components = self.graph.connected_components()
        largest: list[int] = max(components, key=len, default=[])
        return np.array(sorted(largest), dtype=np.int64)

    @cached_property
    def largest(self) -> ig.Graph:
        """The largest component; its nodes are ``members``, numbered in their order."""
        return self.graph.induced_subgraph(self.members.tolist())


def of_pairs(
    pairs: Iterable[tuple[str, str]], about: Mapping[str, Any], nodes: Iterable[str] = ()
) -> Network:
    """Make a network of edges.

    A node that occurs only in an edge to itself is a node all the same. Nodes are in the order of
    their ids, so the order of the edges changes nothing.

    Args:
        pairs: The two ids of each edge.
        about: What the network was made of.
        nodes: Ids of nodes that may have no edge.
    """
    given = list(pairs)
    names = sorted({*nodes, *(name for pair in given for name in pair)}, key=_in_order)
    return _made(names, names, given, {}, about)


def _in_order(name: str) -> tuple[int, int, str]:
    """Put numbers in their order, before everything else."""
    return (0, int(name), name) if name.isascii() and name.isdigit() else (1, 0, name)


def of_graph(network: nx.Graph[str], about: Mapping[str, Any] | None = None) -> Network:
    """Make a simple network of a graph of networkx.

    Args:
        network: The graph; ``label`` and the attributes that describe cities are kept.
        about: What the network was made of; None if the attributes of the graph say it.
    """
    names = sorted(network)
    known = {
        name: [network.nodes[node].get(name) for node in names]
        for name in _DESCRIBING
        if any(name in data for _, data in network.nodes(data=True))
    }
    labels = [network.nodes[node].get("label", node) for node in names]
    made = _made(names, labels, list(network.edges()), known, about or network.graph)
    return replace(made, said_by=_voices(network))


def _voices(network: nx.Graph[str]) -> list[int]:
    return [
        data["said_by"]
        for one, other, data in network.edges(data=True)
        if data.get("members") == len((one, other))
        and all("own_pages" in network.nodes[end] for end in (one, other))
    ]


def _made(
    names: Sequence[str],
    labels: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    attributes: Mapping[str, Sequence[Attribute]],
    about: Mapping[str, Any],
) -> Network:
    number = {name: n for n, name in enumerate(names)}
    ends = np.array([(number[a], number[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    proper = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1)
    once = np.unique(proper, axis=0)
    return Network(
        ig.Graph(n=len(names), edges=once.tolist()),
        names,
        labels,
        len(ends) - len(proper),
        len(proper) - len(once),
        attributes,
        about,
    )
