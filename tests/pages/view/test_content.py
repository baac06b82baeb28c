"""The data of a page: their form, what they say, and that they are harmless."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from support.paths import ROOT
from support.scenes import (
    EMPTY,
    europe,
    hostile,
    leipzig,
)
from twingraph.pages.accounts import account, mark
from twingraph.pages.embedded import as_json
from twingraph.pages.view import Node, Relation, Scene, SourcedValue
from twingraph.pages.view.content import content
from twingraph.pages.view.layout import layout
from twingraph.pages.view.style import lines

SCHEMA = json.loads((ROOT / "web" / "view.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "scene",
    [leipzig(), leipzig("uk", centre=False), hostile(), europe(200, 300), EMPTY],
    ids=["leipzig", "map", "hostile", "europe", "empty"],
)
def test_the_data_have_the_form_that_the_script_is_checked_against(scene: Scene) -> None:
    data = json.loads(content(scene, layout(scene), lines(scene)))
    Draft202012Validator(SCHEMA).validate(data)
    for table, rows in (
        (data["nodes"], len(scene.nodes)),
        (data["relations"], len(scene.relations)),
        (data["entries"], None),
        (data["statements"], None),
    ):
        lengths = {len(column) for column in table.values()}
        assert len(lengths) == 1
        assert rows is None or lengths == {rows}


def told(data: dict[str, Any], relation: int) -> list[tuple[str, str, str]]:
    """Return section, property and value of each statement on a relation, as a script reads it."""
    texts, entries, statements = data["texts"], data["entries"], data["statements"]
    first = data["relations"]["first_entry"][relation]
    rows = range(first, first + data["relations"]["entries"][relation])
    return [
        (
            texts[entries["section"][row]],
            texts[entries["property"][row]],
            texts[statements["value"][entries["first_statement"][row] + n]],
        )
        for row in rows
        for n in range(entries["statements"][row])
    ]


def test_the_data_say_of_each_relation_what_the_scene_says() -> None:
    scene = leipzig("en")
    data = json.loads(content(scene, layout(scene), lines(scene)))
    texts, drawn = data["texts"], data["relations"]
    for n, relation in enumerate(scene.relations):
        assert told(data, n) == [
            (section.title, entry.property, value.text)
            for section in account(relation.statements, "en")
            for entry in section.entries
            for value in entry.values
            for _ in value.evidence
        ]
        assert texts[drawn["subject"][n]] == relation.subject
        assert scene.nodes[drawn["from"][n]].id == relation.source


def test_the_statements_of_a_hub_are_written_once_for_all_its_lines() -> None:
    said = (SourcedValue("signed", "1973"),)
    nodes = tuple(Node(name, name, "city", statements=said) for name in "abc")
    lines_ = tuple(
        Relation("hub", "a", other, "member", "member", "", statements=said) for other in "bc"
    )
    scene = Scene("", "", "en", None, nodes, lines_)
    data = json.loads(content(scene, layout(scene), lines(scene)))
    assert len(data["statements"]["value"]) == 1


def test_each_text_is_written_once() -> None:
    scene = europe(200, 600)
    data = json.loads(content(scene, layout(scene), lines(scene)))
    assert len(set(data["texts"])) == len(data["texts"])


def test_only_what_contradicts_the_asserted_value_is_marked_as_a_rival() -> None:
    statements = (
        SourcedValue("start", "1973-09-08", rank="preferred"),
        SourcedValue("start", "1973"),
        SourcedValue("start", "1974", contradicts=True),
        SourcedValue("start", "1873", rank="deprecated", contradicts=True),
    )
    assert list(map(mark, statements)) == ["preferred", "normal", "rival", "deprecated"]


@given(st.text())
def test_json_in_the_page_is_harmless_and_the_same(text: str) -> None:
    safe = as_json(text)
    assert not set(safe) & set("<>&\u2028\u2029")
    assert json.loads(safe) == text
