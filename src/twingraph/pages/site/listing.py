"""Lists of all things of a kind, from A to Z."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.ordering import initial, key
from twingraph.pages.site.related import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey

# The list of each kind; the index has that of cities.
PAGES = {
    "partnership": "partnerships.html",
    "person": "officials.html",
    "initiative": "initiatives.html",
    "network": "networks.html",
}


class Shelf(NamedTuple):
    """The things under one letter.

    Attributes:
        letter: The letter.
        things: Name and page of each.
    """

    letter: str
    things: tuple[tuple[str, str], ...]


def shelves(things: Iterable[tuple[str, str]], language: Language) -> list[Shelf]:
    """Put things on shelves by their letters.

    Args:
        things: Name and page of each.
        language: Language of the names.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, page in sorted(things, key=lambda each: (key(each[0], language), each[1])):
        found.setdefault(initial(name, language), []).append((name, page))
    return [Shelf(letter, tuple(shelved)) for letter, shelved in found.items()]


def pages(found: Survey, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the list of each kind of which there is something: where it lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
    """
    words = titles(found.language)
    for kind, page in PAGES.items():
        if page in frame.pages:
            things = [(found.label(iri), page_of(iri)) for iri in found.things[kind]]
            yield (
                page,
                frame.render(
                    "list.html.jinja",
                    page,
                    title=words[kind],
                    number=len(things),
                    shelves=shelves(things, found.language),
                ),
            )
