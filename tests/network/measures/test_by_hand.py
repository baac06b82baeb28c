"""Measures that networkx lacks, held against values computed by hand."""

from __future__ import annotations

from math import log, sqrt

import networkx as nx
import numpy as np
import pytest

from support.networks import Pairs, found, rows, value
from twingraph.network import measures, simple
from twingraph.network.measures import communities, mixing, powerlaw

# Two triangles that share the node 3, and a pair.
BOW_TIE: Pairs = [("1", "2"), ("2", "3"), ("1", "3"), ("3", "4"), ("4", "5"), ("3", "5")]
STAR: Pairs = [("0", str(n)) for n in range(1, 5)]


def test_stars_of_edges_are_counted() -> None:
    network = simple.of_pairs(STAR, {})
    assert [value(network, key) for key in ("wedges", "claws", "crosses")] == [6, 4, 1]
    assert value(network, "four_tours") == 8 * 0 + 4 * 6 + 2 * 4


def test_the_four_tours_are_the_closed_walks_of_four_edges() -> None:
    pairs = [*BOW_TIE, ("1", "4"), ("2", "4")]
    adjacency = nx.to_numpy_array(nx.Graph(pairs))
    walks = int(np.trace(np.linalg.matrix_power(adjacency, 4)))
    assert value(simple.of_pairs(pairs, {}), "four_tours") == walks


def test_squares_are_counted_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.complete_graph(7)
    pairs = [(str(a), str(b)) for a, b in graph.edges()]
    monkeypatch.setattr("twingraph.network.measures.clustering._AT_ONCE", 5)
    assert value(simple.of_pairs(pairs, {}), "squares") == 3 * 35  # three in each four of seven


def test_inequality_of_degrees() -> None:
    network = simple.of_pairs(STAR, {})  # degrees 1, 1, 1, 1, 4
    assert value(network, "gini") == pytest.approx(2 * (1 + 2 + 3 + 4 + 20) / 40 - 6 / 5)
    # Between 4/5 of the nodes with 1/2 of the ends and all: below it, by the straight line to 0.
    assert value(network, "balanced_inequality_ratio") == pytest.approx(5 / 13)
    shares = [1 / 8] * 4 + [1 / 2]
    entropy = -sum(share * log(share) for share in shares) / log(5)
    assert value(network, "degree_entropy") == pytest.approx(entropy)


def test_equal_degrees_are_not_unequal() -> None:
    ring = simple.of_pairs([(str(n), str((n + 1) % 6)) for n in range(6)], {})
    assert value(ring, "gini") == pytest.approx(0)
    assert value(ring, "balanced_inequality_ratio") == pytest.approx(0.5)
    assert value(ring, "degree_entropy") == pytest.approx(1)
    assert found(ring, "degree_assortativity").reason == "all ends of edges have the same value"


def test_distances_are_interpolated_on_the_largest_component() -> None:
    path = simple.of_pairs([("1", "2"), ("2", "3"), ("3", "4"), ("8", "9")], {})
    # Of six pairs, three are at 1, two at 2 and one at 3.
    assert rows(path, "distances") == [(1, 3 / 6), (2, pytest.approx(2 / 6)), (3, 1 / 6)]
    assert value(path, "mean_distance") == pytest.approx(10 / 6)
    assert value(path, "median_distance") == 1
    assert value(path, "effective_diameter_50") == pytest.approx(1)
    assert value(path, "effective_diameter") == pytest.approx(2 + (0.9 - 5 / 6) / (1 / 6))
    assert found(path, "diameter").nodes == 4


def attributed(values: list[str | float | None], pairs: Pairs, name: str) -> simple.Network:
    graph: nx.Graph[str] = nx.Graph(pairs)
    for node, known in zip(sorted(graph), values, strict=True):
        if known is not None:
            graph.nodes[node][name] = known
    return simple.of_graph(graph, {})


COUNTRIES: list[str | float | None] = ["de", "de", "fr", "fr", "pl"]


def test_mixing_by_country_is_that_of_networkx() -> None:
    network = attributed(COUNTRIES, BOW_TIE, "country")
    theirs: nx.Graph[str] = nx.Graph(BOW_TIE)
    nx.set_node_attributes(theirs, dict(zip(sorted(theirs), COUNTRIES, strict=True)), "country")
    expected = nx.attribute_assortativity_coefficient(theirs, "country")
    assert value(network, "country_assortativity") == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "measure", ["nuts1_assortativity", "nuts2_assortativity", "nuts3_assortativity"]
)
def test_mixing_by_region_is_a_number_computed_by_hand(measure: str) -> None:
    level = measure.removesuffix("_assortativity")
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("d", "e")]
    network = attributed(["DED51", "DED51", "PL213", "PL213", None], pairs, level)
    measured = found(network, measure)
    # Without d--e, which has an end in no region: two of four edges within a region, and each
    # region has half of the ends, so half of the edges would be at random: (1/2 - 1/2) / (1 - 1/2).
    assert (measured.value, measured.nodes, measured.edges, measured.missing) == (0, 4, 4, 1)
    regions: list[str | float | None] = ["DED51", "DED51", "PL213", "PL213", None]
    within = attributed(regions, [*pairs, ("a", "c")], level)
    # Two of five within; Leipzig has 5 of 10 ends: (2/5 - 1/2) / (1 - 1/2).
    assert value(within, measure) == pytest.approx(-0.2)


def without_each(ends: np.ndarray) -> float:
    """Compute the jackknife the long way: the coefficient without each edge in turn."""
    both = np.concatenate([ends, ends[:, ::-1]])
    whole = np.corrcoef(both.T)[0, 1]
    left = [np.delete(ends, n, axis=0) for n in range(len(ends))]
    each = [np.corrcoef(np.concatenate([part, part[:, ::-1]]).T)[0, 1] for part in left]
    return float(sqrt(sum((one - whole) ** 2 for one in each)))


def test_the_error_of_mixing_by_a_number_is_that_of_the_jackknife() -> None:
    latitudes: list[str | float | None] = [50.1, 48.0, 52.5, 45.25, 60.0]
    network = attributed(latitudes, BOW_TIE, "latitude")
    measured = found(network, "latitude_assortativity")
    ends = np.array(latitudes, dtype=float)[network.ends]
    assert measured.error == pytest.approx(without_each(ends))
    both = np.concatenate([ends, ends[:, ::-1]])
    assert measured.value == pytest.approx(np.corrcoef(both.T)[0, 1])


def test_the_error_of_mixing_by_a_category_is_that_of_the_jackknife() -> None:
    ends = np.array([[0, 0], [0, 1], [1, 1], [1, 2], [2, 2], [0, 2]])
    whole = mixing._nominal(ends)  # noqa: SLF001 - the numbers below are its own
    each = [mixing._nominal(np.delete(ends, n, axis=0)).value for n in range(len(ends))]  # noqa: SLF001
    assert whole.value is not None
    squares = [(one - whole.value) ** 2 for one in each if one is not None]
    assert len(squares) == 6
    assert whole.error == pytest.approx(sqrt(sum(squares)))


def test_nodes_without_a_value_are_left_out_and_counted_and_never_taken_as_zero() -> None:
    pairs = [*BOW_TIE, ("5", "6")]
    known = attributed([50.1, 48.0, 52.5, 45.25, 60.0, None], pairs, "latitude")
    measured = found(known, "latitude_assortativity")
    assert (measured.nodes, measured.edges, measured.missing) == (5, 6, 1)
    complete = attributed([50.1, 48.0, 52.5, 45.25, 60.0], BOW_TIE, "latitude")
    assert measured.value == value(complete, "latitude_assortativity")


def test_an_attribute_that_no_node_has_gives_no_coefficient() -> None:
    measured = found(simple.of_pairs(BOW_TIE, {}), "population_assortativity")
    assert (measured.value, measured.reason) == (None, "the network has no such attribute")


def test_countries_are_compared_with_edges_joined_at_random() -> None:
    network = attributed(COUNTRIES, BOW_TIE, "country")
    # Ends of edges: de 4, fr 6, pl 2, of 12.
    assert rows(network, "country_matrix") == [
        ("de", "fr", 2, pytest.approx(4 * 6 / 12), pytest.approx(1)),
        ("fr", "pl", 2, pytest.approx(6 * 2 / 12), pytest.approx(2)),
        ("de", "de", 1, pytest.approx(16 / 24), pytest.approx(1.5)),
        ("fr", "fr", 1, pytest.approx(36 / 24), pytest.approx(2 / 3)),
    ]


def test_the_expected_edges_add_up_to_the_observed_ones() -> None:
    names = ["de", "fr", "pl"]
    pairs = [(str(a), str(b)) for a, b in nx.complete_graph(3).edges()]
    matrix = rows(attributed([*names], pairs, "country"), "country_matrix")
    within = sum(2 * 2 / (4 * 3) for _ in names)  # pairs without an edge are not listed
    assert sum(float(row[3] or 0) for row in matrix) + within == pytest.approx(3)


def cliques() -> simple.Network:
    """Return three cliques of five, joined in a ring, and a node without edges."""
    graph = nx.ring_of_cliques(3, 5)
    return simple.of_pairs([(str(a), str(b)) for a, b in graph.edges()], {}, ["x"])


def test_communities_are_found_and_are_stable() -> None:
    network = cliques()
    assert value(network, "communities") == 3
    assert [row[1:3] for row in rows(network, "community_table")] == [(5, 10)] * 3
    assert value(network, "community_stability_ari") == pytest.approx(1)
    assert value(network, "community_stability_nmi") == pytest.approx(1)
    parts = [set(map(str, range(n, n + 5))) for n in (0, 5, 10)]
    graph = nx.ring_of_cliques(3, 5)
    expected = nx.community.modularity(graph, [set(map(int, part)) for part in parts])
    assert value(network, "modularity") == pytest.approx(expected, abs=1e-9)


def test_communities_are_the_same_in_each_run() -> None:
    graph = nx.gnm_random_graph(60, 120, seed=1)
    pairs = [(str(a), str(b)) for a, b in graph.edges()]
    keys = ("communities", "modularity", "community_stability_ari", "community_table")
    one, other = (measures.of(simple.of_pairs(pairs, {}), keys) for _ in range(2))
    assert one == other
    assert one["modularity"].seed == communities.FIRST_SEED


def test_a_power_law_is_found_where_degrees_follow_one() -> None:
    fit = powerlaw._Fit(2.5, 1, 0.0)  # noqa: SLF001 - what is drawn here is fitted again
    drawn = powerlaw._tail_of(fit, 5000, np.random.default_rng(3))  # noqa: SLF001
    again = powerlaw._fit(drawn)  # noqa: SLF001
    assert again is not None
    assert again.exponent == pytest.approx(2.5, abs=0.1)
    zeta = sum(n**-2.5 for n in range(1, 100_000))
    assert (drawn == 1).mean() == pytest.approx(1 / zeta, abs=0.02)


def test_degrees_that_follow_no_power_law_have_a_small_p() -> None:
    wheels = [(f"{hub}", f"{hub}-{n}") for hub in range(40) for n in range(20)]  # 1 or 20
    measured = found(simple.of_pairs(wheels, {}), "power_law_p")
    assert measured.value == 0
    assert (measured.seed, measured.method) == (powerlaw.SEED, f"from {powerlaw.DRAWS} samples")


def test_without_two_degrees_there_is_no_power_law() -> None:
    network = simple.of_pairs([("1", "2")], {})
    for key in ("power_law_exponent", "power_law_minimum", "power_law_nodes", "power_law_p"):
        assert found(network, key).reason == "there are fewer than two different degrees above 0"


@pytest.mark.parametrize("pairs", [[], [("1", "1")], [("1", "2")]], ids=["none", "one", "two"])
def test_the_smallest_networks_have_every_measure_or_a_reason(pairs: Pairs) -> None:
    for key, one in measures.of(simple.of_pairs(pairs, {})).items():
        assert one.value is not None or one.reason, key
