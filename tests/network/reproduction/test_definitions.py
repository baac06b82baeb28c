"""Measures of KONECT, held against values computed by hand, networkx and all eigenvalues."""

from __future__ import annotations

from math import comb, cos, log, pi
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest

from twingraph.network import measures, simple
from twingraph.network.reproduction import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable


def network(graph: nx.Graph[int]) -> simple.Network:
    return simple.of_pairs(
        [(str(a), str(b)) for a, b in graph.edges()], {}, map(str, graph.nodes())
    )


def value(key: str, graph: nx.Graph[int]) -> float:
    found = definitions.known()[key].compute(network(graph)).value
    assert isinstance(found, int | float)
    return found


PATH = nx.path_graph(4)
STAR = nx.star_graph(5)
KARATE: nx.Graph[int] = nx.Graph(nx.karate_club_graph().edges())
LARGE = nx.connected_watts_strogatz_graph(700, 4, 0.1, seed=1)  # beyond all eigenvalues at once


def test_distances_count_each_node_with_itself() -> None:
    # Of 16 ordered pairs of a path of four, 4 are at 0, 6 at 1, 4 at 2 and 2 at 3.
    assert value("mean_distance_with_self", PATH) == pytest.approx((6 + 8 + 6) / 16)
    assert value("median_distance_with_self", PATH) == 1
    # 4 are within 0 and 10 within 1: half of them, 8, at 2/3; 14.4 at 2 + 0.4 / 2.
    assert value("effective_diameter_50_with_self", PATH) == pytest.approx(4 / 6)
    assert value("effective_diameter_90_with_self", PATH) == pytest.approx(2.2)


def test_the_mean_distance_is_that_of_networkx_over_all_ordered_pairs() -> None:
    nodes = KARATE.number_of_nodes()
    expected = nx.average_shortest_path_length(KARATE) * (nodes - 1) / nodes
    assert value("mean_distance_with_self", KARATE) == pytest.approx(expected, abs=1e-9)


def test_the_exponent_of_all_degrees_is_computed_by_hand() -> None:
    # Degrees 5, 1, 1, 1, 1, 1.
    assert value("power_law_exponent_of_all", STAR) == pytest.approx(1 + 6 / log(5))


def test_a_star_can_be_driven_by_all_its_leaves_but_one_and_its_centre_by_one() -> None:
    # Of six nodes in the double cover, the centre is matched to a leaf and a leaf to the centre.
    assert value("controllability", STAR) == 6 - 2
    assert value("relative_controllability", STAR) == pytest.approx(4 / 6)


def test_the_matching_is_that_of_networkx() -> None:
    cover: nx.Graph[str] = nx.Graph()
    for one, other in KARATE.edges():
        cover.add_edge(f"l{one}", f"r{other}")
        cover.add_edge(f"l{other}", f"r{one}")
    top = {node for node in cover if node.startswith("l")}
    matched = len(nx.bipartite.maximum_matching(cover, top_nodes=top)) // 2
    assert value("controllability", KARATE) == KARATE.number_of_nodes() - matched


def test_eigenvalues_of_a_path_are_known() -> None:
    # Of a path of n nodes: 2 cos(πk / (n + 1)); of its Laplacian: 2 − 2 cos(πk / n).
    first, second = 2 * cos(pi / 5), 2 * cos(2 * pi / 5)
    assert value("spectral_norm", PATH) == pytest.approx(first)
    assert value("spectral_separation", PATH) == pytest.approx(1)  # a bipartite graph has ±λ
    assert value("non_bipartivity", PATH) == pytest.approx(0, abs=1e-9)
    assert value("algebraic_connectivity", PATH) == pytest.approx(2 - 2 * cos(pi / 4))
    assert value("algebraic_non_bipartivity", PATH) == pytest.approx(0, abs=1e-9)
    assert value("normalized_non_bipartivity", PATH) == pytest.approx(0, abs=1e-9)
    assert second < first


@pytest.mark.parametrize("graph", [KARATE, LARGE], ids=["dense", "sparse"])
def test_eigenvalues_are_those_of_the_whole_matrices(graph: nx.Graph[int]) -> None:
    adjacency = nx.to_numpy_array(graph)
    degrees = adjacency.sum(axis=1)
    root = np.diag(degrees**-0.5)
    values = np.linalg.eigvalsh(adjacency)
    signless = np.linalg.eigvalsh(np.diag(degrees) + adjacency)[0]
    sizes = sorted(map(abs, values))
    expected = {
        "spectral_norm": values[-1],
        "spectral_separation": sizes[-1] / sizes[-2],
        "non_bipartivity": 1 + values[0] / values[-1],
        "algebraic_connectivity": np.linalg.eigvalsh(np.diag(degrees) - adjacency)[1],
        "normalized_non_bipartivity": 1 + np.linalg.eigvalsh(root @ adjacency @ root)[0],
        "algebraic_non_bipartivity": signless,
        "spectral_bipartite_frustration": signless * len(degrees) / (4 * degrees.sum()),
    }
    for key, number in expected.items():
        assert value(key, graph) == pytest.approx(number, rel=1e-6, abs=1e-9), key


def test_the_p_value_of_the_assortativity_is_that_of_a_permutation_within_its_error() -> None:
    graph = nx.gnm_random_graph(40, 60, seed=2)
    degree = dict(graph.degree())
    one = np.array([degree[n] for a, b in graph.edges() for n in (a, b)])
    other = np.array([degree[n] for a, b in graph.edges() for n in (b, a)])
    observed = abs(np.corrcoef(one, other)[0, 1])
    chance = np.random.default_rng(1)
    drawn = [abs(np.corrcoef(one, chance.permutation(other))[0, 1]) for _ in range(4000)]
    share = float(np.mean(np.array(drawn) >= observed))
    assert value("degree_assortativity_p", graph) == pytest.approx(share, abs=0.03)


def _without_value(graph: nx.Graph[int]) -> Iterable[str]:
    for key in definitions.known().keys() - measures.registry().keys():
        found = definitions.known()[key].compute(network(graph))
        if found.value is None:
            assert found.reason, key
            yield key


def test_of_a_network_without_edges_nothing_is_made_up() -> None:
    nothing: nx.Graph[int] = nx.Graph()
    lone: nx.Graph[int] = nx.Graph()
    lone.add_node(1)

    assert "controllability" not in set(_without_value(lone))
    assert value("controllability", lone) == 1
    assert {"spectral_norm", "mean_distance_with_self", "algebraic_connectivity"} <= set(
        _without_value(nothing)
    )


def test_the_counts_of_konect_fit_each_other() -> None:
    degrees = [degree for _, degree in KARATE.degree()]
    for key, rays in (("wedges", 2), ("claws", 3), ("crosses", 4)):
        assert value(key, KARATE) == sum(comb(degree, rays) for degree in degrees)
    tours = 8 * value("squares", KARATE) + 4 * value("wedges", KARATE) + 2 * 78
    assert value("four_tours", KARATE) == tours
    walks = np.linalg.matrix_power(nx.to_numpy_array(KARATE), 4)
    assert tours == pytest.approx(np.trace(walks))
