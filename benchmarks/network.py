"""Measures of a network beside igraph's own time for them, and betweenness beside networkx."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import igraph as ig
import networkx as nx
import numpy as np

from benchmarks.measure import Figure, cpu_seconds, report
from twingraph.network import measures, simple, statistics
from twingraph.network.measures import communities, powerlaw
from twingraph.network.measures.registry import EXACT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twingraph.network.simple import Network

CITIES, PARTNERSHIPS = 10_000, 17_000
_TENFOLD = 10
_TAIL = (
    0.55  # weights of cities fall by this power of their rank, so that degrees have a heavy tail
)
_PIVOTS = 100  # nodes from which networkx computes betweenness; from all, it takes this often more
_RANKED = 10


def pairs(cities: int, partnerships: int, seed: int = 1) -> list[tuple[str, str]]:
    """Draw partnerships; a city with a high weight has many.

    Args:
        cities: Number of cities.
        partnerships: Number of partnerships, each between two other cities.
        seed: Seed of the random numbers.
    """
    chance = np.random.default_rng(seed)
    weights = np.arange(1, cities + 1, dtype=float) ** -_TAIL
    found: dict[tuple[int, int], None] = {}
    while len(found) < partnerships:
        ends = chance.choice(cities, (partnerships, 2), p=weights / weights.sum())
        drawn = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1).tolist()
        found.update(dict.fromkeys((one, other) for one, other in drawn))
    return [(str(one), str(other)) for one, other in list(found)[:partnerships]]


def network(size: int = 1) -> Network:
    """Return the network that is measured, or one so many times as large."""
    names = map(str, range(CITIES * size))
    return simple.of_pairs(pairs(CITIES * size, PARTNERSHIPS * size), {}, names)


def all_of_ours(given: list[tuple[str, str]]) -> bytes:
    """Measure everything, as ``twingraph network stats --format json`` does."""
    measured = simple.of_pairs(given, {})
    return statistics.to_json(statistics.cut(measures.of(measured), _RANKED), measured)


def igraphs_own(graph: ig.Graph) -> list[Callable[[], Any]]:
    """Return igraph's calls for the same measures, each once."""
    giant = graph.connected_components().giant()
    degrees = [degree for degree in graph.degree() if degree]
    precision = (0.25 / powerlaw.DRAWS) ** 0.5
    return [
        graph.connected_components,
        graph.degree_distribution,
        partial(ig.power_law_fit, degrees, method="discrete", p_precision=precision),
        graph.list_triangles,
        partial(graph.motifs_randesu, size=4),
        graph.transitivity_undirected,
        graph.transitivity_avglocal_undirected,
        graph.coreness,
        graph.bridges,
        graph.assortativity_degree,
        giant.diameter,
        giant.average_path_length,
        giant.path_length_hist,
        partial(_communities, graph),
        graph.betweenness,
        graph.closeness,
        giant.eigenvector_centrality,
        graph.pagerank,
    ]


def _leiden(graph: ig.Graph) -> ig.VertexClustering:
    return graph.community_leiden(
        objective_function="modularity", n_iterations=communities.ITERATIONS
    )


def _communities(graph: ig.Graph) -> list[float]:
    found = [_leiden(graph) for _ in range(communities.RUNS)]
    ways = ("adjusted_rand", "nmi")
    return [ig.compare_communities(found[0], one, method=way) for one in found for way in ways]


def figures() -> Iterator[Figure]:
    """Yield ratios of one run: to igraph, to networkx, and of ten times the size."""
    given = pairs(CITIES, PARTNERSHIPS)
    once = _command(given)
    yield Figure("memory of twingraph network stats", once.megabytes, 1000, "MB")
    own = sum(cpu_seconds(call) for call in igraphs_own(network().graph))
    ours = cpu_seconds(partial(all_of_ours, given))
    print(f"  CPU time: twingraph {ours:.1f} s, igraph {own:.1f} s")
    yield Figure("CPU time of twingraph network stats over igraph's own", ours / own, 3)
    yield _betweenness(network().graph)
    yield from _growth(once)


def _betweenness(graph: ig.Graph) -> Figure:
    theirs: nx.Graph[int] = nx.Graph(graph.get_edgelist())
    exact = cpu_seconds(graph.betweenness)
    sampled = cpu_seconds(partial(nx.betweenness_centrality, theirs, k=_PIVOTS, seed=1))
    ratio = sampled * len(theirs) / _PIVOTS / exact
    what = f"betweenness: networkx, from {_PIVOTS} nodes and projected to all, over twingraph"
    return Figure(what, ratio, 30, at_least=True)


def _growth(once: _Run) -> Iterator[Figure]:
    tenfold = _command(pairs(CITIES * _TENFOLD, PARTNERSHIPS * _TENFOLD))
    what = "CPU time of twingraph network stats, ten times the size, some measures sampled"
    yield Figure(what, tenfold.seconds / once.seconds, 12)
    print(f"  sampled at {CITIES * _TENFOLD:,} cities:")
    for key, (method, error) in tenfold.methods.items():
        if method.startswith("estimated"):
            print(f"    {key}: {method}, standard error {error}")
    yield Figure("memory of it at ten times the size", tenfold.megabytes, 1000, "MB")
    # The diameter is found in another way in a large network.
    exact = [
        key for key, (method, _) in tenfold.methods.items() if method == EXACT and key != "diameter"
    ]
    times = [cpu_seconds(partial(_anew, network(size), exact)) for size in (1, _TENFOLD)]
    yield Figure("CPU time of exact measures, ten times the size", times[1] / times[0], 12)
    runs = [cpu_seconds(partial(_leiden, network(size).graph)) for size in (1, _TENFOLD)]
    print(f"  a run of Leiden: {runs[0]:.2f} s and {runs[1]:.2f} s")


def _anew(given: Network, keys: list[str]) -> None:
    """Measure a network as if for the first time."""
    measures.of(simple.Network(given.graph, given.names, given.labels), keys)


class _Run(NamedTuple):
    """A run of the command on an edge list.

    Attributes:
        seconds: Its CPU time.
        megabytes: The most memory that it had.
        methods: How it found each measure, and the standard error.
    """

    seconds: float
    megabytes: float
    methods: dict[str, tuple[str, float | None]]


def _command(given: list[tuple[str, str]]) -> _Run:
    """Run ``twingraph network stats`` on an edge list."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edges.txt"
        file.write_text("".join(f"{a} {b}\n" for a, b in given), encoding="utf-8")
        command = [sys.executable, "-m", "twingraph", "network", "stats", "--edges", str(file)]
        found = file.with_suffix(".json")
        with subprocess.Popen([*command, "-o", str(found)]) as process:
            _, _, used = os.wait4(process.pid, 0)
        definitions = json.loads(found.read_bytes())["definitions"]
    methods = {key: (one["method"], one.get("standard_error")) for key, one in definitions.items()}
    return _Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, methods)


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    print(f"\nigraph {ig.__version__}, networkx {nx.__version__}")
    return report("Network", figures())


if __name__ == "__main__":
    sys.exit(not main())
