"""The words of the page itself, in each language it can have."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Kind


@cache
def _texts() -> dict[str, Any]:
    text = files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(language: Language) -> dict[str, str]:
    """Return the words of a language by their keys."""
    found: dict[str, str] = _texts()[language]
    return found


def kind_word(language: Language, kind: Kind) -> str:
    """Return the word for a kind of node.

    Args:
        language: Language of the word.
        kind: The kind.
    """
    return words(language)["network_kind" if kind == "network" else kind]


def counted(language: Language, phrase: str) -> dict[str, str]:
    """Return the forms of a phrase with a number, by the plural categories of the language.

    Args:
        language: Language of the phrase.
        phrase: Key of the phrase.
    """
    forms: dict[str, str] = _texts()["counted"][language][phrase]
    return forms


def number_of(language: Language, phrase: str, number: int) -> str:
    """Return a phrase with its number.

    Args:
        language: Language of the phrase.
        phrase: Key of the phrase.
        number: The number.

    >>> number_of("pl", "cities", 1), number_of("pl", "cities", 3), number_of("pl", "cities", 12)
    ('1 miasto', '3 miasta', '12 miast')
    """
    forms = counted(language, phrase)
    category = Locale(language).plural_form(number)
    return forms.get(category, forms["other"]).format(number)
