"""The page of one thing, for a server: as in a site, but asked of what is around the thing alone.

So a page takes a dozen small queries, however large the graph is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.terms import kind_of
from twingraph.pages.asking import Asker
from twingraph.pages.site import city, partnership, thing
from twingraph.pages.site.addresses import KINDS
from twingraph.pages.site.survey import learn, survey_of
from twingraph.pages.site.told import accounts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import Survey
    from twingraph.pages.site.told import Account
    from twingraph.store.engine import Store

    Page = Callable[[Account, Survey, Frame, Relations], str]

MOST = 500  # things of a kind to which a page leads

_PAGES: dict[str, Page] = {"city": city.page, "partnership": partnership.page}
_TIED = (
    "city",
    "partnership",
)  # a city and its partnerships lead to each other by a table of their own


class Around(NamedTuple):
    """What is around a thing.

    Attributes:
        found: The thing, and those to which its page leads: at most ``MOST`` of each kind.
        related: Those that the page groups by what they are.
        numbers: How many there are of each kind of which there are more.
    """

    found: Survey
    related: tuple[str, ...]
    numbers: Mapping[str, int]


def page(iri: str, near: Around, frame: Frame) -> str:
    """Return the page of a thing.

    Args:
        iri: Address of the thing, which is one of ``addresses.KINDS``.
        near: What is around the thing.
        frame: The frame of the page.
    """
    found, related = near.found, {iri: near.related}
    learn(near.related, found.labels)
    (known,) = accounts_of([iri], found)
    return _PAGES.get(kind_of(iri), thing.page)(known, found, frame, related)


def around(iri: str, store: Store, language: Language) -> Around:
    """Ask for what the page of a thing needs: the thing, and those to which its page leads.

    Args:
        iri: Address of the thing.
        store: The store that is asked.
        language: Language of the page.
    """
    asker = Asker(store)
    rows = asker.about("site/around", [iri]) + asker.about("site/related", [iri])
    # Sorted here: to sort thousands of addresses takes the engine longer than to find them.
    others = sorted({row["other"] for row in rows} - {iri})
    numbers = Counter(map(kind_of, others))
    shown = list(_first(other for other in others if kind_of(other) in KINDS))
    found = survey_of([iri, *shown], store, language)
    apart = _TIED if kind_of(iri) in _TIED else ()
    related = tuple(other for other in shown if kind_of(other) not in apart)
    cut = {kind: numbers[kind] for kind in KINDS if numbers[kind] > MOST}
    return Around(found, related, cut)


def _first(things: Iterable[str]) -> Iterator[str]:
    """Yield the first things of each kind."""
    met = Counter[str]()
    for iri in things:
        met[kind_of(iri)] += 1
        if met[kind_of(iri)] <= MOST:
            yield iri
