"""The stories of an atlas."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

from support import small
from support.atlases import leipzig
from support.paths import ROOT
from support.stores import store_of
from twingraph.pages.atlas import ask, tours
from twingraph.pages.atlas.content import content
from twingraph.pages.stories.telling import Source, ToldStep, ToldStory

if TYPE_CHECKING:
    from pathlib import Path

STEP = ToldStep(
    "Kraków and Leipzig.",
    {"city": "leipzig", "country": "PL,DE", "to": "1989"},
    ("twin-towns",),
    (Source("A page", "https://example.org/page"), Source("A paper", "")),
)
STORY = ToldStory("tour", "A tour", (STEP, STEP))


def test_a_story_has_the_form_that_the_script_is_checked_against() -> None:
    schema = json.loads((ROOT / "web" / "atlas.schema.json").read_text(encoding="utf-8"))
    data = content(replace(leipzig(), stories=(STORY,)))
    Draft202012Validator(schema).validate(data)
    (story,) = data["stories"]
    assert (story["id"], story["title"], len(story["steps"])) == ("tour", "A tour", 2)


def test_the_state_of_a_step_is_a_fragment() -> None:
    (story,) = tours.table([STORY])
    assert story["steps"][0]["state"] == "city=leipzig&country=PL,DE&to=1989"


def test_an_atlas_knows_its_things_by_the_ids_of_addresses() -> None:
    known = tours.known(leipzig())
    assert {"krakow", "leipzig"} <= known["city"]
    assert {"PL", "DE"} <= known["country"]
    assert "krakow--leipzig--2" in known["partnership"]
    assert "twin-town" in known["kind"]
    assert known["network"] == {"eurocities"}
    assert {"active", "suspended", "ended"} <= known["status"]


def test_a_dataset_of_other_things_has_no_stories(tmp_path: Path) -> None:
    atlas = ask.atlas(store_of(tmp_path, small.data()), "en")
    assert atlas.partnerships
    assert atlas.stories == ()
