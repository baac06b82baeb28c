"""The map of cities."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import networkx as nx
import pytest

from support.scenes import (
    leipzig,
)
from twingraph.core.geo import Position, projected
from twingraph.pages.view import Node, Relation, Scene
from twingraph.pages.view.boxes import Box
from twingraph.pages.view.geographic import HOME, chart
from twingraph.pages.view.layout import layout


def test_on_a_map_north_is_up_and_west_is_left() -> None:
    coordinates = {
        "Oslo": (59.9, 10.7),
        "Roma": (41.9, 12.5),
        "Lisboa": (38.7, -9.1),
        "Kyiv": (50.4, 30.5),
    }
    things = tuple(Node(name, name, "city", *at) for name, at in coordinates.items())
    at = dict(zip(coordinates, layout(Scene("", "", "en", None, things, ())).places, strict=True))
    assert at["Oslo"].y < at["Kyiv"].y < at["Roma"].y
    assert at["Lisboa"].x < at["Oslo"].x < at["Kyiv"].x


def test_europe_is_drawn_as_it_is_and_what_is_far_away_just_outside() -> None:
    cities = {"Lisboa": (38.7, -9.1), "Kyiv": (50.4, 30.5), "Quito": (-0.2, -78.5)}
    things = tuple(Node(name, name, "city", *at) for name, at in cities.items())
    found = chart(things, nx.empty_graph(3), [Box(3, 3, 3)] * 3)
    assert found
    x, y = found.middle
    radii = [hypot(spot[0] - x, spot[1] - y) / found.scale for spot in found.spots.values()]
    assert radii[0] == pytest.approx(hypot(*projected(Position(38.7, -9.1))), abs=0.01)
    assert radii[1] == pytest.approx(hypot(*projected(Position(50.4, 30.5))), abs=0.01)
    assert HOME < radii[2] < 1.3 * HOME


def test_a_city_whose_place_nobody_states_seems_to_lie_nowhere() -> None:
    scene = leipzig(centre=False)
    lost = Node("lost", "Lost", "city")
    tie = Relation("r", scene.nodes[0].id, "lost", "twin-town", "Twin town", "")
    scene = replace(scene, nodes=(*scene.nodes, lost), relations=(*scene.relations, tie))
    *places, place = layout(scene).places
    assert place.y > max(other.y for other in places)


def test_there_is_no_map_of_what_has_no_place() -> None:
    assert chart([Node("a", "A", "city")], nx.empty_graph(1), [Box(3, 3, 3)]) is None


def test_a_hub_stands_beside_its_neighbours() -> None:
    scene = leipzig(centre=False)
    places = dict(zip((t.label for t in scene.nodes), layout(scene).places, strict=True))
    hub = places["Trilaterale Zusammenarbeit"]
    assert abs(hub.x - places["Krakau"].x) < 200
    assert abs(hub.y - places["Krakau"].y) < 200
