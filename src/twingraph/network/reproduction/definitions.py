"""Measures that publications give and that ``twingraph network stats`` does not.

They are those of KONECT, by its handbook and its toolbox: some are defined otherwise there, and
the spectral ones take longer than all others.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network import measures
from twingraph.network.measures.registry import Found, Table, largest, measure, whole
from twingraph.network.reproduction.eigenvalues import adjacency, eigenvalues, extremes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import igraph as ig
    from numpy.typing import NDArray

    from twingraph.network.measures.registry import Measure
    from twingraph.network.reproduction.eigenvalues import Eigenvalues
    from twingraph.network.simple import Network

_HANDBOOK = "Kunegis, Handbook of Network Analysis, https://github.com/kunegis/konect-handbook"
_TOOLBOX = "KONECT Toolbox, https://github.com/kunegis/konect-toolbox"
_ONE_NODE = "the largest component has fewer than two nodes"
_NO_SCIPY = "scipy is not installed; try: pip install 'twingraph[science]'"

_OWN: dict[str, Measure] = {}


def known() -> Mapping[str, Measure]:
    """Return all measures that a publication may name, by their keys."""
    return {**measures.registry(), **_OWN}


def _measure(
    key: str, label: str, definition: str, source: str = _HANDBOOK
) -> Callable[[Callable[[Network], Found]], Callable[[Network], Found]]:
    return measure(key, label, definition, source, _OWN)


# --- distances: KONECT counts the pair of a node with itself, at the distance 0 -------------------


@_measure(
    "mean_distance_with_self",
    "mean distance, with self-pairs",
    "Mean distance of all ordered pairs of nodes of the largest component, those of a node with"
    " itself included.",
)
def _mean_distance(network: Network) -> Found:
    return _of_hops(network, lambda hops: float((np.arange(len(hops)) * hops).sum() / hops.sum()))


@_measure(
    "median_distance_with_self",
    "median distance, with self-pairs",
    "The least distance within which half of all ordered pairs of nodes of the largest component"
    " lie, those of a node with itself included.",
)
def _median_distance(network: Network) -> Found:
    return _of_hops(network, lambda hops: int((hops.cumsum() * 2 < hops.sum()).sum()))


@_measure(
    "effective_diameter_50_with_self",
    "50-percentile effective diameter, with self-pairs",
    "The distance within which 50 % of all ordered pairs of nodes of the largest component lie,"
    " those of a node with itself included; between whole numbers by a straight line.",
    f"{_TOOLBOX}/blob/master/m/konect_diameff.m",
)
def _effective_50(network: Network) -> Found:
    return _of_hops(network, lambda hops: _percentile(hops, 0.5))


@_measure(
    "effective_diameter_90_with_self",
    "90-percentile effective diameter, with self-pairs",
    "The same for 90 %.",
    f"{_TOOLBOX}/blob/master/m/konect_diameff.m",
)
def _effective_90(network: Network) -> Found:
    return _of_hops(network, lambda hops: _percentile(hops, 0.9))


def _percentile(hops: NDArray[np.float64], share: float) -> float:
    within = hops.cumsum() / hops.sum()
    return float(np.interp(share, within, np.arange(len(within))))


def _of_hops(network: Network, statistic: Callable[[NDArray[np.float64]], float]) -> Found:
    nodes = network.largest.vcount()
    found = measures.registry()["distances"].compute(network)
    if nodes < 2 or not isinstance(found.value, Table):  # noqa: PLR2004 - a pair
        return largest(network, None, _ONE_NODE)
    pairs = nodes * (nodes - 1)
    hops = np.array([nodes, *(float(str(row[1])) * pairs for row in found.value.rows)])
    return Found(statistic(hops), nodes, network.largest.ecount(), method=found.method)


# --- degrees -------------------------------------------------------------------------------------


@_measure(
    "power_law_exponent_of_all",
    "power law exponent, of all degrees",
    "1 + n / Σ ln(dᵢ / d) over all nodes with an edge, where d is the least degree.",
    f"{_HANDBOOK}; Newman, Contemporary Physics 46 (2005) 323, equation 5",
)
def _exponent(network: Network) -> Found:
    degrees = network.degrees[network.degrees > 0]
    total = float(np.log(degrees / degrees.min()).sum()) if len(degrees) else 0.0
    if not total:
        return whole(network, None, "all degrees are the same")
    return whole(network, 1 + len(degrees) / total)


@_measure(
    "degree_assortativity_p",
    "p-value of the degree assortativity",
    "Probability of a correlation at least as strong of the degrees at both ends of edges, each"
    " edge taken in both directions, if there were none; two-sided, by the t-distribution.",
    f"{_TOOLBOX}/blob/master/m/konect_statistic_assortativity.m",
)
def _assortativity_p(network: Network) -> Found:
    if not find_spec("scipy"):
        return whole(network, None, _NO_SCIPY)
    from scipy.stats import pearsonr

    one, other = network.degrees[np.concatenate([network.ends, network.ends[:, ::-1]])].T
    if len(set(one.tolist())) < 2:  # noqa: PLR2004 - one value has no correlation
        return whole(network, None, "all edges join nodes of the same degree")
    return whole(network, float(pearsonr(one, other).pvalue))


@_measure(
    "controllability",
    "controllability",
    "Number of nodes that have to be driven so that all others follow: n minus the size of the"
    " largest matching of the bipartite double cover.",
    f"{_TOOLBOX}/blob/master/m/konect_controllability.m; Liu, Slotine and Barabási, Nature 473"
    " (2011) 167",
)
def _controllability(network: Network) -> Found:
    if not find_spec("scipy"):
        return whole(network, None, _NO_SCIPY)
    return whole(network, network.graph.vcount() - _matched(network))


@_measure(
    "relative_controllability",
    "relative controllability",
    "The controllability divided by the number of nodes.",
)
def _relative_controllability(network: Network) -> Found:
    found = _controllability(network)
    nodes = network.graph.vcount()
    if not isinstance(found.value, int) or not nodes:
        return whole(network, None, found.reason or "there are no nodes")
    return whole(network, found.value / nodes)


@lru_cache(maxsize=1)
def _matched(network: Network) -> int:
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not network.graph.ecount():
        return 0
    return int((maximum_bipartite_matching(adjacency(network.graph)) >= 0).sum())


# --- eigenvalues ---------------------------------------------------------------------------------


@_measure(
    "spectral_norm", "spectral norm", "The greatest absolute eigenvalue of the adjacency matrix."
)
def _spectral_norm(network: Network) -> Found:
    return _of_adjacency(network, lambda values: abs(values[-1]))


@_measure(
    "spectral_separation",
    "spectral separation",
    "The greatest absolute eigenvalue of the adjacency matrix divided by the second greatest.",
    _TOOLBOX,
)
def _separation(network: Network) -> Found:
    def separation(values: Sequence[float]) -> float:
        second, first = sorted(map(abs, values))[-2:]
        return first / second

    return _of_adjacency(network, separation)


@_measure(
    "non_bipartivity",
    "non-bipartivity",
    "1 − |least eigenvalue / greatest eigenvalue| of the adjacency matrix; 0 if bipartite.",
)
def _non_bipartivity(network: Network) -> Found:
    return _of_adjacency(network, lambda values: 1 - abs(values[0] / values[-1]))


def _of_adjacency(network: Network, statistic: Callable[[Sequence[float]], float]) -> Found:
    """Compute a statistic of the least two and the greatest two eigenvalues, in rising order."""
    reason = _why_not(network.graph)
    return whole(network, None if reason else statistic(extremes(network)), reason)


@_measure(
    "algebraic_connectivity",
    "algebraic connectivity",
    "The second least eigenvalue of the Laplacian D − A of the largest component.",
)
def _connectivity(network: Network) -> Found:
    return _of_largest(network, lambda values: values.laplacian)


@_measure(
    "normalized_non_bipartivity",
    "normalized non-bipartivity",
    "1 + the least eigenvalue of D^(−1/2) A D^(−1/2) of the largest component; 0 if bipartite.",
)
def _normalized(network: Network) -> Found:
    return _of_largest(network, lambda values: 1 + values.normalized)


@_measure(
    "algebraic_non_bipartivity",
    "algebraic non-bipartivity",
    "The least eigenvalue of the signless Laplacian D + A of the largest component; 0 if it is"
    " bipartite.",
)
def _algebraic(network: Network) -> Found:
    return _of_largest(network, lambda values: values.signless)


@_measure(
    "spectral_bipartite_frustration",
    "spectral bipartite frustration",
    "The algebraic non-bipartivity times nodes / (8 edges), both of the largest component.",
)
def _frustration(network: Network) -> Found:
    part = network.largest
    return _of_largest(
        network, lambda values: values.signless * part.vcount() / (8 * part.ecount())
    )


def _of_largest(network: Network, statistic: Callable[[Eigenvalues], float]) -> Found:
    reason = _why_not(network.largest)
    return largest(network, None if reason else statistic(eigenvalues(network)), reason)


def _why_not(graph: ig.Graph) -> str:
    """Return why eigenvalues cannot be computed; nothing if they can."""
    if not find_spec("scipy"):
        return _NO_SCIPY
    return "there are fewer than two edges" if graph.ecount() < 2 else ""  # noqa: PLR2004
