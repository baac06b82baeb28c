"""What is estimated of a large network, held against the exact values."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from support.networks import found, value
from twingraph.network import measures, simple
from twingraph.network.measures import ranking, sampling

DISTANCES = ("mean_distance", "median_distance", "effective_diameter", "effective_diameter_50")


def made() -> simple.Network:
    """Return a network of 600 nodes, and two pairs beside it."""
    graph = nx.barabasi_albert_graph(600, 2, seed=4)
    pairs = [(str(a), str(b)) for a, b in graph.edges()]
    return simple.of_pairs([*pairs, ("x", "y"), ("v", "w")], {})


@pytest.fixture
def exact() -> simple.Network:
    """A network that is measured exactly."""
    return made()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> simple.Network:
    """The same, taken for a large one."""
    monkeypatch.setattr(sampling, "LARGEST_EXACT", 100)
    monkeypatch.setattr(sampling, "IN_A_PART", 20)
    return made()


@pytest.mark.parametrize("key", DISTANCES)
def test_an_estimate_says_so_and_is_within_four_standard_errors(
    key: str, exact: simple.Network, large: simple.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    estimate = found(large, key)
    assert estimate.method == sampling.METHOD
    assert (estimate.seed, estimate.nodes) == (sampling.SEED, 600)
    assert estimate.error is not None
    monkeypatch.undo()
    assert value(exact, key) == pytest.approx(estimate.value, abs=4 * estimate.error + 1e-9)


def test_the_diameter_of_a_large_network_is_found_by_bounds(
    large: simple.Network, exact: simple.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded = found(large, "diameter")
    assert bounded.method == "exact"
    monkeypatch.undo()
    assert bounded.value == value(exact, "diameter")


def test_a_diameter_that_is_not_reached_has_both_bounds(
    large: simple.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twingraph.network.measures.distances._MOST_SEARCHES", 1)
    bounded = found(large, "diameter")
    assert isinstance(bounded.value, int)
    assert bounded.method.startswith("at least this, and at most ")
    most = int(bounded.method.rpartition(" ")[2])
    monkeypatch.undo()
    assert bounded.value <= (value(made(), "diameter") or 0) <= most


@pytest.mark.parametrize("key", ["betweenness", "closeness"])
def test_estimated_centralities_are_near_the_exact_ones(
    key: str, exact: simple.Network, large: simple.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    values, errors = getattr(ranking, key)(large)
    monkeypatch.undo()
    true, none = getattr(ranking, key)(exact)
    assert none is None
    assert errors is not None
    first = np.argsort(-true)[:30]  # those that a ranking shows; the last are hardly ever met
    off = np.abs(values - true)[first]
    assert (off <= 4 * errors[first]).all()
    assert np.corrcoef(values, true)[0, 1] > 0.98


def test_a_sample_is_the_same_in_each_run(large: simple.Network) -> None:
    keys = (*DISTANCES, "betweenness_ranking", "closeness_ranking", "distances")
    assert measures.of(large, keys) == measures.of(made(), keys)
