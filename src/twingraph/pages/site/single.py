"""The page of one thing, for a server: as in a site, but asked of what is around the thing alone.

So a page takes a dozen small queries, however large the graph is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.terms import kind_of
from twingraph.pages.asking import Asker
from twingraph.pages.site import city, partnership, thing
from twingraph.pages.site.addresses import KINDS
from twingraph.pages.site.related import relations
from twingraph.pages.site.survey import learn, survey_of
from twingraph.pages.site.told import accounts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import Survey
    from twingraph.pages.site.told import Account
    from twingraph.store.engine import Store

    Page = Callable[[Account, Survey, Frame, Relations], str]

_PAGES: dict[str, Page] = {"city": city.page, "partnership": partnership.page}


def page(iri: str, found: Survey, frame: Frame) -> str:
    """Return the page of a thing.

    Args:
        iri: Address of the thing, which is one of ``addresses.KINDS``.
        found: What is around the thing.
        frame: The frame of the page.
    """
    related = relations(found)
    learn(related.get(iri, ()), found.labels)
    (known,) = accounts_of([iri], found)
    return _PAGES.get(kind_of(iri), thing.page)(known, found, frame, related)


def around(iri: str, store: Store, language: Language) -> Survey:
    """Ask for what the page of a thing needs: the thing, and those to which its page leads.

    Args:
        iri: Address of the thing.
        store: The store that is asked.
        language: Language of the page.
    """
    asker = Asker(store)
    rows = asker.about("site/around", [iri]) + asker.about("site/related", [iri])
    others = (row["other"] for row in rows)
    shown = (other for other in others if kind_of(other) in KINDS)
    return survey_of(dict.fromkeys([iri, *shown]), store, language)
