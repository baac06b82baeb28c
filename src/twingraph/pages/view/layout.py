"""Where each thing stands, worked out beforehand, so that the page only has to draw.

Only closed formulas and counting are used, and every place ends in whole numbers. Force-directed
layouts (spring, Kamada-Kawai, ForceAtlas) are avoided on purpose: for hundreds of rounds they feed
the tiny differences of floating-point arithmetic between processors back into themselves, until
whole cities change places; spectral ones leave the sign of an axis to the linear algebra library.
The same scene has to give the same bytes on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isqrt
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.pages.view.boxes import (
    FONT,
    Box,
    Frame,
    OccupiedArea,
    Spot,
    box,
    frame,
    whole,
    wrapped,
)
from twingraph.pages.view.geographic import chart
from twingraph.pages.view.radial import islands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twingraph.pages.view.scene import Node, Scene

LABELLED = 150  # Up to so many things, every label is shown and has space.
# The canvas in pixels for which it is decided which labels show first, without the strip at its
# lower end that the overview keeps for labels (`web/src/view/camera.ts`).
SCREEN = (860, 460)
ZOOMS = (1, 2, 4, 8)

# On a crowded map shapes may overlap, as places do when seen from afar, but never coincide.
POINT = Box(3, 3, 3)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and how a thing is drawn.

    Attributes:
        x: To the right.
        y: Downwards.
        size: The radius of the shape.
        font: The size of the label; a larger one shows from farther away.
        label: The label, broken into lines.
    """

    x: int
    y: int
    size: int
    font: int
    label: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A place for each thing, in the order of the scene, and the frame around them all."""

    places: tuple[Placement, ...]
    frame: Frame
    crowded: bool


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
    spots = _spots(scene, graph, boxes, crowded)
    edges = frame(spots, boxes)
    fonts = _fonts(graph, spots, texts, edges) if crowded else dict.fromkeys(spots, FONT)
    places = tuple(
        Placement(*spots[n], sizes[n], fonts[n], "\n".join(text)) for n, text in enumerate(texts)
    )
    return Layout(places, edges, crowded)


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


def _spots(
    scene: Scene, graph: nx.Graph[int], boxes: Sequence[Box], crowded: bool
) -> dict[int, Spot]:
    if scene.centre is None:
        feet = [POINT] * len(boxes) if crowded else boxes
        return islands(graph, None, chart(scene.nodes, graph, feet), boxes)
    ids = [thing.id for thing in scene.nodes]
    return islands(graph, ids.index(scene.centre), {}, boxes)


def _fonts(
    graph: nx.Graph[int], spots: dict[int, Spot], texts: Sequence[Sequence[str]], edges: Frame
) -> dict[int, int]:
    """Let the best connected show their labels first, and the others as one comes nearer.

    A label shows once its font reaches a readable size on the screen, so what shows early gets a
    large one.
    """
    overview = min(
        SCREEN[0] / (edges.right - edges.left),
        SCREEN[1] / (edges.bottom - edges.top),
    )
    fonts: dict[int, int] = {}
    waiting = sorted(spots, key=lambda thing: (-graph.degree[thing], thing))
    for scale in (overview * zoom for zoom in ZOOMS):
        frames = {n: box(0, texts[n], FONT).at(_zoomed(spots[n], scale)) for n in spots}
        shown = _with_room([frames[n] for n in fonts], {n: frames[n] for n in waiting})
        fonts |= dict.fromkeys(shown, ceil(FONT / scale))
        waiting = [thing for thing in waiting if thing not in fonts]
    return fonts | dict.fromkeys(waiting, ceil(FONT / overview / ZOOMS[-1] / 2))


def _zoomed(spot: Spot, scale: float) -> Spot:
    return whole(spot[0] * scale, spot[1] * scale)


def _with_room(taken: Iterable[Frame], frames: Mapping[int, Frame]) -> Iterator[int]:
    occupied = OccupiedArea()
    for label in taken:
        occupied.take(label)
    for thing, label in frames.items():
        if occupied.free(label):
            occupied.take(label)
            yield thing
