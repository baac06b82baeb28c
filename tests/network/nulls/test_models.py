"""Models of chance: what they keep, and what they give where it can be computed by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.geo import Position, kilometres
from twingraph.network.nulls import comparing, models
from twingraph.network.nulls.comparing import Chance, Comparison
from twingraph.network.nulls.located import located

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = list[tuple[str, str]]


def known(**cities: tuple[float, float, int]) -> dict[str, Any]:
    return {
        city: {"latitude": north, "longitude": east, "population": people}
        for city, (north, east, people) in cities.items()
    }


EUROPE = known(
    leipzig=(51.34, 12.37, 600_000),
    krakow=(50.06, 19.94, 780_000),
    kyiv=(50.45, 30.52, 2_900_000),
    lyon=(45.76, 4.84, 520_000),
    brno=(49.19, 16.61, 400_000),
    reykjavik=(64.15, -21.94, 140_000),
)
PAIRS: Pairs = [
    ("leipzig", "krakow"),
    ("leipzig", "lyon"),
    ("leipzig", "brno"),
    ("leipzig", "kyiv"),
    ("krakow", "kyiv"),
    ("reykjavik", "lyon"),
]


def ends_of(pairs: Sequence[tuple[int, int]]) -> Any:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


_PAIRS = st.sets(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda p: (min(p), max(p))), min_size=0
).map(lambda found: sorted(pair for pair in found if pair[0] != pair[1]))


@given(_PAIRS, st.integers(0, 1000))
def test_switching_keeps_degrees_and_makes_no_loop_and_no_pair_twice(
    pairs: list[tuple[int, int]], seed: int
) -> None:
    ends = ends_of(pairs)
    chance = np.random.default_rng(seed)
    for _ in range(5):
        ends = models.switched(ends, chance)

    assert Counter(ends.ravel().tolist()) == Counter(city for pair in pairs for city in pair)
    assert all(one != other for one, other in ends.tolist())
    assert len({(min(pair), max(pair)) for pair in ends.tolist()}) == len(pairs)


def test_switching_reaches_every_network_with_these_degrees_equally_often() -> None:
    # Four cities with one partner each can be paired in three ways.
    chance = np.random.default_rng(1)
    ends = ends_of([(0, 1), (2, 3)])
    seen: Counter[tuple[tuple[int, ...], ...]] = Counter()
    for _ in range(3000):
        ends = models.switched(ends, chance)
        seen[tuple(sorted(tuple(sorted(pair)) for pair in ends.tolist()))] += 1

    assert len(seen) == 3
    assert min(seen.values()) > 900


def test_distances_are_those_of_the_project() -> None:
    network = located(PAIRS, EUROPE, population=False)
    cities = sorted(EUROPE)
    found = network.kilometres(network.ends[:, 0], network.ends[:, 1])
    for (one, other), km in zip(network.ends.tolist(), found, strict=True):
        a, b = EUROPE[cities[one]], EUROPE[cities[other]]
        expected = kilometres(
            Position(a["latitude"], a["longitude"]), Position(b["latitude"], b["longitude"])
        )
        assert km == pytest.approx(expected, rel=1e-9)


def test_gravity_draws_pairs_in_proportion_to_its_weights() -> None:
    # On one meridian at 0, 10 and 30 degrees: distances 10, 20 and 30 degrees.
    line = known(a=(0, 0, 1), b=(10, 0, 2), c=(30, 0, 6))
    network = located([("a", "b"), ("b", "c")], line, population=True)
    weights = np.array([1 * 2 / 10, 1 * 6 / 30, 2 * 6 / 20])  # ab, ac, bc
    degree = network.kilometres(0, np.array([1]))[0] / 10

    drawn = np.concatenate(list(models.gravity(network, 20_000, 1, 1.0)))

    shares = [float(np.isclose(drawn, degree * away).mean()) for away in (10, 30, 20)]
    assert shares == pytest.approx(weights / weights.sum(), abs=0.01)


def test_cities_of_one_place_do_not_attract_each_other_without_bound() -> None:
    same = known(a=(50, 10, 1), b=(50, 10, 1), c=(51, 10, 1))
    network = located([("a", "b"), ("a", "c")], same, population=True)
    assert all(np.isfinite(km).all() for km in models.gravity(network, 10, 1, 2.0))


def compared(pairs: Pairs, cities: dict[str, Any], chance: Chance | None = None) -> Any:
    return comparing.compare(pairs, cities, chance=chance or Chance(draws=200))


def test_a_model_gives_mean_interval_and_z_of_its_draws() -> None:
    configuration, _ = compared(PAIRS, EUROPE)
    network = located(PAIRS, EUROPE, population=False)
    means = np.array([km.mean() for km in models.configuration(network, 200, 1)])

    row = configuration.rows[0]

    assert row.statistic == "mean distance, km"
    assert row.expected == pytest.approx(means.mean())
    assert row.deviation == pytest.approx(means.std(ddof=1))
    assert (row.low, row.high) == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])))
    assert row.z == pytest.approx((row.observed - row.expected) / row.deviation)


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    assert compared(PAIRS, EUROPE) == compared(PAIRS, EUROPE)
    assert compared(PAIRS, EUROPE) != compared(PAIRS, EUROPE, Chance(draws=200, seed=2))


def test_cities_without_position_or_population_are_left_out_and_counted() -> None:
    cities = {city: dict(values) for city, values in EUROPE.items()}
    del cities["lyon"]["latitude"]
    del cities["brno"]["population"]

    configuration, gravity = compared(PAIRS, cities)

    assert (configuration.cities_left_out, configuration.pairs_left_out) == (1, 2)
    assert (gravity.cities_left_out, gravity.pairs_left_out) == (2, 3)
    assert (gravity.cities, gravity.pairs) == (4, 3)


@pytest.mark.parametrize("pairs", [[], [("leipzig", "krakow")], [("leipzig", "leipzig")]])
def test_of_fewer_than_two_pairs_nothing_is_drawn(pairs: Pairs) -> None:
    found: list[Comparison] = compared(pairs, EUROPE)
    for one in found:
        assert one.rows == ()
        assert "fewer than 2 pairs" in one.reason


def test_where_only_one_network_has_these_degrees_there_is_no_z() -> None:
    star: Pairs = [("leipzig", "krakow"), ("leipzig", "lyon"), ("leipzig", "kyiv")]
    configuration, _ = compared(star, EUROPE)
    assert [row.z for row in configuration.rows] == [None, None, None]
    assert configuration.rows[0].observed == pytest.approx(configuration.rows[0].expected)


def test_pairs_that_partner_twice_count_once() -> None:
    configuration, _ = compared([*PAIRS, ("krakow", "leipzig")], EUROPE)
    assert configuration.pairs == len(PAIRS)
