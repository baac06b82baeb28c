"""How far nodes of the largest component are from each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.measures import sampling
from twingraph.network.measures.registry import EXACT, Found, Table, largest, measure

if TYPE_CHECKING:
    from collections.abc import Callable

    import igraph as ig
    from numpy.typing import NDArray

    from twingraph.network.simple import Network

_KONECT = "Kunegis, Handbook of Network Analysis, arXiv:1402.5500"
_LESKOVEC = (
    "Leskovec, Kleinberg and Faloutsos, ACM Transactions on Knowledge Discovery from Data 1 (2007)"
    " no. 2"
)
_ONE_NODE = "the largest component has fewer than two nodes"
_MOST_SEARCHES = 300  # from one node to all others, to bound the diameter of a large network


@dataclass(frozen=True, slots=True)
class _Hops:
    """How many pairs of different nodes are how far from each other.

    Attributes:
        counts: A row for each part of the sample, or one for all pairs; a column for each distance,
            from 1.
    """

    counts: NDArray[np.int64]

    def estimate(self, statistic: Callable[[NDArray[np.int64]], float]) -> sampling.Estimate:
        """Return a statistic of all pairs; of a sample, with its standard error."""
        parts = [statistic(row) for row in self.counts] if len(self.counts) > 1 else []
        return sampling.Estimate(statistic(self.counts.sum(axis=0)), sampling.error_of(parts))


@lru_cache(maxsize=1)
def _hops(network: Network) -> _Hops:
    graph = network.largest
    if graph.vcount() <= sampling.LARGEST_EXACT:
        bins = graph.path_length_hist(directed=False).bins()
        return _Hops(np.array([[int(count) for *_, count in bins]], dtype=np.int64))
    return _Hops(sampling.distances(network).hops)


def _found(network: Network, statistic: Callable[[NDArray[np.int64]], float]) -> Found:
    nodes, edges = network.largest.vcount(), network.largest.ecount()
    if nodes < 2:  # noqa: PLR2004 - a pair
        return Found(None, nodes, edges, _ONE_NODE)
    found = _hops(network).estimate(statistic)
    if found.error is None:
        return Found(found.value, nodes, edges)
    return Found(found.value, nodes, edges, "", sampling.METHOD, found.error, sampling.SEED)


@measure(
    "mean_distance",
    "mean distance",
    "Mean number of edges of a shortest path between two different nodes of the largest component.",
    "Newman, Networks, 2nd edition, Oxford University Press 2018, section 10.2",
)
def _mean(network: Network) -> Found:
    return _found(network, _mean_of)


def _mean_of(counts: NDArray[np.int64]) -> float:
    return float((counts * np.arange(1, len(counts) + 1)).sum() / counts.sum())


@measure(
    "median_distance",
    "median distance",
    "The least number of edges within which half of all pairs of different nodes of the largest"
    " component are.",
    _KONECT,
)
def _median(network: Network) -> Found:
    return _found(network, lambda counts: 1.0 + int((counts.cumsum() * 2 < counts.sum()).sum()))


@measure(
    "effective_diameter",
    "effective diameter, 90 %",
    "The distance within which 90 % of all pairs of different nodes of the largest component are,"
    " interpolated between whole numbers.",
    _LESKOVEC,
)
def _effective(network: Network) -> Found:
    return _found(network, lambda counts: _within(counts, 0.9))


@measure(
    "effective_diameter_50",
    "effective diameter, 50 %",
    "The distance within which half of all pairs of different nodes of the largest component are,"
    " interpolated between whole numbers.",
    _LESKOVEC,
)
def _effective_half(network: Network) -> Found:
    return _found(network, lambda counts: _within(counts, 0.5))


def _within(counts: NDArray[np.int64], share: float) -> float:
    reached = np.concatenate([[0], counts.cumsum() / counts.sum()])
    upper = int((reached < share).sum())
    return upper - 1 + float((share - reached[upper - 1]) / (reached[upper] - reached[upper - 1]))


@measure(
    "distances",
    "distances",
    "Share of pairs of different nodes of the largest component at each distance.",
    _KONECT,
)
def _distances(network: Network) -> Found:
    if network.largest.vcount() < 2:  # noqa: PLR2004 - a pair
        return largest(network, Table(("distance", "share"), ()))
    counts = _hops(network).counts
    shares = counts.sum(axis=0) / counts.sum()
    rows = [(distance, float(share)) for distance, share in enumerate(shares, start=1)]
    method = EXACT if len(counts) == 1 else sampling.METHOD
    seed = None if len(counts) == 1 else sampling.SEED
    nodes, edges = network.largest.vcount(), network.largest.ecount()
    return Found(Table(("distance", "share"), rows), nodes, edges, "", method, None, seed)


@measure(
    "diameter",
    "diameter",
    "Greatest distance between two nodes of the largest component.",
    f"{_KONECT}; bounded as in Takes and Kosters, Algorithms 6 (2013) 100",
)
def _diameter(network: Network) -> Found:
    nodes = network.largest.vcount()
    if nodes < 1:
        return largest(network, None, "there are no nodes")
    if nodes <= sampling.LARGEST_EXACT:
        return largest(network, len(_hops(network).counts[0]) if nodes > 1 else 0)
    least, most = _bounds(network.largest)
    method = EXACT if least == most else f"at least this, and at most {most}"
    return Found(least, nodes, network.largest.ecount(), "", method)


def _bounds(graph: ig.Graph) -> tuple[int, int]:
    """Bound the diameter by searches from nodes that may be farthest out or nearest the middle."""
    low = np.zeros(graph.vcount(), dtype=np.int64)
    high = np.full(graph.vcount(), graph.vcount(), dtype=np.int64)
    least = 0
    for search in range(_MOST_SEARCHES):
        open_ones = np.flatnonzero((high > least) & (low < high))
        if not len(open_ones):
            return least, least
        node = open_ones[high[open_ones].argmax() if search % 2 else low[open_ones].argmin()]
        away = np.array(graph.distances(source=[int(node)])[0], dtype=np.int64)
        reach = int(away.max())
        least = max(least, reach)
        low = np.maximum(low, np.maximum(away, reach - away))
        high = np.minimum(high, reach + away)
    return least, max(least, int(high.max()))
