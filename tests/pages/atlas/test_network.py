"""Where cities stand in the network."""

from __future__ import annotations

import random
import subprocess
import sys
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from twingraph.pages.atlas.network import Joined, joined

RADIUS = 16_000
PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda p: p[0] != p[1]))


def many(cities: int, pairs: int) -> list[tuple[int, int]]:
    """Return pairs within groups of a hundred cities, and some between them."""
    chance = random.Random(cities)  # noqa: S311 - no secret hangs on it
    found = []
    for _ in range(pairs):
        one = chance.randrange(cities)
        near = one // 100 * 100 + chance.randrange(100)
        found.append((one, near if chance.random() < 0.8 else chance.randrange(cities)))
    return [(one, other % cities) for one, other in found if one != other % cities]


def spots(placed: list[Joined]) -> list[tuple[int, int]]:
    return [city.spot for city in placed]


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_pairs_and_of_their_ends_does_not_matter(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    shuffled = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in pairs]
    chance.shuffle(shuffled)
    assert joined(30, pairs, RADIUS) == joined(30, shuffled, RADIUS)


@given(PAIRS)
def test_no_two_cities_stand_on_one_spot_and_none_beyond_the_plane(
    pairs: list[tuple[int, int]],
) -> None:
    placed = spots(joined(30, pairs, RADIUS))
    assert len(set(placed)) == 30
    assert all(hypot(*spot) <= RADIUS for spot in placed)


def sides(placed: list[Joined]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return spots(placed)[:20], spots(placed)[20:]


def test_without_cities_there_is_nothing_to_place() -> None:
    assert joined(0, [], RADIUS) == []


def test_a_single_city_stands_in_the_middle() -> None:
    assert spots(joined(1, [], RADIUS)) == [(0, 0)]


def test_three_thousand_cities_stand_on_spots_of_their_own() -> None:
    assert len(set(spots(joined(3_000, many(3_000, 5_000), RADIUS)))) == 3_000


def test_a_city_with_five_thousand_partners_stands_in_the_middle_of_them() -> None:
    placed = joined(5_001, [(0, n) for n in range(1, 5_001)], RADIUS)
    assert len(set(spots(placed))) == 5_001
    assert hypot(*placed[0].spot) < RADIUS / 20


def test_two_thousand_pairs_that_nothing_joins_have_room_too() -> None:
    placed = joined(4_000, [(2 * n, 2 * n + 1) for n in range(2_000)], RADIUS)
    assert len(set(spots(placed))) == 4_000


def test_communities_are_numbered_by_their_size() -> None:
    group = [(one, other) for one in range(6) for other in range(one)]
    pair = [(6, 7)]
    communities = [city.community for city in joined(8, pair + group, RADIUS)]
    assert communities == [0] * 6 + [1] * 2


def test_cities_of_one_community_stand_near_each_other() -> None:
    group = [(one, other) for one in range(20) for other in range(one)]
    others = [(one + 20, other + 20) for one, other in group]
    placed = joined(40, [*group, *others, (0, 20)], RADIUS)
    here, there = ([sum(axis) / 20 for axis in zip(*side, strict=True)] for side in sides(placed))
    for city, (x, y) in enumerate(spots(placed)):
        own, other = (here, there) if city < 20 else (there, here)
        assert hypot(x - own[0], y - own[1]) < hypot(x - other[0], y - other[1])


def test_every_process_places_cities_alike() -> None:
    program = (
        "from twingraph.pages.atlas.network import joined;"
        f"print(joined(500, {many(500, 900)}, 16000))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
