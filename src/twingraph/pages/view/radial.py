"""One thing in the middle and the others in rings around it, by their distance in the network."""

from __future__ import annotations

from itertools import count
from math import ceil, cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from twingraph.pages.view.boxes import Box, OccupiedArea, Spot, frame, nearest_free, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 110  # Between two rings at the least; …
ROOM = 9  # … and more for each thing on the ring, …
MOST = 300  # … but where there are very many, they begin near the middle and fill the area.
STEP = 6  # Pixels by which a thing moves outwards to look for a free spot.
WIDE = 1.5  # Screens are wider than they are high, and so are the rings.
APART = 40  # Between parts of the network that nothing joins.
ROW = 1100  # How wide a row of such parts grows before the next one begins.


class Islands(NamedTuple):
    """Where things stand in rings.

    Attributes:
        spots: The spots of the things, by their numbers.
        above: The things that have their labels above them.
    """

    spots: dict[int, Spot]
    above: set[int]


def rings(graph: nx.Graph[int], centre: int, boxes: Sequence[Box]) -> dict[int, Spot]:
    """Return spots for a centre and everything that is joined to it, in rings.

    A thing that has no free spot on the ring moves outwards along its ray until it finds one. What
    stands above the centre has its label above it, where the line to the centre does not cross it.

    Args:
        graph: Which things are joined, by their numbers.
        centre: Number of the thing in the middle.
        boxes: The area of each thing.
    """
    turns = _turns(graph, centre)
    occupied = OccupiedArea()
    spots = {centre: nearest_free(occupied, boxes[centre], [(0, 0)])}
    reach = 0
    for ring in list(nx.bfs_layers(graph, centre))[1:]:
        start = reach + _gap(len(ring))
        for thing in sorted(ring, key=lambda thing: (turns[thing], thing)):
            ray = (_on_ray(radius, turns[thing]) for radius in count(start, STEP))
            own = boxes[thing].flipped() if _on_ray(start, turns[thing])[1] < 0 else boxes[thing]
            spots[thing] = nearest_free(occupied, own, ray)
            reach = max(reach, _radius(spots[thing]))
    return spots


def islands(
    graph: nx.Graph[int], first: int | None, spots: dict[int, Spot], boxes: Sequence[Box]
) -> Islands:
    """Place each part of the network that has no spots yet, as rings below the rest.

    Args:
        graph: Which things are joined, by their numbers.
        first: Number of the thing that is the middle of its part; None for any.
        spots: Spots that are known; they stay.
        boxes: The area of each thing.

    Returns:
        The known spots and the new ones, whose parts stand in rows.
    """
    spots, above = dict(spots), set[int]()
    shore = frame(spots, boxes)
    left = right = shore.left
    top = bottom = shore.bottom + APART
    for centre in _centres(graph, first, spots):
        island = rings(graph, centre, boxes)
        above |= {thing for thing, (_, y) in island.items() if y < 0}
        edge = frame(island, turned(boxes, above))
        if right + edge.right - edge.left > max(shore.right, shore.left + ROW):
            right, top = left, bottom
        spots |= _moved(island, right - edge.left, top - edge.top)
        right += edge.right - edge.left + APART
        bottom = max(bottom, top + edge.bottom - edge.top + APART)
    return Islands(spots, above)


def turned(boxes: Sequence[Box], above: set[int]) -> list[Box]:
    """Return the area of each thing, of which some have their labels above them."""
    return [box.flipped() if n in above else box for n, box in enumerate(boxes)]


def _centres(graph: nx.Graph[int], first: int | None, spots: dict[int, Spot]) -> list[int]:
    """Choose the middle of each part: the wanted one, or the thing with the most relations."""
    parts = [part for part in nx.connected_components(graph) if part.isdisjoint(spots)]
    parts.sort(key=lambda part: (first not in part, -len(part), min(part)))
    busiest = (max(part, key=lambda thing: (graph.degree[thing], -thing)) for part in parts)
    return [
        first if first is not None and first in part else centre
        for part, centre in zip(parts, busiest, strict=True)
    ]


def _moved(island: dict[int, Spot], dx: int, dy: int) -> dict[int, Spot]:
    return {thing: (x + dx, y + dy) for thing, (x, y) in island.items()}


def _turns(graph: nx.Graph[int], centre: int) -> dict[int, float]:
    """Share a full turn among the branches of the tree that grows from the centre."""
    tree = nx.bfs_tree(_kin_together(graph, centre), centre)
    leaves: dict[int, int] = {}
    for thing in reversed(list(tree)):
        leaves[thing] = max(1, sum(leaves[child] for child in tree[thing]))
    if len(pair := list(tree[centre])) == 2 and graph.has_edge(*pair):  # noqa: PLR2004 - a pair
        leaves[centre] += 1  # an empty share, so that the line between the two misses the centre
    first = next(iter(tree[centre]), centre)
    starts = {centre: -leaves[first] / 2}
    for thing in tree:
        start = starts[thing]
        for child in tree[thing]:
            starts[child] = start
            start += leaves[child]
    return {thing: (starts[thing] + leaves[thing] / 2) / leaves[centre] for thing in tree}


def _kin_together(graph: nx.Graph[int], centre: int) -> nx.Graph[int]:
    """Order the neighbours of the centre so that those who are joined come one after the other."""
    kin: nx.Graph[int] = nx.Graph()
    kin.add_node(centre)
    ring = graph.subgraph(graph[centre]).copy()
    for start in sorted(ring, key=lambda thing: (-ring.degree[thing], thing)):
        if start not in kin:
            kin.add_edges_from((centre, thing) for thing in nx.dfs_preorder_nodes(ring, start))
    kin.add_edges_from(graph.edges)
    return kin


def _gap(things: int) -> int:
    """Return how far a ring stays from the last one."""
    wanted = GAP + ROOM * things
    return wanted if wanted <= MOST else GAP


def _on_ray(radius: float, turn: float) -> Spot:
    """Return a spot on an ellipse; a turn of 0 points to the left."""
    angle = 2 * pi * turn
    return whole(-WIDE * radius * cos(angle), -radius * sin(angle))


def _radius(spot: Spot) -> int:
    x, y = spot
    return ceil(hypot(x / WIDE, y))
