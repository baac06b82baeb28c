"""The first page of a site in several languages: it leads to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site.frame import ENDONYMS, Frame

if TYPE_CHECKING:
    from twingraph.core.languages import Language


def chooser(languages: tuple[Language, ...], title: str) -> str:
    """Return the page, which lies beside the folders of the languages.

    Args:
        languages: The languages.
        title: Title of the dataset.
    """
    frame = Frame(languages[0], (languages[0],), frozenset())
    named = [(language, ENDONYMS[language]) for language in languages]
    return frame.render("chooser.html.jinja", "index.html", title=title, named=named)
