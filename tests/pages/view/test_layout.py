"""Where each node stands."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given

from support.scenes import (
    ego,
    europe,
    leipzig,
    networks,
)
from twingraph.pages.view import Node, Relation, Scene
from twingraph.pages.view.boxes import Box, box
from twingraph.pages.view.layout import LABELLED, Placement, layout


def area(place: Placement) -> Box:
    """Return what a thing covers with its label."""
    below = box(place.size, place.label.splitlines())
    return below.flipped() if place.above else below


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Name the things whose shapes and labels lie on each other."""
    frames = [area(place).at((place.x, place.y)) for place in layout(scene).places]
    return [
        (scene.nodes[a].label, scene.nodes[b].label)
        for a, b in combinations(range(len(frames)), 2)
        if frames[a].left < frames[b].right
        and frames[b].left < frames[a].right
        and frames[a].top < frames[b].bottom
        and frames[b].top < frames[a].bottom
    ]


@pytest.mark.parametrize(
    "scene",
    [
        leipzig(),
        leipzig("uk"),
        leipzig(centre=False),
        ego(3),
        ego(12),
        ego(40),
        ego(99),
        europe(3, 3),
        europe(40, 80),
        europe(100, 250),
    ],
    ids=lambda scene: f"{scene.title}-{scene.language}-{len(scene.nodes)}",
)
def test_labels_do_not_overlap(scene: Scene) -> None:
    assert overlaps(scene) == []


@given(networks())
def test_everything_has_a_place_of_its_own(scene: Scene) -> None:
    found = layout(scene)
    assert len({(place.x, place.y) for place in found.places}) == len(scene.nodes)
    for place in found.places:
        assert found.frame.left <= place.x <= found.frame.right
        assert found.frame.top <= place.y <= found.frame.bottom
    assert overlaps(scene) == []


def test_labels_stand_where_the_line_to_the_middle_does_not_cross_them() -> None:
    scene = ego(12)
    places = dict(zip((node.id for node in scene.nodes), layout(scene).places, strict=True))
    middle = places.pop(scene.centre or "")
    assert not middle.above
    assert {place.above for place in places.values()} == {True, False}
    assert all(place.above == (place.y < middle.y) for place in places.values())


def test_the_centre_stands_in_the_middle_and_the_near_before_the_far() -> None:
    scene = leipzig()
    chain = Node("far", "Far away", "city")
    kyiv = next(thing.id for thing in scene.nodes if thing.id.endswith("kyiv"))
    relation = Relation("r", kyiv, "far", "twin-town", "Twin town", "")
    scene = replace(scene, nodes=(*scene.nodes, chain), relations=(*scene.relations, relation))
    places = dict(zip((t.id for t in scene.nodes), layout(scene).places, strict=True))
    middle, near, far = (places[i] for i in (scene.centre or "", kyiv, "far"))

    def distance(place: Any) -> float:
        return abs(complex(place.x - middle.x, place.y - middle.y))

    assert 0 < distance(near) < distance(far)
    frame = layout(scene).frame
    assert frame.left < middle.x < frame.right
    assert frame.top < middle.y < frame.bottom


def test_a_crowded_map_opens_where_most_cities_are() -> None:
    scene = europe(400, 1200)
    found = layout(scene)
    assert found.crowded
    assert len(scene.nodes) > LABELLED
    start, frame = found.start, found.frame
    assert frame.left < start.left < start.right < frame.right
    inside = [p for p in found.places if start.left <= p.x <= start.right]
    assert len(inside) >= 0.75 * len(found.places)
