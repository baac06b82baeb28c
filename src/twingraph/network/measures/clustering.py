"""How often neighbours of a node are neighbours of each other, and how firmly nodes hang together.

What KONECT calls the clustering coefficient is the transitivity here, and what networkx calls
average clustering is another number; so no measure is called clustering coefficient.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.measures.registry import Table, measure, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from twingraph.network.measures.registry import Found
    from twingraph.network.simple import Network

_KONECT = "Kunegis, Handbook of Network Analysis, arXiv:1402.5500"
_NO_WEDGES = "there are no wedges"
_AT_ONCE = 4_000_000  # paths of two edges that are held in memory


@measure("triangles", "triangles", "Number of sets of three nodes that are all joined.", _KONECT)
def _triangles(network: Network) -> Found:
    return whole(network, _count_triangles(network))


@lru_cache(maxsize=1)
def _count_triangles(network: Network) -> int:
    return len(network.graph.list_triangles())


@measure(
    "squares",
    "squares",
    "Number of cycles of four nodes, whether or not their diagonals are joined.",
    f"{_KONECT}; counted as in Chiba and Nishizeki, SIAM Journal on Computing 14 (1985) 210",
)
def _squares(network: Network) -> Found:
    return whole(network, _count_squares(network))


@measure(
    "four_tours",
    "4-tours",
    "Number of closed walks of four edges: 8 squares + 4 wedges + 2 edges.",
    _KONECT,
)
def _four_tours(network: Network) -> Found:
    wedges = int((network.degrees * (network.degrees - 1) // 2).sum())
    return whole(network, 8 * _count_squares(network) + 4 * wedges + 2 * network.graph.ecount())


@lru_cache(maxsize=1)
def _count_squares(network: Network) -> int:
    """Count cycles of four by their node of the highest rank.

    Each such node is the start of paths of two edges, over a node of lower rank, to the node
    opposite, which is of lower rank too; of the paths to one node, each pair makes a cycle.
    """
    first, last, neighbours = _ranked(network)
    start, middle = _downward(first, last, neighbours)
    return sum(
        _closed(start[part], middle[part], first, last, neighbours)
        for part in _portions(start, (last - first)[middle])
    )


def _closed(
    start: NDArray[np.int64],
    middle: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    neighbours: NDArray[np.int64],
) -> int:
    """Count the cycles of all paths that begin with these edges."""
    sizes = (last - first)[middle]
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    opposite = neighbours[np.repeat(first[middle], sizes) + np.arange(len(before)) - before]
    begin = np.repeat(start, sizes)
    low = opposite < begin
    _, many = np.unique(begin[low] * len(first) + opposite[low], return_counts=True)
    return int((many * (many - 1) // 2).sum())


def _ranked(network: Network) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Number nodes by rising degree; return where each one's neighbours begin, end, and are."""
    order = np.argsort(network.degrees, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    one, other = rank[network.ends].T if len(network.ends) else np.empty((2, 0), dtype=np.int64)
    source, target = np.concatenate([one, other]), np.concatenate([other, one])
    by_source = np.lexsort((target, source))
    bounds = np.searchsorted(source[by_source], np.arange(len(order) + 1))
    return bounds[:-1], bounds[1:], target[by_source]


def _downward(
    first: NDArray[np.int64], last: NDArray[np.int64], neighbours: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the edges from nodes to those of lower rank, sorted by the former."""
    source = np.repeat(np.arange(len(first)), last - first)
    down = neighbours < source
    return source[down], neighbours[down]


def _portions(start: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[slice]:
    """Divide a sequence, between different starts, into parts that are held in memory at once."""
    ends = np.flatnonzero(np.diff(start, append=-1)) + 1
    reached = np.cumsum(sizes)[ends - 1] // _AT_ONCE
    cuts = ends[np.flatnonzero(np.diff(reached, append=-1))]
    bounds = [0, *cuts.tolist()]
    return [slice(a, b) for a, b in pairwise(bounds)]


@measure(
    "transitivity",
    "transitivity",
    "Three times the triangles divided by the wedges: the share of pairs of neighbours of a node"
    " that are neighbours. KONECT calls it the clustering coefficient.",
    "Newman, Strogatz and Watts, Physical Review E 64 (2001) 026118",
)
def _transitivity(network: Network) -> Found:
    wedges = int((network.degrees * (network.degrees - 1) // 2).sum())
    if not wedges:
        return whole(network, None, _NO_WEDGES)
    return whole(network, 3 * _count_triangles(network) / wedges)


@measure(
    "average_clustering",
    "average clustering",
    "Mean over all nodes of the share of pairs of their neighbours that are neighbours; 0 for a"
    " node with fewer than two.",
    "Watts and Strogatz, Nature 393 (1998) 440",
)
def _average_clustering(network: Network) -> Found:
    if not network.graph.vcount():
        return whole(network, None, "there are no nodes")
    return whole(network, network.graph.transitivity_avglocal_undirected(mode="zero"))


@measure(
    "degeneracy",
    "degeneracy",
    "The greatest k for which there is a k-core: a part in which all nodes have k neighbours.",
    "Seidman, Social Networks 5 (1983) 269",
)
def _degeneracy(network: Network) -> Found:
    return whole(network, max(network.graph.coreness(), default=0))


@measure(
    "cores",
    "k-cores",
    "Number of nodes of each k-core, the greatest part in which all nodes have k neighbours.",
    "Seidman, Social Networks 5 (1983) 269",
)
def _cores(network: Network) -> Found:
    levels, nodes = np.unique(network.graph.coreness(), return_counts=True)
    within = nodes[::-1].cumsum()[::-1]
    rows = [(int(k), int(n)) for k, n in zip(levels, within, strict=True)]
    return whole(network, Table(("k", "nodes"), rows))


@measure(
    "bridges",
    "bridges",
    "Number of edges without which their component would fall into two.",
    "Tarjan, Information Processing Letters 2 (1974) 160",
)
def _bridges(network: Network) -> Found:
    return whole(network, len(network.graph.bridges()))
