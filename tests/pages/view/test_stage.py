"""How a scene is put together: its nodes, where they are, and the names that find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from support.stores import store_of
from twingraph.core.terms import thing
from twingraph.pages.view.stage import Stage

if TYPE_CHECKING:
    from pathlib import Path

ALPHA, BETA = thing("city", "alpha"), thing("city", "beta")


def test_a_node_is_found_by_all_its_names_in_every_language(tmp_path: Path) -> None:
    content = small.data()
    content["names.csv"] += [small.name("alpha", "Альфа", language="uk")]
    scene = Stage(store_of(tmp_path, content), "en").scene("", None, [], {ALPHA})
    assert scene.nodes[0].label == "Alpha"
    assert scene.nodes[0].names == ("Alpha", "Älpha", "Альфа")


def test_a_thing_that_is_no_city_is_found_by_its_label(tmp_path: Path) -> None:
    stage = Stage(store_of(tmp_path, small.data()), "en")
    hub = thing("partnership", "alpha--beta")
    lines = stage.partnerships([hub], hubs=True)
    names = {node.id: node.names for node in stage.scene("", hub, lines, {hub}).nodes}
    assert names[hub] == ("Alpha – Beta",)


def test_a_city_without_coordinates_has_none(tmp_path: Path) -> None:
    content = small.data()
    content["cities.csv"][0] |= {"latitude": "50.5", "longitude": "12.25"}
    content["cities.csv"][1] |= {"latitude": "", "longitude": ""}
    alpha, beta = Stage(store_of(tmp_path, content), "en").scene("", None, [], {ALPHA, BETA}).nodes
    assert (alpha.latitude, alpha.longitude) == (50.5, 12.25)
    assert (beta.latitude, beta.longitude) == (None, None)
