"""The map of cities."""

from __future__ import annotations

from support.scenes import (
    leipzig,
)
from twingraph.pages.view import Node, Scene
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


def test_what_has_no_coordinates_stands_beside_its_neighbours() -> None:
    scene = leipzig(centre=False)
    places = dict(zip((t.label for t in scene.nodes), layout(scene).places, strict=True))
    hub = places["Trilaterale Zusammenarbeit"]
    assert abs(hub.x - places["Krakau"].x) < 200
    assert abs(hub.y - places["Krakau"].y) < 200
