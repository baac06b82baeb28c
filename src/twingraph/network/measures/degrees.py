"""How many neighbours nodes have."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.measures.registry import Table, measure, whole

if TYPE_CHECKING:
    from twingraph.network.measures.registry import Found
    from twingraph.network.simple import Network

_KONECT = "Kunegis, Handbook of Network Analysis, arXiv:1402.5500"
_NO_EDGES = "there are no edges"


@measure("max_degree", "maximum degree", "Greatest number of neighbours of a node.", _KONECT)
def _max_degree(network: Network) -> Found:
    if not network.graph.vcount():
        return whole(network, None, "there are no nodes")
    return whole(network, int(network.degrees.max()))


@measure(
    "degree_distribution",
    "degree distribution",
    "Number of nodes with each degree, and the share of nodes that have at least that degree.",
    "Newman, Networks, 2nd edition, Oxford University Press 2018, section 10.3",
)
def _distribution(network: Network) -> Found:
    degrees, nodes = np.unique(network.degrees, return_counts=True)
    at_least = nodes[::-1].cumsum()[::-1] / max(1, len(network.degrees))
    rows = list(zip(degrees.tolist(), nodes.tolist(), at_least.tolist(), strict=True))
    return whole(network, Table(("degree", "nodes", "share_at_least"), rows))


@measure(
    "gini",
    "Gini coefficient of degrees",
    "How unequal degrees are: 0 if all nodes have the same, near 1 if one has them all; with"
    " degrees in rising order, 2 Σ i dᵢ / n Σ dᵢ − (n + 1) / n.",
    _KONECT,
)
def _gini(network: Network) -> Found:
    degrees = np.sort(network.degrees)
    total, nodes = degrees.sum(), len(degrees)
    if not total:
        return whole(network, None, _NO_EDGES)
    ranked = float((np.arange(1, nodes + 1) * degrees).sum())
    return whole(network, 2 * ranked / (nodes * float(total)) - (nodes + 1) / nodes)


@measure(
    "balanced_inequality_ratio",
    "balanced inequality ratio",
    "The share p of ends of edges that the share 1 − p of nodes with the lowest degrees have: 0.5"
    " if all degrees are the same, and lower the less equal they are.",
    _KONECT,
)
def _balanced(network: Network) -> Found:
    degrees = np.sort(network.degrees)
    if not degrees.sum():
        return whole(network, None, _NO_EDGES)
    poorest = np.linspace(0, 1, len(degrees) + 1)
    lorenz = np.concatenate([[0], degrees.cumsum() / degrees.sum()])
    share = np.interp(0, poorest + lorenz - 1, lorenz)  # where the curve meets the antidiagonal
    return whole(network, float(share))


@measure(
    "degree_entropy",
    "relative edge distribution entropy",
    "Entropy of the distribution of ends of edges over nodes, divided by its greatest value:"
    " −Σ (dᵢ / 2m) ln(dᵢ / 2m) / ln n.",
    _KONECT,
)
def _entropy(network: Network) -> Found:
    shares = network.degrees[network.degrees > 0] / max(1, network.degrees.sum())
    if not len(shares):
        return whole(network, None, _NO_EDGES)
    return whole(network, float(-(shares * np.log(shares)).sum() / np.log(len(network.degrees))))


@measure(
    "wedges",
    "wedges",
    "Number of pairs of edges that share a node: Σ dᵢ(dᵢ − 1) / 2.",
    _KONECT,
)
def _wedges(network: Network) -> Found:
    return whole(network, _stars(network, 2))


@measure("claws", "claws", "Number of sets of three edges that share a node.", _KONECT)
def _claws(network: Network) -> Found:
    return whole(network, _stars(network, 3))


@measure("crosses", "crosses", "Number of sets of four edges that share a node.", _KONECT)
def _crosses(network: Network) -> Found:
    return whole(network, _stars(network, 4))


def _stars(network: Network, rays: int) -> int:
    """Count sets of so many edges that share a node; Python's integers do not overflow."""
    degrees, nodes = np.unique(network.degrees, return_counts=True)
    counted = zip(degrees.tolist(), nodes.tolist(), strict=True)
    return sum(comb(degree, rays) * number for degree, number in counted)
