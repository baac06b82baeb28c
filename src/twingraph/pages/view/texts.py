"""The words of the page itself, in each language it can have."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Kind


@cache
def words(language: Language) -> dict[str, str]:
    """Return the words of a language by their keys."""
    text = files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)[language]
    return found


def kind_word(language: Language, kind: Kind) -> str:
    """Return the word for a kind of thing."""
    return words(language)["network_kind" if kind == "network" else kind]
