"""What the kinds of nodes are called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Kind


@cache
def kind_words(language: Language) -> dict[Kind, str]:
    """Return the word for each kind of node.

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
