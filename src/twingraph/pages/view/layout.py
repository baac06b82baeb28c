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
from typing import TYPE_CHECKING, NamedTuple

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
from twingraph.pages.view.geographic import Chart, chart
from twingraph.pages.view.radial import islands, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twingraph.pages.view.scene import Node, Scene

LABELLED = 150  # Up to so many things, every label is shown and has space.
# The canvas in pixels for which it is decided which labels show first, without the strip at its
# lower end that the overview keeps for labels (`web/src/view/camera.ts`).
SCREEN = (860, 460)
ZOOMS = (1, 2, 4, 8)
HEART = 0.1  # The part of all that is not seen first, at each side of a crowded map.
SMALL = 12  # The size of a label in pixels on a crowded map.

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
        above: Whether the label stands above the shape, because there is no room below it.
    """

    x: int
    y: int
    size: int
    font: int
    label: str
    above: bool = False


class _Shown(NamedTuple):
    """How the label of a thing is shown: the size of its font, and whether above the shape."""

    font: int
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
    labels = {thing: _Shown(FONT, thing in above) for thing in spots}
    if crowded:
        labels = _labels(graph, spots, texts, _scales(edges, start))
    places = tuple(
        Placement(*spots[n], sizes[n], labels[n].font, "\n".join(text), labels[n].above)
        for n, text in enumerate(texts)
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


def _scales(edges: Frame, start: Frame) -> list[float]:
    """Return the scales at which it is decided which labels show, the smallest first."""
    all_, first = (
        min(SCREEN[0] / (frame.right - frame.left), SCREEN[1] / (frame.bottom - frame.top))
        for frame in (edges, start)
    )
    return sorted({all_, *(first * zoom for zoom in ZOOMS)})


def _labels(
    graph: nx.Graph[int],
    spots: dict[int, Spot],
    texts: Sequence[Sequence[str]],
    scales: Sequence[float],
) -> dict[int, _Shown]:
    """Let the best connected show their labels first, and the others as one comes nearer.

    A label shows once its font reaches a readable size on the screen, so what shows early gets a
    large one. It stands below its shape, or above it if there is room only there.
    """
    labels: dict[int, _Shown] = {}
    waiting = sorted(spots, key=lambda thing: (-graph.degree[thing], thing))
    for scale in scales:
        font = ceil(SMALL / scale)
        shown = dict(_with_room(labels, waiting, spots, texts, scale))
        labels |= {thing: _Shown(font, above) for thing, above in shown.items()}
        waiting = [thing for thing in waiting if thing not in labels]
    return labels | dict.fromkeys(waiting, _Shown(ceil(SMALL / scales[-1] / 2)))


def _with_room(
    labels: Mapping[int, _Shown],
    waiting: Iterable[int],
    spots: Mapping[int, Spot],
    texts: Sequence[Sequence[str]],
    scale: float,
) -> Iterator[tuple[int, bool]]:
    """Yield what else has room for its label at a scale, and whether only above its shape."""
    occupied = OccupiedArea()
    for thing, label in labels.items():
        occupied.take(_label(texts[thing], spots[thing], scale, above=label.above))
    for thing in waiting:
        for above in (False, True):
            frame = _label(texts[thing], spots[thing], scale, above=above)
            if occupied.free(frame):
                occupied.take(frame)
                yield thing, above
                break


def _label(text: Sequence[str], spot: Spot, scale: float, *, above: bool) -> Frame:
    """Return the area of a label on the screen at a scale."""
    needed = box(0, text, SMALL)
    x, y = whole(spot[0] * scale, spot[1] * scale)
    top, bottom = (-needed.down, needed.up) if above else (-needed.up, needed.down)
    return Frame(x - needed.half, y + top, x + needed.half, y + bottom)
