"""How relations are drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given

from support.scenes import (
    networks,
    pair_of_cities,
)
from twingraph.pages.view.drawing import bends, drawing
from twingraph.pages.view.layout import layout
from twingraph.pages.view.style import lines

if TYPE_CHECKING:
    from twingraph.pages.view import Scene


@given(networks())
def test_parallel_relations_are_bent_differently(scene: Scene) -> None:
    seen = set()
    for relation, bend in zip(scene.relations, bends(scene), strict=True):
        low, high = sorted((relation.source, relation.target))
        side = bend if relation.source == low else -bend
        assert (low, high, side) not in seen
        seen.add((low, high, side))


def test_parallel_relations_stay_apart_in_the_drawing() -> None:
    scene = pair_of_cities("twin-town", "twin-town", "cooperation")
    edges = drawing(scene, layout(scene), lines(scene))["edges"]
    assert [edge["id"] for edge in edges] == [0, 1, 2]
    assert len({json.dumps(edge.get("smooth")) for edge in edges}) == 3
