"""What one thing of each kind is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from twingraph.core.languages import Language

Kind = Literal["city", "partnership", "initiative", "event", "charter", "official", "network"]


@cache
def kind_words(language: Language) -> dict[Kind, str]:
    """Return the word for each kind of thing.

    Args:
        language: Language of the words.
    """
    own = texts_in(language)
    return {
        "city": own.gettext("City"),
        "partnership": own.gettext("Partnership"),
        "initiative": own.gettext("Initiative"),
        "event": own.gettext("Event"),
        "charter": own.gettext("Charter"),
        "official": own.gettext("Official"),
        "network": own.gettext("City network"),
    }
