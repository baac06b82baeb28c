"""Groups of nodes with many edges among them, and how sure it is that they are those."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import igraph as ig
import numpy as np

from twingraph.network.measures import sampling
from twingraph.network.measures.registry import Found, Table, Value, measure, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from twingraph.network.simple import Network

_LEIDEN = "Traag, Waltman and van Eck, Scientific Reports 9 (2019) 5233"
_MODULARITY = "Newman and Girvan, Physical Review E 69 (2004) 026113"
_NO_EDGES = "there are no edges"
RUNS = 100
FIRST_SEED = 1
ITERATIONS = 10  # of one run; nearly all stop to improve before
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Partitions:
    """The partitions that Leiden found.

    Attributes:
        best: Number of the community of each node, of the run with the highest modularity. The
            largest community has the number 0.
        seed: The seed of that run, the lowest if several are as good.
        modularity: Its modularity.
        alike: Adjusted Rand index of each other run with it.
        shared: Normalised mutual information of each other run with it.
    """

    best: NDArray[np.int64]
    seed: int
    modularity: float
    alike: Sequence[float]
    shared: Sequence[float]


@lru_cache(maxsize=1)
def _partitions(network: Network) -> _Partitions | None:
    if not network.graph.ecount():
        return None
    seeds = range(FIRST_SEED, FIRST_SEED + RUNS)
    found = [_leiden(network.graph, seed) for seed in seeds]
    scores = [round(one.modularity, 12) for one in found]
    chosen = scores.index(max(scores))
    best = found[chosen]
    others = found[:chosen] + found[chosen + 1 :]
    return _Partitions(
        _by_size(np.array(best.membership, dtype=np.int64)),
        seeds[chosen],
        best.modularity,
        [ig.compare_communities(best, one, method="adjusted_rand") for one in others],
        [ig.compare_communities(best, one, method="nmi") for one in others],
    )


def _leiden(graph: ig.Graph, seed: int) -> ig.VertexClustering:
    with sampling.seeded(seed):
        return graph.community_leiden(objective_function="modularity", n_iterations=ITERATIONS)


def _by_size(membership: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number communities from the largest; of equals, from that with the first node."""
    _, first, sizes = np.unique(membership, return_index=True, return_counts=True)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return place[membership]


def _of_best(network: Network, value: Callable[[_Partitions], float]) -> Found:
    """Return what holds of the best partition; without edges there is none."""
    found = _partitions(network)
    if found is None:
        return whole(network, None, _NO_EDGES)
    return _of_runs(network, value(found))


def _of_runs(network: Network, value: Value | Table) -> Found:
    nodes, edges = network.graph.vcount(), network.graph.ecount()
    return Found(value, nodes, edges, "", f"best of {RUNS} runs", seed=FIRST_SEED)


@measure(
    "communities",
    "communities",
    "Number of communities of two or more nodes in the partition with the highest modularity that"
    f" Leiden found with {RUNS} seeds.",
    _LEIDEN,
)
def _communities(network: Network) -> Found:
    return _of_best(network, lambda found: int((np.bincount(found.best) > 1).sum()))


@measure(
    "modularity",
    "modularity",
    "Share of edges within communities, less the share that would be there if edges were drawn at"
    " random with the same degrees.",
    _MODULARITY,
)
def _modularity(network: Network) -> Found:
    return _of_best(network, lambda found: found.modularity)


@measure(
    "community_stability_ari",
    "stability of communities, adjusted Rand index",
    "Mean adjusted Rand index of the partition with those of the other seeds: 1 if all are the"
    " same, 0 if they agree no more than by chance.",
    "Hubert and Arabie, Journal of Classification 2 (1985) 193",
)
def _rand(network: Network) -> Found:
    return _of_best(network, lambda found: float(np.mean(found.alike)))


@measure(
    "community_stability_nmi",
    "stability of communities, mutual information",
    "Mean normalised mutual information of the partition with those of the other seeds: 1 if all"
    " are the same.",
    "Danon, Díaz-Guilera, Duch and Arenas, Journal of Statistical Mechanics (2005) P09008",
)
def _mutual(network: Network) -> Found:
    return _of_best(network, lambda found: float(np.mean(found.shared)))


@measure(
    "community_table",
    "the communities",
    "Communities of two or more nodes, with their nodes of the highest degree and the countries in"
    " which most of their nodes are.",
    _LEIDEN,
)
def _table(network: Network) -> Found:
    found = _partitions(network)
    columns = ("community", "nodes", "edges_within", "most_connected", "countries")
    if found is None:
        return whole(network, Table(columns, ()), _NO_EDGES)
    of_ends = found.best[network.ends]
    within = np.bincount(of_ends[of_ends[:, 0] == of_ends[:, 1], 0], minlength=found.best.max() + 1)
    by_community = np.argsort(found.best, kind="stable")
    groups = np.split(by_community, np.cumsum(np.bincount(found.best))[:-1])
    rows = [
        (n, len(group), int(within[n]), _central(network, group), _mix(network, group))
        for n, group in enumerate(groups)
        if len(group) > 1
    ]
    return _of_runs(network, Table(columns, rows))


def _central(network: Network, group: NDArray[np.int64]) -> str:
    order = np.lexsort((group, -network.degrees[group]))
    return "; ".join(network.labels[node] for node in group[order[:_SHOWN]].tolist())


def _mix(network: Network, group: NDArray[np.int64]) -> str | None:
    """Return the commonest countries of a group with their numbers of nodes."""
    countries = network.attributes.get("country")
    if countries is None:
        return None
    known = [str(countries[node]) for node in group if countries[node] is not None]
    names, counts = np.unique(known, return_counts=True)
    order = np.lexsort((np.arange(len(names)), -counts))
    return "; ".join(f"{names[n]} {counts[n]}" for n in order[:_SHOWN].tolist())
