"""The first page: what this is, how much there is, a search, and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.terms import thing
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import dataset_of
from twingraph.pages.texts import texts_in
from twingraph.pages.wording import worded
from twingraph.serve.pages.frame import framed
from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.serve.pages.frame import Visit
    from twingraph.store.engine import Store

# Questions that show what the graph can tell.
FEATURED = (
    "twin-towns",
    "longest",
    "suspended-or-ended",
    "by-decade",
    "existing-on",
    "network-members",
    "path",
    "contradictions",
)


def page(store: Store, visit: Visit) -> str:
    """Return the first page.

    Args:
        store: The store that is asked.
        visit: What the request says.
    """
    asker = Asker(store)
    dataset = dataset_of(asker, visit.language)
    frame = framed(visit, dataset.footer)
    found = {row["what"]: row["number"] for row in asker.ask("serve/numbers")}
    asked = [(questions.named(name), frame.way(f"question/{name}")) for name in FEATURED]
    return frame.render(
        "start.html.jinja",
        frame.page(""),
        numbers=_numbers(found, visit.language),
        asked=[(worded(question, visit.language).summary, goal) for question, goal in asked],
        example=thing("city", "krakow"),
    )


def _numbers(found: dict[str, int], language: Language) -> list[str]:
    """Return how much there is, each number with its noun."""
    own = texts_in(language)
    return [
        own.ngettext("{number} city", "{number} cities", found.get("cities", 0)),
        own.ngettext("{number} country", "{number} countries", found.get("countries", 0)),
        own.ngettext("{number} partnership", "{number} partnerships", found.get("partnerships", 0)),
        own.ngettext("{number} source", "{number} sources", found.get("sources", 0)),
        own.ngettext("{number} claim", "{number} claims", found.get("claims", 0)),
    ]
