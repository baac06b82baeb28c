"""Each measure that networkx has as well, on networks made by chance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from support.networks import Pairs, both, edge_lists, found, rows, value
from twingraph.network.measures import ranking

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = 1e-9


def largest(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the largest component; of several, that with the first node."""
    parts = sorted(nx.connected_components(graph), key=lambda part: min(map(int, part)))
    return graph.subgraph(max(parts, key=len, default=set()))


COUNTS: dict[str, Callable[[nx.Graph[str]], float]] = {
    "nodes": lambda graph: graph.number_of_nodes(),
    "edges": lambda graph: graph.number_of_edges(),
    "isolated_nodes": nx.number_of_isolates,
    "components": nx.number_connected_components,
    "largest_component_nodes": lambda graph: largest(graph).number_of_nodes(),
    "largest_component_edges": lambda graph: largest(graph).number_of_edges(),
    "triangles": lambda graph: sum(len(clique) == 3 for clique in nx.enumerate_all_cliques(graph)),
    "squares": lambda graph: sum(len(cycle) == 4 for cycle in nx.simple_cycles(graph, 4)),
    "bridges": lambda graph: len(list(nx.bridges(graph))),
    "degeneracy": lambda graph: max(nx.core_number(graph).values(), default=0),
    "wedges": lambda graph: sum(d * (d - 1) // 2 for _, d in graph.degree()),
}


@settings(max_examples=60)
@given(edge_lists)
def test_counts_are_those_of_networkx(pairs: Pairs) -> None:
    network, theirs = both(pairs)
    ours = {key: value(network, key) for key in COUNTS}
    assert ours == {key: count(theirs) for key, count in COUNTS.items()}


NUMBERS: dict[str, Callable[[nx.Graph[str]], float]] = {
    "density": nx.density,
    "transitivity": nx.transitivity,
    "average_clustering": nx.average_clustering,
    "mean_distance": lambda graph: nx.average_shortest_path_length(largest(graph)),
    "diameter": lambda graph: nx.diameter(largest(graph)),
    "degree_assortativity": nx.degree_assortativity_coefficient,
}


@settings(max_examples=60)
@given(edge_lists)
@pytest.mark.filterwarnings(
    "ignore::RuntimeWarning"
)  # networkx divides by zero where all are equal
def test_numbers_are_those_of_networkx_to_nine_digits(pairs: Pairs) -> None:
    network, theirs = both(pairs)
    for key, compute in NUMBERS.items():
        ours = value(network, key)
        if ours is not None:
            assert ours == pytest.approx(compute(theirs), abs=NEAR), key


@settings(max_examples=60)
@given(edge_lists)
def test_a_number_that_is_not_defined_has_a_reason(pairs: Pairs) -> None:
    network, theirs = both(pairs)
    for key in NUMBERS:
        measured = found(network, key)
        assert (measured.value is None) == bool(measured.reason), key
    assert (value(network, "transitivity") is None) == (value(network, "wedges") == 0)
    assert (value(network, "average_clustering") is None) == (len(theirs) == 0)


def eigenvector(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the eigenvector of the largest component by a dense solver, and 0 elsewhere."""
    part = largest(graph)
    if not part.number_of_edges():
        return dict.fromkeys(graph, 0.0)
    _, vectors = np.linalg.eigh(nx.to_numpy_array(part))
    entries = dict(zip(part, np.abs(vectors[:, -1]).tolist(), strict=True))
    return {node: entries.get(node, 0.0) for node in graph}


CENTRALITIES: dict[str, Callable[[nx.Graph[str]], dict[str, float]]] = {
    "degree": nx.degree_centrality,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "eigenvector": eigenvector,
    "pagerank": lambda graph: nx.pagerank(graph, tol=1e-13, max_iter=2000),
}


@settings(max_examples=40)
@given(edge_lists)
@pytest.mark.parametrize("key", CENTRALITIES)
def test_centralities_are_those_of_networkx_to_nine_digits(key: str, pairs: Pairs) -> None:
    network, theirs = both(pairs)
    values, errors = getattr(ranking, key)(network)
    assert errors is None
    if len(theirs) > 1:  # of a single node networkx says 1, whatever is asked
        ours = dict(zip(network.names, values.tolist(), strict=True))
        assert ours == pytest.approx(CENTRALITIES[key](theirs), abs=NEAR)


@settings(max_examples=40)
@given(edge_lists)
def test_tables_count_what_networkx_counts(pairs: Pairs) -> None:
    network, theirs = both(pairs)
    degrees = Counter(degree for _, degree in theirs.degree())
    assert [row[:2] for row in rows(network, "degree_distribution")] == sorted(degrees.items())
    cores = nx.core_number(theirs)
    assert rows(network, "cores") == [
        (k, sum(core >= k for core in cores.values())) for k in sorted(set(cores.values()))
    ]


def test_a_larger_network_has_the_same_measures() -> None:
    graph = nx.barabasi_albert_graph(400, 3, seed=1)
    network, theirs = both([(str(a), str(b)) for a, b in graph.edges()])
    for key, compute in (NUMBERS | {"triangles": COUNTS["triangles"]}).items():
        assert value(network, key) == pytest.approx(compute(theirs), abs=NEAR), key
    for key in ("betweenness", "closeness"):
        ours = dict(zip(network.names, getattr(ranking, key)(network)[0].tolist(), strict=True))
        assert ours == pytest.approx(CENTRALITIES[key](theirs), abs=NEAR)
