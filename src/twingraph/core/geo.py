"""Positions on Earth: reading and writing them, and how far they are from each other."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from math import asin, cos, floor, radians, sin, sqrt
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_T = TypeVar("_T")

# Centres of one city differ by a few kilometres from source to source, homonyms by far more.
NEAR_KM = 25.0
EARTH_KM = 6371.0  # mean radius
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]*)?([eE]-[0-9]{1,2})?")
_POLE = 90
_DATE_LINE = 180
# The middle of Europe: the one that its statistical maps use.
_MIDDLE = (radians(52), radians(10))


class Position(NamedTuple):
    """A position on Earth.

    Attributes:
        latitude: Degrees north of the equator, from -90 to 90.
        longitude: Degrees east of Greenwich, from -180 to 180.
    """

    latitude: float
    longitude: float


def position(latitude: str, longitude: str) -> Position | None:
    """Read a position.

    Args:
        latitude: Degrees north, as a decimal number.
        longitude: Degrees east, as a decimal number.

    Returns:
        The position; None if one of the two is empty, not a number, or out of range.

    >>> position("51.34", "12.37"), position("91", "0"), position("", "12.37")
    (Position(latitude=51.34, longitude=12.37), None, None)
    """
    if not (_NUMBER.fullmatch(latitude) and _NUMBER.fullmatch(longitude)):
        return None
    read = Position(float(latitude), float(longitude))
    return read if is_on_earth(*read) else None


def is_on_earth(latitude: float, longitude: float) -> bool:
    """Whether degrees north and east are those of a position; those that are no numbers are not."""
    return abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE


def projected(where: Position) -> tuple[float, float]:
    """Project a position by Lambert's azimuthal equal-area map of Europe.

    Its centre is 52° N, 10° E, as of the statistical maps of the European Union, on a sphere.

    Args:
        where: The position.

    Returns:
        Earth radii to the right of the centre, and downwards; at most 2 from it.

    >>> [round(axis, 3) for axis in projected(Position(64.15, -21.94))]
    [-0.234, -0.267]
    """
    north0, east0 = _MIDDLE
    north, east = radians(where.latitude), radians(where.longitude) - east0
    depth = 1 + sin(north0) * sin(north) + cos(north0) * cos(north) * cos(east)
    scale = sqrt(2 / max(depth, 1e-6))  # the other side of the Earth has no direction
    x = scale * cos(north) * sin(east)
    y = scale * (cos(north0) * sin(north) - sin(north0) * cos(north) * cos(east))
    return x, -y


def degrees(value: float) -> str:
    """Write degrees with at most four decimal places, which is some ten metres.

    >>> degrees(51.0), degrees(-0.12756), degrees(1e-7)
    ('51', '-0.1276', '0')
    """
    return f"{round(value, 4) + 0:.4f}".rstrip("0").rstrip(".")  # + 0 makes -0.0 a 0.0


def kilometres(one: Position, other: Position) -> float:
    """Return the distance of two positions along a great circle, by the haversine formula.

    Args:
        one: A position.
        other: Another position.

    Returns:
        The distance in kilometres.

    >>> round(kilometres(Position(51.34, 12.37), Position(50.06, 19.94)))
    552
    """
    (north, east), (north2, east2) = (map(radians, place) for place in (one, other))
    half = sin((north2 - north) / 2) ** 2
    half += cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1, half)))


def are_near(one: Position | None, other: Position | None, within: float = NEAR_KM) -> bool:
    """Whether two positions are known and lie near each other.

    Args:
        one: A position; None if it is not known.
        other: Another position; None if it is not known.
        within: The greatest distance in kilometres.
    """
    return one is not None and other is not None and kilometres(one, other) <= within


class Vicinity(Generic[_T]):
    """Things by their position, so that the near ones are found without a search of all.

    Space is cut into cubes with edges of ``NEAR_KM``: near things lie in the same cube or in
    one that touches it, also across the date line and at the poles.
    """

    def __init__(self) -> None:
        self._cubes: dict[tuple[int, ...], list[tuple[Position, _T]]] = defaultdict(list)

    def __bool__(self) -> bool:
        """Whether it holds anything."""
        return bool(self._cubes)

    def add(self, where: Position, thing: _T) -> None:
        """Add a thing at a position.

        Args:
            where: The position.
            thing: The thing; one may be added at several positions.
        """
        self._cubes[_cube(where)].append((where, thing))

    def near(self, where: Position) -> Iterator[_T]:
        """Yield the things within ``NEAR_KM`` of a position."""
        x, y, z = _cube(where)
        for dx, dy, dz in product((-1, 0, 1), repeat=3):
            for other, thing in self._cubes.get((x + dx, y + dy, z + dz), ()):
                if are_near(where, other):
                    yield thing


def _cube(where: Position) -> tuple[int, int, int]:
    north, east = map(radians, where)
    point = cos(north) * cos(east), cos(north) * sin(east), sin(north)
    x, y, z = (floor(axis * EARTH_KM / NEAR_KM) for axis in point)
    return x, y, z
