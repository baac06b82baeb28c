"""Cities at their places on the map, and the others beside those to which they are joined."""

from __future__ import annotations

from itertools import chain, count, product
from math import hypot, log, sqrt
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from twingraph.core.geo import Position, is_on_earth, projected
from twingraph.pages.view.boxes import Box, OccupiedArea, Spot, nearest_free, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.pages.view.scene import Node

Point = tuple[float, float]

# Earth radii around the middle of Europe, some 2,300 km. A partner that is farther away is drawn
# just outside, in its direction, or Europe would be a dot.
HOME = 0.36
RIM = 0.12  # How wide the rim is in which those stand: the farthest are a quarter farther out.
LEAST = 860  # Width in pixels of a map of a few cities, …
EACH = 104  # … and how it grows with the square root of their number.
MOST = 2600
GAP = 0.08  # Between the map and what stands below it, in parts of the larger side.
LEAST_WIDE = 0.01  # Earth radii: a map of one city is no street map.

# Where to look for a free spot, nearest first. Screens are wide, so the sides count as nearer.
AROUND: tuple[Spot, ...] = tuple(
    sorted(
        ((12 * i, 8 * j) for i, j in product(range(-60, 61), repeat=2)),
        key=lambda step: (step[0] ** 2 + 3 * step[1] ** 2, step),
    )
)


class Chart(NamedTuple):
    """Where things stand on a map.

    Attributes:
        spots: The spots of the things, by their numbers.
        middle: The spot of the middle of the map.
        scale: Pixels for each Earth radius.
    """

    spots: dict[int, Spot]
    middle: Spot
    scale: float

    def in_europe(self) -> list[Spot]:
        """Return the spots where the map is true; all of them if there are none."""
        x, y = self.middle
        reach = HOME * self.scale
        true = [spot for spot in self.spots.values() if hypot(spot[0] - x, spot[1] - y) < reach]
        return true or list(self.spots.values())


def chart(things: Sequence[Node], graph: nx.Graph[int], boxes: Sequence[Box]) -> Chart | None:
    """Chart all things with coordinates, and those that are joined to one of them.

    Args:
        things: The nodes of the scene.
        graph: Which of them are joined, by their numbers.
        boxes: The area of each.

    Returns:
        The chart; None if nothing has coordinates.
    """
    points = _located(things)
    if not points:
        return None
    points |= _below(things, points)
    points |= _beside(graph, points)
    occupied = OccupiedArea()
    scale = _scale(list(points.values()))
    left, top = (min(axis) for axis in zip(*points.values(), strict=True))
    wanted = {n: whole((x - left) * scale, (y - top) * scale) for n, (x, y) in points.items()}
    busiest_first = sorted(wanted, key=lambda thing: (-graph.degree[thing], thing))
    spots = {
        thing: nearest_free(occupied, boxes[thing], _around(wanted[thing]))
        for thing in busiest_first
    }
    return Chart(spots, whole(-left * scale, -top * scale), round(scale, 3))


def _located(things: Sequence[Node]) -> dict[int, Point]:
    """Place things with coordinates: Europe as it is on the map, all else around it."""
    return {
        n: _nearer(*projected(Position(thing.latitude, thing.longitude)))
        for n, thing in enumerate(things)
        if thing.latitude is not None
        and thing.longitude is not None
        and is_on_earth(thing.latitude, thing.longitude)
    }


def _nearer(x: float, y: float) -> Point:
    far = hypot(x, y)
    shrink = 1.0 if far <= HOME else HOME * (1 + RIM * log(far / HOME)) / far
    return x * shrink, y * shrink


def _below(things: Sequence[Node], points: dict[int, Point]) -> dict[int, Point]:
    """Place cities whose place nobody states below the map, where they seem to lie nowhere."""
    xs, ys = zip(*points.values(), strict=True)
    below = fmean(xs), max(ys) + GAP * max(max(xs) - min(xs), max(ys) - min(ys))
    return {n: below for n, thing in enumerate(things) if thing.kind == "city" and n not in points}


def _beside(graph: nx.Graph[int], points: dict[int, Point]) -> dict[int, Point]:
    """Place hubs and the like in the middle of their neighbours, from near to far."""
    placed = dict(points)
    for layer in list(nx.bfs_layers(graph, list(points)))[1:]:
        placed |= {
            thing: _mean([placed[other] for other in graph[thing] if other in placed])
            for thing in layer
        }
    return placed


def _mean(points: Sequence[Point]) -> Point:
    return fmean(x for x, _ in points), fmean(y for _, y in points)


def _scale(points: Sequence[Point]) -> float:
    """Stretch the map until the boxes of the cities do not overlap."""
    wide, high = (max(axis) - min(axis) for axis in zip(*points, strict=True))
    room: float = min(MOST, max(LEAST, EACH * sqrt(len(points))))
    return room / float(max(wide, 1.65 * high, LEAST_WIDE))


def _around(spot: Spot) -> Iterator[Spot]:
    x, y = spot
    farther = ((12 * step, 0) for step in count(61))
    yield from ((x + dx, y + dy) for dx, dy in chain(AROUND, farther))
