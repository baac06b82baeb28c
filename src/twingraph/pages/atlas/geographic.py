"""Where cities stand on the map: Europe in a circle, and what lies beyond it in the rim."""

from __future__ import annotations

from itertools import count
from math import atan2, cos, hypot, sin, tau
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.geo import projected
from twingraph.pages.ground import EARTH, EDGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twingraph.core.geo import Position

Spot = tuple[int, int]

RADIUS = 16_000  # Of the plane, in its unit, which is some 250 metres on the map.
_RINGS = (14_900, 15_400, 15_900)  # Where cities stand in the rim.
_SLOTS = 120  # Places in each of these rings, or a multiple if there are more cities.
_DOWN = tau / 4


class Located(NamedTuple):
    """Where a city stands on the map.

    Attributes:
        spot: To the right and downwards, from the middle of the plane.
        rim: 1 if it lies beyond the map and stands in the rim, in its direction; 2 if no place of
            it is known, and it stands in the rim at the bottom; otherwise 0.
    """

    spot: Spot
    rim: int


def located(places: Sequence[Position | None]) -> list[Located]:
    """Return where cities stand on the map, no two on one spot.

    Args:
        places: Where they lie, in the order of their ids; None if it is not known.
    """
    points = {n: projected(place) for n, place in enumerate(places) if place}
    near = {n: point for n, point in points.items() if hypot(*point) * EARTH < EDGE}
    far = {n: atan2(y, x) for n, (x, y) in points.items() if n not in near}
    unknown = {n: _DOWN for n, place in enumerate(places) if not place}
    spots = _apart({n: (round(x * EARTH), round(y * EARTH)) for n, (x, y) in near.items()})
    spots |= _in_rim(far | unknown)
    return [Located(spots[n], 2 if n in unknown else int(n in far)) for n in range(len(places))]


def _apart(wanted: Mapping[int, Spot]) -> dict[int, Spot]:
    """Let each city stand on the free spot that is nearest to the one that it wants."""
    taken: dict[Spot, int] = {}
    for city, spot in wanted.items():
        taken[next(free for free in _around(spot) if free not in taken)] = city
    return {city: spot for spot, city in taken.items()}


def _around(spot: Spot) -> Iterator[Spot]:
    """Yield a spot, and then those of ever larger squares around it."""
    x, y = spot
    yield spot
    for reach in count(1):
        side = range(-reach, reach + 1)
        square = {(dx, dy) for dx in side for dy in (-reach, reach)}
        square |= {(dx, dy) for dx in (-reach, reach) for dy in side}
        yield from sorted((x + dx, y + dy) for dx, dy in square)


def _in_rim(directions: Mapping[int, float]) -> dict[int, Spot]:
    """Let each city stand on the free place in the rim that is nearest to its direction."""
    slots = _SLOTS
    while slots * len(_RINGS) < len(directions):
        slots *= 2
    taken: dict[Spot, int] = {}
    for city, direction in directions.items():
        wanted = round(direction / tau * slots)
        free = next(place for place in _beside(wanted, slots) if place not in taken)
        taken[free] = city
    return {city: _spot(ring, slot / slots) for (slot, ring), city in taken.items()}


def _beside(wanted: int, slots: int) -> Iterator[Spot]:
    """Yield places in the rim as slot and ring, the nearest to a direction first."""
    for step in range(slots):
        side = (step + 1) // 2 * (-1 if step % 2 else 1)
        yield from (((wanted + side) % slots, ring) for ring in _RINGS)


def _spot(ring: int, turn: float) -> Spot:
    return round(ring * cos(turn * tau)), round(ring * sin(turn * tau))
