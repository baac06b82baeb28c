"""The network in the terms of vis-network, described by pyvis, whose copy of vis-network we use.

What pyvis does not do for us, and why: ``add_edge`` looks at every earlier edge and merges parallel
ones, so its lists are filled directly; ``heading`` and ``select_menu`` write labels and ids into
the page unescaped, and its template asks two servers for stylesheets, so the page is our own.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from twingraph.pages.view.boxes import FONT
from twingraph.pages.view.style import SHAPES, Line, line_of

if TYPE_CHECKING:
    from twingraph.pages.view.layout import Layout, Placement
    from twingraph.pages.view.scene import Node, Relation, Scene

LIBRARY = files("pyvis") / "lib" / "vis-9.1.2"

BEND = 0.09  # How far a relation bends away from another between the same two things, …
WIDEST = 0.35  # … and how far the outermost may go, in parts of the distance.
ARROWS = {"from": "from", "to": "to"}  # An initiative leads from one city to another.

Drawing = dict[str, Any]


def drawing(scene: Scene, layout: Layout, lines: dict[str, Line]) -> Drawing:
    """Return the network in the terms of vis-network.

    Args:
        scene: The scene.
        layout: The place of each node.
        lines: The lines of the scene.

    Returns:
        The nodes and edges, numbered as in the scene, and the options.
    """
    network = Network(cdn_resources="in_line")
    _set_options(network, crowded=layout.crowded)
    index = {thing.id: n for n, thing in enumerate(scene.nodes)}
    network.nodes = [
        _node(n, thing, place)
        for n, (thing, place) in enumerate(zip(scene.nodes, layout.places, strict=True))
    ]
    numbers = {name: n for n, name in enumerate(lines)}
    network.edges = [
        _edge(n, relation, index, bend)
        | _look(numbers[line_of(relation)], lines[line_of(relation)])
        for n, (relation, bend) in enumerate(zip(scene.relations, bends(scene), strict=True))
    ]
    nodes, edges, *_, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def bends(scene: Scene) -> list[float]:
    """Return how far each relation bends to its right, so that parallel ones stay apart."""
    pairs = [tuple(sorted((r.source, r.target))) for r in scene.relations]
    total = Counter(pairs)
    met: defaultdict[tuple[str, ...], int] = defaultdict(int)
    found = []
    for relation, pair in zip(scene.relations, pairs, strict=True):
        step = min(BEND, WIDEST / total[pair])
        aside = step * (2 * met[pair] - total[pair] + 1)
        # A relation that runs the other way has its right where the others have their left.
        found.append(round(aside if relation.source == pair[0] else -aside, 4))
        met[pair] += 1
    return found


@cache
def script() -> str:
    """Return the script of vis-network, without its reference to a missing source map."""
    text = (LIBRARY / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


@cache
def style() -> str:
    """Return the style sheet of vis-network without the pictures of buttons that we do not use."""
    text = (LIBRARY / "vis-network.css").read_text(encoding="utf-8")
    return re.sub(r'url\("data:[^"]*"\)', "none", text)


def _set_options(network: Network, *, crowded: bool) -> None:
    network.toggle_physics(status=False)
    network.toggle_stabilization(status=False)
    network.toggle_drag_nodes(status=False)
    network.toggle_hide_edges_on_drag(status=crowded)
    network.inherit_edge_colors(status=False)
    network.options.edges.smooth.enabled = False
    network.options.interaction.hover = not crowded
    network.options.interaction.keyboard = {"enabled": True, "bindToWindow": False}
    # Labels are shown even where they are small: in a crowded network, the page chooses some.
    network.options.nodes = {"scaling": {"label": {"drawThreshold": 4}}}


def _node(number: int, thing: Node, place: Placement) -> dict[str, Any]:
    return {
        "id": number,
        "group": thing.kind,
        "shape": SHAPES[thing.kind],
        "label": place.label,
        "x": place.x,
        "y": place.y,
        "size": place.size,
        "font": {"size": FONT},
    } | ({"above": True} if place.above else {})


def _edge(number: int, relation: Relation, index: dict[str, int], bend: float) -> dict[str, Any]:
    edge: dict[str, Any] = {
        "id": number,
        "from": index[relation.source],
        "to": index[relation.target],
    }
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bend)}
    if relation.kind in ARROWS:
        edge["arrows"] = ARROWS[relation.kind]
    return edge


def _look(number: int, line: Line) -> dict[str, Any]:
    return {"line": number} | ({"dashes": line.dash} if line.dash else {})
