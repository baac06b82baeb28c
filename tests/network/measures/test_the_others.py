"""Measures that other tests leave out, so that each is held against something."""

from __future__ import annotations

from itertools import combinations
from math import log
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import zeta

from support.networks import Pairs, found, rows, value
from twingraph.network import measures, simple
from twingraph.network.measures import communities, powerlaw

STAR: Pairs = [("0", "1"), ("0", "2"), ("0", "3"), ("3", "4"), ("4", "3"), ("2", "2")]


def attributed(name: str, values: dict[str, str | float]) -> simple.Network:
    graph: nx.MultiGraph[str] = nx.MultiGraph(STAR)
    nx.set_node_attributes(graph, values, name)
    return simple.of_graph(graph, {})


def test_every_measure_is_named_in_a_test() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py")]
    named = {
        key
        for key in measures.registry()
        if any(f'"{key.removesuffix("_ranking")}"' in text for text in texts)
    }
    assert set(measures.registry()) - named == set()


def test_what_is_dropped_is_counted() -> None:
    network = simple.of_pairs(STAR, {})
    assert value(network, "self_loops_dropped") == 1  # 2 – 2
    assert value(network, "duplicates_dropped") == 1  # 4 – 3
    assert value(network, "edges") == 4


def test_degrees_of_a_star_with_a_tail() -> None:
    network = simple.of_pairs(STAR, {})  # degrees 3, 1, 1, 2, 1
    assert value(network, "max_degree") == 3
    assert value(network, "average_degree") == pytest.approx(8 / 5)
    assert rows(network, "degree_distribution") == [(1, 3, 1.0), (2, 1, 0.4), (3, 1, 0.2)]


def test_mixing_by_bloc_is_that_of_networkx() -> None:
    blocs: dict[str, str | float] = {"0": "west", "1": "west", "2": "east", "3": "west"}
    theirs: nx.Graph[str] = nx.Graph([(a, b) for a, b in STAR if a in blocs and b in blocs])
    theirs.remove_edges_from(list(nx.selfloop_edges(theirs)))
    nx.set_node_attributes(theirs, blocs, "bloc")
    measured = found(attributed("bloc", blocs), "bloc_assortativity")
    expected = nx.attribute_assortativity_coefficient(theirs, "bloc")
    assert measured.value == pytest.approx(expected, abs=1e-9)
    assert (measured.edges, measured.missing) == (3, 1)


def test_mixing_by_population_is_that_of_networkx() -> None:
    people: dict[str, str | float] = {"0": 500, "1": 90, "2": 70, "3": 400, "4": 30}
    theirs: nx.Graph[str] = nx.Graph([(a, b) for a, b in STAR if a != b])
    nx.set_node_attributes(theirs, people, "population")
    expected = nx.numeric_assortativity_coefficient(theirs, "population")
    ours = value(attributed("population", people), "population_assortativity")
    assert ours == pytest.approx(expected, abs=1e-9)


def heavy() -> simple.Network:
    """Return a network with a heavy tail of degrees."""
    graph = nx.barabasi_albert_graph(2_000, 2, seed=2)
    return simple.of_pairs([(str(a), str(b)) for a, b in graph.edges()], {})


def test_the_exponent_is_the_most_likely_one_and_the_minimum_the_nearest() -> None:
    network = heavy()
    degrees = network.degrees

    def fitted(minimum: int) -> tuple[float, float]:
        """Fit by scipy: the exponent, and the distance of Kolmogorov and Smirnov."""
        tail = np.sort(degrees[degrees >= minimum])
        likely = minimize_scalar(
            lambda a: len(tail) * log(zeta(a, minimum)) + a * np.log(tail).sum(),
            bounds=(1.01, 8),
            method="bounded",
            options={"xatol": 1e-10},
        ).x
        values = np.unique(tail)
        reached = np.searchsorted(tail, values, side="right") / len(tail)
        expected = 1 - zeta(likely, values + 1) / zeta(likely, minimum)
        return float(likely), float(np.abs(reached - expected).max())

    minimum = value(network, "power_law_minimum")
    assert isinstance(minimum, int)
    exponent, distance = fitted(minimum)
    assert value(network, "power_law_exponent") == pytest.approx(exponent, abs=1e-4)
    assert value(network, "power_law_nodes") == int((degrees >= minimum).sum())
    assert powerlaw._fit(degrees).distance == pytest.approx(distance, abs=1e-4)  # noqa: SLF001
    others = [n for n in np.unique(degrees)[:8].tolist() if n != minimum]
    assert all(fitted(other)[1] > distance for other in others)


def test_degrees_drawn_from_a_power_law_do_not_contradict_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(powerlaw, "DRAWS", 50)
    fit = powerlaw._Fit(2.4, 1, 0.0)  # noqa: SLF001
    drawn = powerlaw._tail_of(fit, 1_000, np.random.default_rng(5))  # noqa: SLF001
    stars = [(f"{n}", f"{n}-{m}") for n, degree in enumerate(drawn.tolist()) for m in range(degree)]
    network = simple.of_pairs(stars, {})
    object.__setattr__(network, "degrees", drawn)  # the leaves would be degrees as well
    measured = found(network, "power_law_p")
    assert isinstance(measured.value, float)
    assert measured.value > 0.1
    assert measured.error == pytest.approx((measured.value * (1 - measured.value) / 50) ** 0.5)


def pair_counted(one: list[int], other: list[int]) -> float:
    """Return the adjusted Rand index by counting pairs."""
    pairs = list(combinations(range(len(one)), 2))
    same = [(one[a] == one[b], other[a] == other[b]) for a, b in pairs]
    both = sum(x and y for x, y in same)
    first, second = sum(x for x, _ in same), sum(y for _, y in same)
    expected = first * second / len(pairs)
    return (both - expected) / ((first + second) / 2 - expected)


def information(one: list[int], other: list[int]) -> float:
    """Return the normalised mutual information by its formula."""

    def entropy(labels: list[object]) -> float:
        shares = [labels.count(label) / len(labels) for label in set(labels)]
        return -sum(share * log(share) for share in shares)

    apart = entropy([*one]) + entropy([*other])
    return 2 * (apart - entropy([*zip(one, other, strict=True)])) / apart


def test_stability_is_the_mean_agreement_with_the_other_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(communities, "RUNS", 5)
    graph = nx.gnm_random_graph(40, 80, seed=3)
    network = simple.of_pairs([(str(a), str(b)) for a, b in graph.edges()], {})
    runs = [communities._leiden(network.graph, seed) for seed in range(1, 6)]  # noqa: SLF001
    best = max(runs, key=lambda run: round(run.modularity, 12))
    others = [run.membership for run in runs if run is not best]
    for key, alike in (
        ("community_stability_ari", pair_counted),
        ("community_stability_nmi", information),
    ):
        expected = np.mean([alike(best.membership, other) for other in others])
        assert value(network, key) == pytest.approx(expected), key
        assert 0 < expected < 1


def test_a_community_names_its_nodes_and_countries() -> None:
    pairs = [(str(a), str(b)) for a, b in nx.ring_of_cliques(3, 4).edges()]
    graph: nx.Graph[str] = nx.Graph(pairs)
    nx.set_node_attributes(graph, {"0": "fr", "1": "de", "2": "de", "5": "pl"}, "country")
    table = rows(simple.of_graph(graph, {}), "community_table")
    (first,) = (row for row in table if "de" in str(row[4]))
    assert first[1:3] == (4, 6)
    assert first[4] == "de 2; fr 1"
    assert {*str(first[3]).split("; ")} == {"0", "1", "2", "3"}
    degrees = [graph.degree(node) for node in str(first[3]).split("; ")]
    assert degrees == sorted(degrees, reverse=True)


def test_a_ranking_lists_the_first_first_and_equals_by_their_ids() -> None:
    network = simple.of_pairs(STAR, {})
    assert rows(network, "degree_ranking") == [
        (1, "0", "0", 3 / 4, None),
        (2, "3", "3", 2 / 4, None),
        (3, "1", "1", 1 / 4, None),
        (4, "2", "2", 1 / 4, None),
        (5, "4", "4", 1 / 4, None),
    ]


def test_nodes_far_from_a_dense_core_raise_no_alarm() -> None:
    graph = nx.lollipop_graph(20, 30)  # a clique with a long path: the last entry is nearly 0
    network = simple.of_pairs([(str(a), str(b)) for a, b in graph.edges()], {})
    ranked = rows(network, "eigenvector_ranking")
    assert (ranked[0][1], ranked[-1][1]) == ("19", "49")
    assert float(ranked[-1][3] or 0) < 1e-20


def test_a_walk_is_the_same_to_the_last_digit_in_each_run() -> None:
    one, other = rows(heavy(), "pagerank_ranking"), rows(heavy(), "pagerank_ranking")
    assert one == other
    assert sum(float(row[3] or 0) for row in one) == pytest.approx(1)
