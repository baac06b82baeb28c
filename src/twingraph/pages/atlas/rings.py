"""The cities of one community in rings, each in the direction of its partners."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin, sqrt, tau
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Spot = tuple[int, int]

APART = 1_000  # From one spot to the next, roughly.
_GOLDEN = pi * (3 - sqrt(5))
_RING = 6  # Spots in the first ring; the next has twice as many, and so on.
_MARGIN = 0.75
_ROUNDS = 8  # After which hardly any city moves any more.


def reach(cities: int) -> int:
    """Return the radius of the circle in which so many cities stand, with room around them."""
    return round(APART * (sqrt(cities - 1) + _MARGIN))


def arranged(
    cities: Sequence[int],
    partners: Mapping[int, Sequence[int]],
    beyond: Mapping[int, Sequence[Spot]],
) -> dict[int, Spot]:
    """Return spots around (0, 0), as the seeds of a sunflower have them.

    The first city stands in the middle, the others in rings around it, in their order. Within its
    ring each goes, for some rounds, to the side on which its partners are.

    Args:
        cities: The cities, the best connected one first.
        partners: Partners of each city among them.
        beyond: Where the other partners of each city are, seen from the middle.
    """
    seeds = [_seed(n) for n in range(len(cities))]
    spots = dict(zip(cities, seeds, strict=True))
    outward = {city: _outward(beyond[city], reach(len(cities))) for city in cities}
    for _ in range(_ROUNDS):
        for ring in _rings(len(cities)):
            wanted = {
                city: _wanted(city, spots, partners[city], outward[city]) for city in cities[ring]
            }
            spots |= _turned(wanted, seeds[ring])
    return spots


def _seed(number: int) -> Spot:
    far, turn = APART * sqrt(number), number * _GOLDEN
    return round(far * cos(turn)), round(far * sin(turn))


def _rings(cities: int) -> Iterator[slice]:
    """Yield which cities stand in each ring around the first."""
    first, size = 1, _RING
    while first < cities:
        yield slice(first, first + size)
        first, size = first + size, size + _RING


def _outward(beyond: Sequence[Spot], far: int) -> Spot:
    """Return the sum of the directions of what lies beyond, each as long as the community is wide.

    However far it is, it thus weighs as much as a partner at the edge.
    """
    lengths = [hypot(x, y) or 1 for x, y in beyond]
    return (
        round(sum(x * far / length for (x, _), length in zip(beyond, lengths, strict=True))),
        round(sum(y * far / length for (_, y), length in zip(beyond, lengths, strict=True))),
    )


def _wanted(city: int, spots: Mapping[int, Spot], partners: Sequence[int], outward: Spot) -> float:
    """Return the direction in which the partners of a city are, else that in which it stands."""
    x = outward[0] + sum(spots[other][0] for other in partners)
    y = outward[1] + sum(spots[other][1] for other in partners)
    return atan2(y, x) if (x, y) != (0, 0) else atan2(spots[city][1], spots[city][0])


def _turned(wanted: Mapping[int, float], seeds: Sequence[Spot]) -> dict[int, Spot]:
    """Give the spots of a ring to its cities, in the order of the directions that these want.

    The whole ring is turned so that they miss these directions as little as possible.
    """
    around = sorted(seeds, key=lambda seed: (atan2(seed[1], seed[0]), seed))
    cities = sorted(wanted, key=lambda city: (wanted[city], city))
    off = [
        wanted[city] - atan2(seed[1], seed[0]) for city, seed in zip(cities, around, strict=True)
    ]
    mean = atan2(sum(map(sin, off)), sum(map(cos, off)))
    shift = round(mean / tau * len(around))
    return {city: around[(n + shift) % len(around)] for n, city in enumerate(cities)}
