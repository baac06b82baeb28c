"""The words of the script: all that it asks for are there, and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from twingraph.core.languages import Language
from twingraph.pages.atlas.words import counted, words

if TYPE_CHECKING:
    from collections.abc import Container

SCRIPTS = Path(__file__).parents[3] / "web" / "src" / "atlas"
ASKED = re.compile(r"\b(say|count)\(\s*\"(\w+)\"")
STARTED = re.compile(r"\bsay\(\s*`(\w+_)\$\{")  # such as `column_${column}`


def source() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(SCRIPTS.rglob("*.ts")))


def test_the_script_asks_for_no_word_that_is_missing() -> None:
    known: dict[str, Container[str]] = {"say": words("en"), "count": counted("en")}
    asked = ASKED.findall(source())
    assert asked
    assert [key for how, key in asked if key not in known[how]] == []


def test_each_word_is_asked_for() -> None:
    text = source()
    starts = tuple(STARTED.findall(text))
    keys = [*words("en"), *counted("en")]
    used = [
        key for key in keys if key.startswith(starts) or f'"{key}"' in text or f".{key}" in text
    ]
    assert used == keys


@pytest.mark.parametrize("language", get_args(Language))
def test_each_language_has_the_same_words(language: Language) -> None:
    assert words(language).keys() == words("en").keys()
    assert counted(language).keys() == counted("en").keys()
    assert all(words(language).values())
