"""Cities at their places on the map, and the others beside those to which they are joined."""

from __future__ import annotations

from itertools import chain, count, product
from math import hypot, log, sqrt
from statistics import fmean
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.core.geo import Position, is_on_earth, projected
from twingraph.pages.view.boxes import Box, OccupiedArea, Spot, nearest_free, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.pages.view.scene import Node

Point = tuple[float, float]

HOME = 0.5  # Earth radii; a partner overseas is drawn nearer than it is, or Europe would be a dot.
LEAST = 860  # Width in pixels of a map of a few cities, …
EACH = 104  # … and how it grows with the square root of their number.
MOST = 2600

# Where to look for a free spot, nearest first. Screens are wide, so the sides count as nearer.
AROUND: tuple[Spot, ...] = tuple(
    sorted(
        ((12 * i, 8 * j) for i, j in product(range(-60, 61), repeat=2)),
        key=lambda step: (step[0] ** 2 + 3 * step[1] ** 2, step),
    )
)


def chart(things: Sequence[Node], graph: nx.Graph[int], boxes: Sequence[Box]) -> dict[int, Spot]:
    """Return spots for all things with coordinates, and for those that are joined to one of them.

    Args:
        things: The nodes of the scene.
        graph: Which of them are joined, by their numbers.
        boxes: The area of each.
    """
    points = {n: _projected(thing) for n, thing in enumerate(things) if _located(thing)}
    points |= _beside(graph, points)
    occupied = OccupiedArea()
    wanted = _scaled(points)
    busiest_first = sorted(wanted, key=lambda thing: (-graph.degree[thing], thing))
    return {
        thing: nearest_free(occupied, boxes[thing], _around(wanted[thing]))
        for thing in busiest_first
    }


def _located(thing: Node) -> bool:
    latitude, longitude = thing.latitude, thing.longitude
    if latitude is None or longitude is None:
        return False
    return is_on_earth(latitude, longitude)


def _projected(thing: Node) -> Point:
    """Project onto the map of Europe, in Earth radii, with what is far overseas drawn nearer."""
    x, y = projected(Position(thing.latitude or 0, thing.longitude or 0))
    far = hypot(x, y)
    shrink = 1.0 if far <= HOME else HOME * (1 + log(far / HOME) / 2) / far
    return x * shrink, y * shrink


def _beside(graph: nx.Graph[int], points: dict[int, Point]) -> dict[int, Point]:
    """Place things without coordinates in the middle of their neighbours, from near to far."""
    placed = dict(points)
    for layer in list(nx.bfs_layers(graph, list(points)))[1:]:
        placed |= {
            thing: _mean([placed[other] for other in graph[thing] if other in placed])
            for thing in layer
        }
    return placed


def _mean(points: Sequence[Point]) -> Point:
    return fmean(x for x, _ in points), fmean(y for _, y in points)


def _scaled(points: dict[int, Point]) -> dict[int, Spot]:
    """Stretch the map until the boxes of the cities do not overlap."""
    if not points:
        return {}
    xs, ys = zip(*points.values(), strict=True)
    room = min(MOST, max(LEAST, EACH * sqrt(len(points))))
    scale = room / max(max(xs) - min(xs), 1.65 * (max(ys) - min(ys)), 1e-4)
    return {
        thing: whole((x - min(xs)) * scale, (y - min(ys)) * scale)
        for thing, (x, y) in points.items()
    }


def _around(spot: Spot) -> Iterator[Spot]:
    x, y = spot
    farther = ((12 * step, 0) for step in count(61))
    yield from ((x + dx, y + dy) for dx, dy in chain(AROUND, farther))
