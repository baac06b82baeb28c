"""The page that leads to the views of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.pages import shell
from twingraph.pages.texts import texts_in
from twingraph.pages.view.page import template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language

_ORDER = ("network", "city", "partnership", "initiative")


@dataclass(frozen=True, slots=True)
class Entry:
    """A view that the index leads to.

    Attributes:
        kind: network, city, partnership or initiative.
        title: Its heading.
        file: Its file, beside the index.
        cities: How many cities it shows.
        relations: How many relations it shows.
    """

    kind: str
    title: str
    file: str
    cities: int
    relations: int


def render_index(title: str, entries: Iterable[Entry], footer: str, language: Language) -> str:
    """Return the index as one HTML page without a script.

    Args:
        title: Title of the dataset.
        entries: The views, in their order.
        footer: The last line of the page.
        language: Language of the page.
    """
    shelves = [[entry for entry in entries if entry.kind == kind] for kind in _ORDER]
    return shell.page(
        template("index.html.jinja"),
        language=language,
        styles=[shell.style(__package__, "page.css")],
        title=title,
        shelves=[shelf for shelf in shelves if shelf],
        footer=footer,
        headings=_headings(language),
    )


def _headings(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "network": own.gettext("The whole network"),
        "city": own.gettext("Cities"),
        "partnership": own.gettext("Partnerships"),
        "initiative": own.gettext("Initiatives"),
    }
