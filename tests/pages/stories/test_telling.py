"""Telling stories with the numbers of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support import small
from support.stores import store_of
from twingraph.core.errors import InputError
from twingraph.pages.stories import telling
from twingraph.pages.stories.model import Story

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore

KNOWN = {
    "city": {"alpha", "beta"},
    "partnership": {"alpha--beta"},
    "country": {"DE"},
    "kind": {"twin-town"},
    "status": {"active"},
    "field": set[str](),
    "network": set[str](),
}
ASKED = {"question": "twin-towns", "given": {"city": "alpha"}}
START = {**ASKED, "take": "year", "column": "start"}
COUNT = {**ASKED, "take": "count", "column": "partner"}
PHRASE = {
    "de": {"one": "{number} Partnerstadt", "other": "{number} Partnerstädte"},
    "en": {"one": "{number} partner", "other": "{number} partners"},
    "pl": {"one": "{number} partner", "few": "{number} partnerzy", "many": "{number} partnerów"},
    "uk": {"one": "{number} партнер", "few": "{number} партнери", "many": "{number} партнерів"},
}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return store_of(tmp_path, small.data())


def everywhere(text: str) -> dict[str, str]:
    return dict.fromkeys(("de", "en", "pl", "uk"), text)


def step(value: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "text": everywhere("Alpha: {x}."),
        "state": {"city": "alpha"},
        "sources": ["page"],
        "values": {"x": value},
        **more,
    }


def story(*steps: dict[str, Any]) -> Story:
    titles = everywhere("A tour")
    return Story.model_validate({"id": "tour", "order": 1, "title": titles, "steps": steps})


def told(store: EmbeddedStore, *steps: dict[str, Any], language: Any = "en") -> telling.Telling:
    """Return what is told of the steps, after two that can always be told."""
    always = (step(START), step(START))
    return telling.tell(store, language, KNOWN, [story(*always, *steps)])


def text(store: EmbeddedStore, value: dict[str, Any], language: Any = "en") -> str:
    (one,) = told(store, step(value), language=language).stories
    return one.steps[2].text


def test_a_placeholder_takes_its_part_of_the_answer(store: EmbeddedStore) -> None:
    assert text(store, START) == "Alpha: 1962."
    assert text(store, COUNT) == "Alpha: 1."
    assert text(store, {**START, "take": "date"}, "de") == "Alpha: Mai 1962."
    assert text(store, {**START, "take": "text", "column": "partner_name"}) == "Alpha: Beta."
    assert text(store, {**ASKED, "take": "number", "column": "members"}) == "Alpha: 2."


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("de", "1 Partnerstadt"), ("en", "1 partner"), ("pl", "1 partner"), ("uk", "1 партнер")],
)
def test_a_phrase_agrees_with_its_number(store: EmbeddedStore, language: str, phrase: str) -> None:
    assert text(store, {**COUNT, "words": PHRASE}, language) == f"Alpha: {phrase}."


def test_the_plural_of_polish_and_ukrainian_has_two_forms(tmp_path: Path) -> None:
    data = small.data()
    for n in range(4):
        data["cities.csv"].append(small.city(f"delta-{n}", f"Q1{n}"))
        data["names.csv"].append(small.name(f"delta-{n}", f"Delta {n}"))
        row = data["partnerships.csv"][0]
        own = {"partnership": f"alpha--delta-{n}", "members": f"alpha; delta-{n}"}
        data["partnerships.csv"].append(row | own)
    store = store_of(tmp_path, data)
    value = {**COUNT, "words": PHRASE}
    assert text(store, value, "pl") == "Alpha: 5 partnerów."
    assert text(store, value, "uk") == "Alpha: 5 партнерів."
    some = {**value, "where": {"partner": [f"city/delta-{n}" for n in range(3)]}}
    assert text(store, some, "pl") == "Alpha: 3 partnerzy."
    assert text(store, {**value, "first": 2}, "uk") == "Alpha: 2 партнери."


def test_only_rows_that_have_one_of_the_values_count(store: EmbeddedStore) -> None:
    assert text(store, {**COUNT, "where": {"status": ["ended", "active"]}}) == "Alpha: 1."
    left = told(store, step({**COUNT, "where": {"status": "ended"}})).left_out
    assert left == ("tour: step 3: x: the number is 0",)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"state": {"city": "gamma"}}, 'the atlas has no city "gamma"'),
        ({"state": {"country": ["DE", "FR"]}}, 'the atlas has no country "FR"'),
        ({"state": {"partnership": "alpha--gamma"}}, 'no partnership "alpha--gamma"'),
        ({"state": {"nation": "FR"}}, 'no country "FR"'),
        ({"sources": ["page", "leaf"]}, "no source leaf"),
        ({"values": {"x": {**START, "given": {"city": "Zeta"}}}}, 'no city "Zeta"'),
        ({"values": {"x": {**START, "where": {"status": "ended"}}}}, "x: 0 values, not one"),
        ({"values": {"x": {**START, "column": "partner"}}}, "has no year"),
    ],
)
def test_a_step_that_a_graph_cannot_tell_is_left_out(
    store: EmbeddedStore, changed: dict[str, Any], why: str
) -> None:
    telling_ = told(store, {**step(START), **changed})
    (left,) = telling_.left_out
    assert left.startswith("tour: step 3: ")
    assert why in left
    assert [len(one.steps) for one in telling_.stories] == [2]


def test_a_step_whose_question_cannot_be_answered_is_left_out(store: EmbeddedStore) -> None:
    asked = {"question": "longest", "given": {"day": "soon"}, "take": "count"}
    (left,) = told(store, step({**asked, "column": "partnership"})).left_out
    assert left.startswith("tour: step 3: parameter day: ")


def test_a_story_needs_two_steps_that_a_graph_can_tell(store: EmbeddedStore) -> None:
    other = step(START, state={"city": "gamma"})
    assert telling.tell(store, "en", KNOWN, [story(step(START), other)]).stories == ()


def test_a_step_names_its_questions_and_sources(store: EmbeddedStore) -> None:
    (one,) = told(store).stories
    assert one.steps[0].questions == ("twin-towns",)
    assert one.steps[0].sources == (telling.Source("A page", "https://example.org/page"),)
    assert one.steps[0].state == {"city": "alpha"}


def test_a_source_without_a_page_has_no_address(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(small.DOCUMENT)
    (one,) = told(store_of(tmp_path, small.data()), step(START, sources=["paper"])).stories
    assert one.steps[2].sources == (telling.Source("A paper", ""),)


def test_a_column_that_an_answer_does_not_have_is_a_mistake(store: EmbeddedStore) -> None:
    with pytest.raises(InputError, match=r"tour: step 3: twin-towns has no column begin, only "):
        told(store, step({**START, "column": "begin"}))
    with pytest.raises(InputError, match="has no column state"):
        told(store, step({**START, "where": {"state": "x"}}))


def test_what_a_graph_says_fills_no_placeholder_of_its_own(tmp_path: Path) -> None:
    data = small.data()
    data["names.csv"][1]["name"] = "{x} <b>"
    store = store_of(tmp_path, data)
    name = {**START, "take": "text", "column": "partner_name"}
    assert text(store, name) == "Alpha: {x} <b>."
