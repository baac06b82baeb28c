"""How large a network is, and into how many parts it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network.measures.registry import measure, whole

if TYPE_CHECKING:
    from twingraph.network.measures.registry import Found
    from twingraph.network.simple import Network

_KONECT = "Kunegis, Handbook of Network Analysis, arXiv:1402.5500"
_NO_NODES = "there are no nodes"
_ONE_NODE = "there are fewer than two nodes"


@measure("nodes", "nodes", "Number of nodes, those without an edge among them.", _KONECT)
def _nodes(network: Network) -> Found:
    return whole(network, network.graph.vcount())


@measure("edges", "edges", "Number of pairs of different nodes with at least one edge.", _KONECT)
def _edges(network: Network) -> Found:
    return whole(network, network.graph.ecount())


@measure(
    "self_loops_dropped",
    "self-loops dropped",
    "Number of edges from a node to itself that were dropped before anything was measured.",
    _KONECT,
)
def _self_loops(network: Network) -> Found:
    return whole(network, network.self_loops_dropped)


@measure(
    "duplicates_dropped",
    "duplicates dropped",
    "Number of edges that were dropped because an edge before joins the same two nodes, in"
    " whichever direction it is written.",
    _KONECT,
)
def _duplicates(network: Network) -> Found:
    return whole(network, network.duplicates_dropped)


@measure(
    "isolated_nodes", "isolated nodes", "Number of nodes without an edge to another node.", _KONECT
)
def _isolated(network: Network) -> Found:
    return whole(network, int((network.degrees == 0).sum()))


@measure(
    "components",
    "components",
    "Number of connected components; a node without an edge is one.",
    "Newman, Networks, 2nd edition, Oxford University Press 2018, section 6.12",
)
def _components(network: Network) -> Found:
    return whole(network, len(network.graph.connected_components()))


@measure(
    "largest_component_nodes",
    "nodes of the largest component",
    "Number of nodes of the largest connected component; of several as large, that with the first"
    " node.",
    _KONECT,
)
def _largest_nodes(network: Network) -> Found:
    return whole(network, network.largest.vcount())


@measure(
    "largest_component_edges",
    "edges of the largest component",
    "Number of edges of the largest connected component.",
    _KONECT,
)
def _largest_edges(network: Network) -> Found:
    return whole(network, network.largest.ecount())


@measure(
    "density",
    "density",
    "Edges divided by the number of pairs of nodes: 2m / n(n − 1).",
    "Wasserman and Faust, Social Network Analysis, Cambridge University Press 1994, section 4.2.2",
)
def _density(network: Network) -> Found:
    nodes = network.graph.vcount()
    if nodes < 2:  # noqa: PLR2004 - a pair
        return whole(network, None, _ONE_NODE)
    return whole(network, 2 * network.graph.ecount() / (nodes * (nodes - 1)))


@measure("average_degree", "average degree", "Mean number of neighbours: 2m / n.", _KONECT)
def _average_degree(network: Network) -> Found:
    nodes = network.graph.vcount()
    if not nodes:
        return whole(network, None, _NO_NODES)
    return whole(network, 2 * network.graph.ecount() / nodes)
