"""Where each thing stands, worked out beforehand, so that the page only has to draw.

Only closed formulas and counting are used, and every place ends in whole numbers. Force-directed
layouts (spring, Kamada-Kawai, ForceAtlas) are avoided on purpose: for hundreds of rounds they feed
the tiny differences of floating-point arithmetic between processors back into themselves, until
whole cities change places; spectral ones leave the sign of an axis to the linear algebra library.
The same scene has to give the same bytes on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.pages.view.boxes import (
    Box,
    Frame,
    Spot,
    box,
    frame,
    wrapped,
)
from twingraph.pages.view.geographic import Chart, chart
from twingraph.pages.view.radial import islands, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.pages.view.scene import Node, Scene

# Up to so many things, every label is shown and has space; of more, the page decides which are.
LABELLED = 150
HEART = 0.1  # The part of all that is not seen first, at each side of a crowded map.

# On a crowded map shapes may overlap, as places do when seen from afar, but never coincide.
POINT = Box(3, 3, 3)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and how a thing is drawn.

    Attributes:
        x: To the right.
        y: Downwards.
        size: The radius of the shape.
        label: The label, broken into lines.
        above: Whether the label stands above the shape where every label is shown.
    """

    x: int
    y: int
    size: int
    label: str
    above: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is drawn.

    Attributes:
        places: A place for each thing, in the order of the scene.
        frame: The frame around them all.
        crowded: Whether there are too many to show every label.
        chart: The map on which they stand; None if they stand in rings.
        start: The part of the frame that is seen first.
    """

    places: tuple[Placement, ...]
    frame: Frame
    crowded: bool
    chart: Chart | None
    start: Frame


def layout(scene: Scene) -> Layout:
    """Find a place for each thing.

    With a centre, the others stand around it in rings, by their distance in the network. Without
    one, cities stand where they are on the map, and what has no coordinates beside its neighbours.
    """
    graph = _graph(scene)
    texts = [wrapped(thing.label) for thing in scene.nodes]
    crowded = len(texts) > LABELLED
    sizes = [_size(thing, graph.degree[n], crowded) for n, thing in enumerate(scene.nodes)]
    boxes = [box(size, () if crowded else text) for size, text in zip(sizes, texts, strict=True)]
    feet = [POINT] * len(boxes) if crowded else boxes
    map_ = chart(scene.nodes, graph, feet) if scene.centre is None else None
    spots, above = islands(graph, _centre(scene), map_.spots if map_ else {}, boxes)
    edges = frame(spots, turned(boxes, above))
    start = _heart(map_.in_europe()) if crowded and map_ else edges
    places = tuple(
        Placement(*spots[n], sizes[n], "\n".join(text), n in above) for n, text in enumerate(texts)
    )
    return Layout(places, edges, crowded, map_, start)


def _graph(scene: Scene) -> nx.Graph[int]:
    index = {thing.id: n for n, thing in enumerate(scene.nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(scene.nodes)))
    graph.add_edges_from(
        (index[relation.source], index[relation.target]) for relation in scene.relations
    )
    return graph


def _size(thing: Node, relations: int, crowded: bool) -> int:
    smallest = 4 if crowded else 7
    return smallest + 2 * (thing.kind != "city") + min(12, isqrt(4 * relations))


def _centre(scene: Scene) -> int | None:
    """Return the number of the thing in the middle, if there is one."""
    if scene.centre is None:
        return None
    return [thing.id for thing in scene.nodes].index(scene.centre)


def _heart(spots: Sequence[Spot]) -> Frame:
    """Return the part of a map in which most things stand."""
    (left, right), (top, bottom) = (_most(sorted(axis)) for axis in zip(*spots, strict=True))
    return Frame(left, top, max(right, left + 1), max(bottom, top + 1))


def _most(values: Sequence[int]) -> tuple[int, int]:
    """Return between which of sorted values most lie."""
    outside = int(len(values) * HEART)
    return values[outside], values[-1 - outside]
