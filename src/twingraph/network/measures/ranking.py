"""Which nodes are the most central, by several centralities.

They are those of networkx, by its names and on its scales.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.measures import sampling
from twingraph.network.measures.registry import Found, Table, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from twingraph.network.measures.registry import Value
    from twingraph.network.simple import Network

    # Values of all nodes, and their standard errors if they are estimated.
    Values = tuple[NDArray[np.float64], NDArray[np.float64] | None]
    Centrality = Callable[[Network], Values]

_FREEMAN = "Freeman, Social Networks 1 (1978) 215"
_DAMPING = 0.85
_STEPS, _STILL = 300, 1e-15  # of a walk: at most so many, and until nothing changes any more
_COLUMNS = ("rank", "node", "label", "value", "standard_error")
_DIGITS = 12  # to which equals are told


def _ranking(
    key: str, definition: str, source: str, *, on_largest: bool = False
) -> Callable[[Centrality], Centrality]:
    """Register the ranking of the nodes by a centrality.

    Args:
        key: Name of the centrality.
        definition: What the ranking is.
        source: Where the formula is published.
        on_largest: Whether it is computed on the largest component only.
    """

    def register(centrality: Centrality) -> Centrality:
        def compute(network: Network) -> Found:
            values, errors = centrality(network)
            rows = _rows(network, values, errors)
            if errors is not None:
                return _sampled(network, rows)
            on = network.largest if on_largest else network.graph
            return Found(Table(_COLUMNS, rows), on.vcount(), on.ecount())

        measure(f"{key}_ranking", f"ranking by {key}", definition, source)(compute)
        return centrality

    return register


def _sampled(network: Network, rows: Sequence[Sequence[Value]]) -> Found:
    nodes, edges = network.largest.vcount(), network.largest.ecount()
    table = Table(_COLUMNS, rows)
    return Found(table, nodes, edges, "", sampling.METHOD, seed=sampling.SEED)


def _rows(
    network: Network, values: NDArray[np.float64], errors: NDArray[np.float64] | None
) -> Sequence[Sequence[Value]]:
    """Rank the nodes; of equals, that comes first whose id does."""
    order = np.lexsort((np.arange(len(values)), -np.round(values, _DIGITS)))
    return [
        (
            place,
            network.names[node],
            network.labels[node],
            float(values[node]),
            None if errors is None else float(errors[node]),
        )
        for place, node in enumerate(order.tolist(), start=1)
    ]


@_ranking("degree", "Nodes by the share of the other nodes that they are joined to.", _FREEMAN)
def degree(network: Network) -> Values:
    """Return the share of the other nodes that each node is joined to."""
    return network.degrees / max(1, network.graph.vcount() - 1), None


@_ranking(
    "betweenness",
    "Nodes by the share of shortest paths between two other nodes that lead over them, as a mean"
    " over all pairs of other nodes.",
    "Freeman, Sociometry 40 (1977) 35; Brandes, Journal of Mathematical Sociology 25 (2001) 163;"
    " from a sample, Brandes and Pich, International Journal of Bifurcation and Chaos 17 (2007)"
    " 2303",
)
def betweenness(network: Network) -> Values:
    """Return the share of shortest paths between two other nodes that lead over each node."""
    nodes = network.graph.vcount()
    scale = 2 / max(1, (nodes - 1) * (nodes - 2))
    if network.largest.vcount() <= sampling.LARGEST_EXACT:
        return np.array(network.graph.betweenness(directed=False), dtype=float) * scale, None
    return _spread(network, _sampled_betweenness(network) * scale)


def _sampled_betweenness(network: Network) -> NDArray[np.float64]:
    """Return betweenness in the largest component as each part of the draw has it."""
    graph = network.largest
    everything = range(graph.vcount())
    parts = [
        graph.betweenness(sources=part, targets=everything, directed=False)
        for part in sampling.drawn(network)
    ]
    sampled: NDArray[np.float64] = np.array(parts, dtype=float)
    sampled *= graph.vcount() / sampling.IN_A_PART
    return sampled


@_ranking(
    "closeness",
    "Nodes by the inverse of their mean distance to those that they can reach, times the share of"
    " the other nodes that these are.",
    "Wasserman and Faust, Social Network Analysis, Cambridge University Press 1994, section 5.2.2;"
    " from a sample, Eppstein and Wang, Journal of Graph Algorithms and Applications 8 (2004) 39",
)
def closeness(network: Network) -> Values:
    """Return how near each node is to those that it can reach, times the share that it can."""
    nodes = network.graph.vcount()
    if network.largest.vcount() > sampling.LARGEST_EXACT:
        away = np.maximum(1, sampling.distances(network).sums) / sampling.IN_A_PART
        return _spread(network, (network.largest.vcount() - 1) / (nodes - 1) / away)
    near = np.nan_to_num(np.array(network.graph.closeness(normalized=True), dtype=float))
    return near * (_sizes(network) - 1) / max(1, nodes - 1), None


def _sizes(network: Network) -> NDArray[np.int64]:
    """Return the number of nodes of the component of each node."""
    membership = np.array(network.graph.connected_components().membership, dtype=np.int64)
    return np.bincount(membership, minlength=1)[membership]


def _spread(network: Network, parts: NDArray[np.float64]) -> Values:
    """Give the nodes of the largest component the mean of the parts, with its standard error."""
    values, errors = np.zeros((2, network.graph.vcount()))
    values[network.members] = parts.mean(axis=0)
    errors[network.members] = parts.std(axis=0, ddof=1) / len(parts) ** 0.5
    return values, errors


@_ranking(
    "eigenvector",
    "Nodes of the largest component by their entry in the eigenvector of the largest eigenvalue of"
    " its adjacency matrix, which has the length 1; 0 for all other nodes.",
    "Bonacich, Journal of Mathematical Sociology 2 (1972) 113",
    on_largest=True,
)
def eigenvector(network: Network) -> Values:
    """Return the eigenvector of the largest eigenvalue of the largest component, of length 1."""
    values = np.zeros(network.graph.vcount())
    if network.largest.ecount():
        with sampling.seeded(sampling.SEED), warnings.catch_warnings():
            # igraph starts near the degrees, not at them. Far from a dense core entries are so
            # small that it takes the component, which is connected, for one that is not.
            warnings.filterwarnings("ignore", "Some eigenvector centralities", RuntimeWarning)
            vector = np.abs(network.largest.eigenvector_centrality())
        values[network.members] = vector / np.linalg.norm(vector)
    return values, None


@_ranking(
    "pagerank",
    "Nodes by their share of a random walk that follows an edge with probability 0.85 and else"
    " starts anew at any node.",
    "Page, Brin, Motwani and Winograd, The PageRank citation ranking, Stanford InfoLab 1999",
)
def pagerank(network: Network) -> Values:
    """Return how often a walk is at each node that at times starts anew anywhere.

    The walk is taken step by step: igraph's own way gives other last digits on each run.
    """
    nodes, degrees = network.graph.vcount(), network.degrees
    starts = np.concatenate([network.ends[:, 0], network.ends[:, 1]])
    goals = np.concatenate([network.ends[:, 1], network.ends[:, 0]])
    at = np.full(nodes, 1 / max(1, nodes))
    for _ in range(_STEPS):
        leaving = at / np.maximum(1, degrees)
        arrived = np.bincount(goals, leaving[starts], nodes)
        anywhere = (1 - _DAMPING + _DAMPING * at[degrees == 0].sum()) / max(1, nodes)
        before, at = at, _DAMPING * arrived + anywhere
        if np.abs(at - before).sum() < _STILL:
            break
    return at, None
