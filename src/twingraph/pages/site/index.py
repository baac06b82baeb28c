"""The index: a search over all names, a map, numbers, and a list of all cities."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages import shell, standings
from twingraph.pages.atlas.scope import shown
from twingraph.pages.numbers import counted
from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.listing import shelves
from twingraph.pages.site.picture import drawn
from twingraph.pages.site.related import kind_words
from twingraph.pages.site.search import Findable, content
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey

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


def of_atlas(found: Survey, file: str) -> View:
    """Return how the index names the atlas.

    Args:
        found: What the pages share.
        file: The file of the atlas.
    """
    partnerships = shown({iri: tie.members for iri, tie in found.ties.items()})
    cities = set(chain.from_iterable(partnerships.values()))
    own = texts_in(found.language)
    size = (
        own.ngettext("{number} city", "{number} cities", len(cities)),
        own.ngettext("{number} partnership", "{number} partnerships", len(partnerships)),
    )
    return View(file, own.gettext("Atlas of city partnerships"), ", ".join(size))


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
        shelves=shelves(
            [(city.label, page_of(city.iri)) for city in found.cities.values()], found.language
        ),
        views=list(views),
        content=content(_findable(found, frame), found.language),
    )


def _numbers(found: Survey) -> list[str]:
    """Return what the dataset has, each number with its noun."""
    own = texts_in(found.language)
    countries = {city.country for city in found.cities.values() if city.country}
    things = [
        own.ngettext("{number} city", "{number} cities", len(found.cities)),
        own.ngettext("{number} country", "{number} countries", len(countries)),
        own.ngettext("{number} partnership", "{number} partnerships", len(found.ties)),
    ]
    stand = Counter(tie.standing for tie in found.ties.values())
    words = standings.labels(found.language)
    stood = {words[each]: counted(stand[each], found.language) for each in words if stand[each]}
    return things + [f"{word}: {number}" for word, number in stood.items()]


def _findable(found: Survey, frame: Frame) -> list[Findable]:
    """Return what the search finds: cities by any of their names, and all else by its label."""
    own = texts_in(found.language)
    cities = [
        Findable(each.label, each.country or own.gettext("City"), page_of(each.iri), each.names)
        for each in found.cities.values()
    ]
    words = kind_words(found.language)
    others = [
        Findable(found.label(iri), word, page_of(iri), (found.label(iri),))
        for kind, word in words.items()
        for iri in found.things.get(kind, ())
        if page_of(iri) in frame.pages
    ]
    return cities + others
