"""Colours, shapes and dashes of nodes and relations."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import get_args

from support.scenes import (
    pair_of_cities,
)
from twingraph.pages.kinds import Kind, kind_words
from twingraph.pages.standings import STANDINGS
from twingraph.pages.view.style import DASHES, FAMILIAR, OUTLINES, SHAPES, lines


def test_every_kind_of_thing_has_a_word_a_shape_and_colours() -> None:
    style = files("twingraph.pages.view").joinpath("page.css").read_text(encoding="utf-8")
    assert set(SHAPES) == set(get_args(Kind))
    assert set(SHAPES.values()) == set(OUTLINES)
    for kind in SHAPES:
        assert style.count(f"--kind-{kind}:") == 2
        assert kind_words("en")[kind]


def test_every_line_has_colours_and_a_dash_of_its_own() -> None:
    style = files("twingraph.pages.view").joinpath("page.css").read_text(encoding="utf-8")
    assert len(set(DASHES)) == len(DASHES)
    for number in range(len(DASHES)):
        assert style.count(f"--line-{number}:") == 2


def test_no_other_relation_has_the_line_of_a_partnership() -> None:
    assert not {each.dash for each in STANDINGS} & set(DASHES)


def test_partnerships_are_drawn_as_they_stand_whatever_their_kind() -> None:
    scene = pair_of_cities("twin-town", "friendship", "via")
    one, other, via = scene.relations
    drawn = lines(replace(scene, relations=(replace(one, standing="ended"), via)))
    assert [(line.name, line.label) for line in drawn.values()] == [
        ("standing-ended", "ended"),
        ("line-2", "via"),
    ]
    alike = replace(one, standing="ended"), replace(other, standing="ended")
    assert list(lines(replace(scene, relations=alike))) == ["ended"]


def test_the_legend_has_the_standings_in_their_order() -> None:
    scene = pair_of_cities(*(each.id for each in reversed(STANDINGS)))
    stand = tuple(replace(each, standing=each.kind) for each in scene.relations)
    assert list(lines(replace(scene, relations=stand))) == [each.id for each in STANDINGS]


def test_kinds_of_relations_nobody_foresaw_get_lines_too() -> None:
    scene = pair_of_cities("member", "zz", "aa", *(f"k{n:02}" for n in range(20)))
    drawn = lines(scene)
    assert drawn["member"].name == f"line-{FAMILIAR.index('member')}"
    assert drawn["aa"].name != drawn["k00"].name
    assert {line.dash for line in drawn.values()} <= set(DASHES)
