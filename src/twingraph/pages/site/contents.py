"""Which pages a language of a site has, and their texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.pages.atlas import render
from twingraph.pages.atlas.ask import atlas
from twingraph.pages.site import answers, city, downloads, index, listing, partnership, thing
from twingraph.pages.site.addresses import KINDS, page_of
from twingraph.pages.site.frame import Entry, Frame
from twingraph.pages.site.related import relations, titles
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.site.downloads import Download
    from twingraph.pages.site.index import View
    from twingraph.pages.site.survey import Survey

ATLAS = "atlas.html"
REPORT = "report.html"


def light_frame(found: Survey, languages: tuple[Language, ...]) -> Frame:
    """Return the frame of the pages that every build has.

    Args:
        found: What the pages share.
        languages: All languages of the pages; those of the first lie with the shared files.
    """
    return Frame(
        language=found.language,
        languages=languages,
        pages=frozenset(map(page_of, found.cities)),
        home=languages[0],
        navigation=(_home(found.language),),
        footer=found.dataset.footer,
    )


def light(found: Survey, frame: Frame, views: Iterable[View]) -> Iterator[tuple[str, str]]:
    """Yield the pages that every build has: an index, and a page for each city with a partner.

    Args:
        found: What the pages share.
        frame: Their frame.
        views: Other pages that the index leads to.

    Yields:
        Where each page lies, and its text.
    """
    yield index.PAGE, index.render(found, frame, views)
    yield from city.light(found, frame)


@dataclass(frozen=True, slots=True)
class Plan:
    """What all languages of a site have in common.

    Attributes:
        languages: The languages.
        base: Address of the site, with a slash at its end; "" if it is not known.
        downloads: The files of the build; none if the site is not made from a build.
    """

    languages: tuple[Language, ...]
    base: str = ""
    downloads: tuple[Download, ...] = ()


def whole(found: Survey, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield all pages of a language of a site.

    Args:
        found: What the pages share.
        plan: What all languages have in common.

    Yields:
        Where each page lies, and its text.
    """
    related = relations(found)
    frame = whole_frame(found, plan)
    yield index.PAGE, index.render(found, frame)
    yield ATLAS, render(atlas(found.store, found.language), "./", frame.others(ATLAS))
    yield from listing.pages(found, frame)
    yield from answers.pages(found, frame)
    if plan.downloads:
        yield downloads.PAGE, downloads.render(plan.downloads, frame)
    yield from city.pages(found, frame, related)
    yield from partnership.pages(found, frame, related)
    yield from thing.pages(found, frame, related)


def whole_frame(found: Survey, plan: Plan) -> Frame:
    """Return the frame of the pages of a site.

    Args:
        found: What the pages of a language share.
        plan: What all languages have in common.
    """
    lists = [page for kind, page in listing.PAGES.items() if found.things.get(kind)]
    things = (page_of(iri) for kind in KINDS for iri in found.things.get(kind, ()))
    return Frame(
        language=found.language,
        languages=plan.languages,
        pages=frozenset([*lists, *things]),
        navigation=tuple(_navigation(found.language, lists, plan)),
        footer=found.dataset.footer,
        base=plan.base,
    )


def _navigation(language: Language, lists: Iterable[str], plan: Plan) -> Iterator[Entry]:
    own, words = texts_in(language), titles(language)
    named = {page: words[kind] for kind, page in listing.PAGES.items()}
    yield _home(language)
    yield Entry(ATLAS, own.gettext("Atlas"))
    yield from (Entry(page, named[page]) for page in lists)
    yield Entry(answers.PAGE, own.gettext("Questions and answers"))
    yield Entry(REPORT, own.gettext("Report"))
    if plan.downloads:
        yield Entry(downloads.PAGE, own.gettext("Downloads"))


def _home(language: Language) -> Entry:
    return Entry(index.PAGE, texts_in(language).gettext("Cities"))
