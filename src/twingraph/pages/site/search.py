"""The data of the search, as JSON in the form that ``web/site.schema.json`` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.text import fold
from twingraph.pages.embedded import as_json
from twingraph.pages.letters import letters
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.core.languages import Language


class Findable(NamedTuple):
    """What the search finds.

    Attributes:
        label: Its name in the language of the page.
        what: What it is, such as "City".
        page: The way to its page.
        names: All names by which it is found, as they are written.
    """

    label: str
    what: str
    page: str
    names: tuple[str, ...]


def content(things: Sequence[Findable], language: Language) -> str:
    """Return the data of the search as JSON that is safe inside a script element.

    Args:
        things: What it finds.
        language: Language of the page.
    """
    own = texts_in(language)
    document: dict[str, Any] = {
        "language": language,
        "words": {
            "matches": own.plural_forms("{number} match", "{number} matches"),
            "no_match": own.gettext("No match"),
        },
        "letters": letters(name for each in things for name in each.names),
        "things": {
            "label": [each.label for each in things],
            "kind": [each.what for each in things],
            "page": [each.page for each in things],
            "names": [sorted({fold(name) for name in each.names} - {""}) for each in things],
        },
    }
    return as_json(document)
