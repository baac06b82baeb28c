"""The data of the search, as its schema has them."""

from __future__ import annotations

import json

import jsonschema
import pytest

from support.paths import ROOT
from support.scenes import HOSTILE
from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages.site.search import Findable, content

SCHEMA = json.loads((ROOT / "web" / "site.schema.json").read_text("utf-8"))
KRAKOW = Findable("Kraków", "Poland", "city/krakow.html", ("Kraków", "Krakau", "Краків"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_are_as_the_schema_says(language: Language) -> None:
    data = json.loads(content([KRAKOW], language))
    jsonschema.validate(data, SCHEMA)
    assert data["things"]["names"] == [["krakau", "krakiv", "krakow"]]


def test_hostile_names_stay_in_the_script_element() -> None:
    text = content([Findable(HOSTILE, HOSTILE, "city/x.html", (HOSTILE,))], "en")
    assert "<" not in text
    assert json.loads(text)["things"]["label"] == [HOSTILE]


def test_nothing_to_find_is_a_search_without_things() -> None:
    data = json.loads(content([], "en"))
    jsonschema.validate(data, SCHEMA)
    assert data["things"] == {"label": [], "kind": [], "page": [], "names": []}
