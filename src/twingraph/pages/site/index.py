"""The index: a search over all names, a map, numbers, and a list of all cities."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages import shell, standings
from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.ordering import initial
from twingraph.pages.site.picture import drawn
from twingraph.pages.site.search import Findable, content
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import City, Survey

PAGE = "index.html"
_SIZE = (960, 620)


class View(NamedTuple):
    """A page beside the index that somebody has asked for.

    Attributes:
        file: Its file.
        title: Its heading.
        size: How many cities and relations it shows, in words.
    """

    file: str
    title: str
    size: str


class Shelf(NamedTuple):
    """The cities under one letter.

    Attributes:
        letter: The letter.
        cities: Name and page of each city.
    """

    letter: str
    cities: tuple[tuple[str, str], ...]


def render(found: Survey, frame: Frame, views: Iterable[View] = ()) -> str:
    """Return the index.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
        views: Other pages that it leads to.
    """
    degree = Counter(member for tie in found.ties.values() for member in tie.members)
    first = [city for city, _ in sorted(degree.items(), key=lambda each: (-each[1], each[0]))]
    return frame.render(
        "index.html.jinja",
        PAGE,
        scripts=[shell.bundled(__package__, "search.js")],
        numbers=_numbers(found),
        drawn=drawn(tuple(found.ties.values()), found.cities, first=first, size=_SIZE),
        shelves=_shelves(list(found.cities.values()), found),
        views=list(views),
        content=content(_findable(found), found.language),
    )


def _numbers(found: Survey) -> list[str]:
    """Return what the dataset has, each number with its noun."""
    own = texts_in(found.language)
    countries = {city.country for city in found.cities.values() if city.country}
    counted = [
        own.ngettext("{number} city", "{number} cities", len(found.cities)),
        own.ngettext("{number} country", "{number} countries", len(countries)),
        own.ngettext("{number} partnership", "{number} partnerships", len(found.ties)),
    ]
    stand = Counter(tie.standing for tie in found.ties.values())
    words = standings.labels(found.language)
    return counted + [f"{words[each]}: {stand[each]}" for each in words if stand[each]]


def _shelves(cities: Sequence[City], found: Survey) -> list[Shelf]:
    letters = groupby(cities, key=lambda city: initial(city.label, found.language))
    shelves: dict[str, list[tuple[str, str]]] = {}
    for letter, shelved in letters:
        named = ((city.label, page_of(city.iri)) for city in shelved)
        shelves.setdefault(letter, []).extend(named)
    return [Shelf(letter, tuple(each)) for letter, each in shelves.items()]


def _findable(found: Survey) -> list[Findable]:
    city = texts_in(found.language).gettext("City")
    return [
        Findable(each.label, each.country or city, page_of(each.iri), each.names)
        for each in found.cities.values()
    ]
