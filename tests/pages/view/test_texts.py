"""The words of the pages, and their agreement with numbers."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from babel import Locale

from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages.view.texts import counted, number_of


def test_every_language_has_the_same_words() -> None:
    text = files("twingraph.pages.view").joinpath("texts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert set(table) == {*LANGUAGES, "counted"}
    assert set(table["counted"]) == set(LANGUAGES)
    for language in LANGUAGES:
        assert set(table[language]) == set(table["en"])
        assert all(table[language].values())
        assert set(table["counted"][language]) == set(table["counted"]["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_has_the_form_of_every_number(language: Language) -> None:
    categories = {Locale(language).plural_form(number) for number in range(200)} | {"other"}
    for phrase in ("matches", "cities", "relations"):
        assert {*counted(language, phrase), "other"} == categories
        assert number_of(language, phrase, 7).startswith("7 ")
