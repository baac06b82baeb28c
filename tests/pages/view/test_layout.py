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
from twingraph.pages.view.layout import LABELLED, SMALL, Placement, layout


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


def test_a_crowded_map_shows_the_best_connected_first() -> None:
    scene = europe(400, 1200)
    found = layout(scene)
    assert found.crowded
    assert len(scene.nodes) > LABELLED
    busiest = max(found.places, key=lambda place: place.size)
    assert busiest.font == max(place.font for place in found.places)
    assert len({place.font for place in found.places}) > 2


def test_a_crowded_map_opens_where_most_cities_are() -> None:
    found = layout(europe(400, 1200))
    start, frame = found.start, found.frame
    assert frame.left < start.left < start.right < frame.right
    inside = [p for p in found.places if start.left <= p.x <= start.right]
    assert len(inside) >= 0.75 * len(found.places)


def test_labels_of_a_crowded_map_do_not_overlap_where_they_show_first() -> None:
    scene = europe(400, 1200)
    found = layout(scene)
    largest = max(place.font for place in found.places)
    shown = [place for place in found.places if place.font == largest]
    scale = SMALL / largest
    frames = []
    for place in shown:
        needed = box(0, place.label.splitlines(), SMALL)
        x, y = place.x * scale, place.y * scale
        top, bottom = (-needed.down, 0) if place.above else (0, needed.down)
        frames.append((x - needed.half, y + top, x + needed.half, y + bottom))
    assert len(frames) > 5
    assert not [
        (one, other)
        for one, other in combinations(frames, 2)
        if one[0] + 2 < other[2] - 2
        and other[0] + 2 < one[2] - 2
        and one[1] + 2 < other[3] - 2
        and other[1] + 2 < one[3] - 2
    ]
