"""The words that the script of an atlas writes; its template writes the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from twingraph.core.languages import Language


def words(language: Language) -> dict[str, str]:
    """Return the words by their keys.

    Args:
        language: Language of the words.
    """
    own = texts_in(language)
    return {
        "no_match": own.gettext("No match"),
    }


def counted(language: Language) -> dict[str, dict[str, str]]:
    """Return the forms of each phrase with a number, by its key.

    Args:
        language: Language of the phrases.
    """
    own = texts_in(language)
    return {
        "cities": own.plural_forms("{number} city", "{number} cities"),
    }
