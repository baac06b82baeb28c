"""Which pages a language of a site has, and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site import city, index, listing, partnership, thing
from twingraph.pages.site.addresses import KINDS, page_of
from twingraph.pages.site.frame import Entry, Frame
from twingraph.pages.site.related import relations, titles
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.site.index import View
    from twingraph.pages.site.survey import Survey


def light(found: Survey, views: Iterable[View]) -> Iterator[tuple[str, str]]:
    """Yield the pages that every build has: an index, and a page for each city with a partner.

    Args:
        found: What the pages share.
        views: Other pages that the index leads to.

    Yields:
        Where each page lies, and its text.
    """
    frame = Frame(
        language=found.language,
        languages=(found.language,),
        pages=frozenset(map(page_of, found.cities)),
        navigation=(_home(found.language),),
        footer=found.dataset.footer,
    )
    yield index.PAGE, index.render(found, frame, views)
    yield from city.light(found, frame)


def whole(
    found: Survey, languages: tuple[Language, ...], base: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield all pages of a language of a site.

    Args:
        found: What the pages share.
        languages: All languages of the site.
        base: Address of the site, with a slash at its end; "" if it is not known.

    Yields:
        Where each page lies, and its text.
    """
    related = relations(found)
    lists = [page for kind, page in listing.PAGES.items() if found.things.get(kind)]
    words = titles(found.language)
    named = {page: words[kind] for kind, page in listing.PAGES.items()}
    frame = Frame(
        language=found.language,
        languages=languages,
        pages=frozenset([*lists, *(page_of(iri) for kind in KINDS for iri in found.things[kind])]),
        navigation=(_home(found.language), *(Entry(page, named[page]) for page in lists)),
        footer=found.dataset.footer,
        base=base,
    )
    yield index.PAGE, index.render(found, frame)
    yield from listing.pages(found, frame)
    yield from city.pages(found, frame, related)
    yield from partnership.pages(found, frame, related)
    yield from thing.pages(found, frame, related)


def _home(language: Language) -> Entry:
    return Entry(index.PAGE, texts_in(language).gettext("Cities"))
