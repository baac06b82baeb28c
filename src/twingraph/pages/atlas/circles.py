"""Packing of circles: those that are joined near each other, and none upon another."""

from __future__ import annotations

from itertools import chain
from math import asin, cos, isqrt, sin, tau
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Spot = tuple[int, int]

_DIRECTIONS = 24  # Around a circle, in which another may touch it.
_GAP = 2  # What rounding may take from the distance of two circles.


def packed(radii: Sequence[int], links: Sequence[Mapping[int, int]]) -> list[Spot]:
    """Return the middles of circles that do not overlap.

    The first stands in the middle. Then comes, again and again, the one that is joined most to
    those that stand already, as near to them as there is room. Those that are joined to no other
    stand around them all.

    Args:
        radii: The radii of the circles, the most important one first.
        links: For each circle, how often it is joined to others.

    Returns:
        The middles, in whole numbers.
    """
    middles: dict[int, Spot] = {}
    for circle in (each for each in range(len(radii)) if links[each]):
        waiting = {} if circle in middles else {circle: 0}
        while waiting:
            chosen = min(waiting, key=lambda each: (-waiting[each], each))
            del waiting[chosen]
            middles[chosen] = _beside(chosen, middles, radii, links[chosen])
            for other, often in links[chosen].items():
                if other not in middles:
                    waiting[other] = waiting.get(other, 0) + often
    alone = [circle for circle in range(len(radii)) if circle not in middles]
    middles |= _around(alone, middles, radii)
    return [middles[circle] for circle in range(len(radii))]


def _beside(
    circle: int, middles: Mapping[int, Spot], radii: Sequence[int], links: Mapping[int, int]
) -> Spot:
    """Return the spot with room that is nearest to the middle of what a circle is joined to."""
    if not middles:
        return 0, 0
    near = {other: often for other, often in links.items() if other in middles}
    x, y = (
        sum(middles[other][axis] * often for other, often in near.items())
        // (sum(near.values()) or 1)
        for axis in (0, 1)
    )
    touching = chain.from_iterable(_touching(circle, each, middles, radii) for each in middles)
    nearest = sorted(touching, key=lambda spot: ((spot[0] - x) ** 2 + (spot[1] - y) ** 2, spot))
    return next(spot for spot in nearest if _has_room(spot, radii[circle], middles, radii))


def _touching(
    circle: int, other: int, middles: Mapping[int, Spot], radii: Sequence[int]
) -> Iterator[Spot]:
    x, y = middles[other]
    apart = radii[circle] + radii[other] + _GAP
    for step in range(_DIRECTIONS):
        turn = step * tau / _DIRECTIONS
        yield x + round(apart * cos(turn)), y + round(apart * sin(turn))


def _has_room(spot: Spot, radius: int, middles: Mapping[int, Spot], radii: Sequence[int]) -> bool:
    x, y = spot
    return all(
        (x - there[0]) ** 2 + (y - there[1]) ** 2 >= (radius + radii[other]) ** 2
        for other, there in middles.items()
    )


def _around(
    alone: Sequence[int], middles: Mapping[int, Spot], radii: Sequence[int]
) -> dict[int, Spot]:
    """Put circles, the largest first, into rings around those that stand."""
    x0, y0, reach = _extent(middles, radii)
    placed: dict[int, Spot] = {}
    turn, ring, widest = tau, 0, 0
    for circle in alone:
        if turn + _angle(radii[circle], ring) > tau:
            reach += 2 * widest + _GAP
            widest, turn = radii[circle], 0.0
            ring = reach + widest
        room = _angle(radii[circle], ring)
        there = turn + room / 2
        placed[circle] = x0 + round(ring * cos(there)), y0 + round(ring * sin(there))
        turn += room
    return placed


def _extent(middles: Mapping[int, Spot], radii: Sequence[int]) -> tuple[int, int, int]:
    """Return the middle of all circles that stand, and how far they reach from it."""
    if not middles:
        return 0, 0, 0
    edges = [
        (x - radii[n], x + radii[n], y - radii[n], y + radii[n]) for n, (x, y) in middles.items()
    ]
    left, right, top, bottom = zip(*edges, strict=True)
    x0, y0 = (min(left) + max(right)) // 2, (min(top) + max(bottom)) // 2
    reach = max(
        isqrt((x - x0) ** 2 + (y - y0) ** 2) + radii[n] + 1 for n, (x, y) in middles.items()
    )
    return x0, y0, reach


def _angle(radius: int, ring: int) -> float:
    """Return the angle that a circle takes of a ring around the middle."""
    return 2 * asin((radius + _GAP) / ring) if ring > radius + _GAP else tau
