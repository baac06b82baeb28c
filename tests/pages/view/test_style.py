"""Colours, shapes and dashes of nodes and relations."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

from support.scenes import (
    pair_of_cities,
)
from twingraph.pages.view.kinds import kind_words
from twingraph.pages.view.scene import Kind
from twingraph.pages.view.style import DASHES, OUTLINES, SHAPES, lines


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


def test_kinds_of_relations_nobody_foresaw_get_lines_too() -> None:
    scene = pair_of_cities("twin-town", "zz", "aa", *(f"k{n:02}" for n in range(20)))
    drawn = lines(scene.relations)
    assert drawn["twin-town"].number == 0
    assert drawn["aa"].number != drawn["zz"].number
    assert all(0 <= line.number < len(DASHES) for line in drawn.values())
