"""The coast and the borders on the map of an atlas."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from math import dist, hypot

import pytest

from twingraph.core.geo import Position, projected
from twingraph.pages import shell
from twingraph.pages.ground import EARTH, EDGE

GROUND: dict[str, list[list[int]]] = json.loads(shell.read("twingraph.pages.atlas", "ground.json"))
NEAR = 40  # units of the plane, some ten kilometres

CAPES = {
    "Skagen": Position(57.74, 10.65),
    "Land's End": Position(50.07, -5.71),
    "Cabo da Roca": Position(38.78, -9.5),
    "Cape Matapan": Position(36.39, 22.48),
    "Cape Kanin": Position(68.66, 43.27),
    "Cape Andreas": Position(35.69, 34.59),
}
DRAWN = {
    "where Germany, Poland and Czechia meet": Position(50.87, 14.82),
    "Ukraine and Russia, east of Mariupol": Position(47.09, 38.21),
    "Kosovo and Serbia": Position(43.2, 20.85),
    "Israel and the West Bank": Position(32.4, 35.55),
}
LEFT_OUT = {
    "the isthmus of Perekop": Position(46.1, 33.62),
    "the north of Cyprus": Position(35.14, 33.3),
    "east of the Golan Heights": Position(33.0, 35.88),
    "the sand wall in Western Sahara": Position(27.09, -9.2),
}


def points(line: list[int]) -> list[tuple[int, int]]:
    return list(zip(accumulate(line[::2]), accumulate(line[1::2]), strict=True))


LAND, BORDERS = (list(map(points, GROUND[name])) for name in ("land", "borders"))


def distance(lines: list[list[tuple[int, int]]], place: Position) -> float:
    """Return how far lines pass from a place, in the unit of the plane."""
    x, y = (axis * EARTH for axis in projected(place))
    return min(_to_segment((x, y), one, other) for line in lines for one, other in pairwise(line))


def _to_segment(spot: tuple[float, float], one: tuple[int, int], other: tuple[int, int]) -> float:
    along = dist(one, other) ** 2
    (x, y), (x0, y0), (x1, y1) = spot, one, other
    share = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / along if along else 0
    share = min(1, max(0, share))
    return dist(spot, (x0 + share * (x1 - x0), y0 + share * (y1 - y0)))


@pytest.mark.parametrize("cape", CAPES)
def test_the_coast_is_on_the_plane_of_the_cities(cape: str) -> None:
    assert distance(LAND, CAPES[cape]) < NEAR


@pytest.mark.parametrize("place", DRAWN)
def test_borders_are_drawn(place: str) -> None:
    assert distance(BORDERS, DRAWN[place]) < NEAR


@pytest.mark.parametrize("place", LEFT_OUT)
def test_lines_that_few_states_of_europe_recognise_are_not_drawn(place: str) -> None:
    assert distance(BORDERS, LEFT_OUT[place]) > NEAR


def test_the_ground_ends_at_the_edge_of_the_map() -> None:
    farthest = max(hypot(*point) for line in LAND + BORDERS for point in line)
    assert EDGE - 5 < farthest <= EDGE + 1


def test_the_ground_is_small_enough_for_every_page() -> None:
    assert len(json.dumps(GROUND, separators=(",", ":"))) < 100_000
