"""Studies of the network in the words of a page: growth, survival, events, distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.dates import parse
from twingraph.core.datewords import words
from twingraph.pages.report.studies import distances, time
from twingraph.pages.report.studies.study import Study

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.report.studies.found import Found
    from twingraph.store.engine import Store

__all__ = ["Study", "told"]


def told(found: Found | None, store: Store, language: Language) -> tuple[Study, ...]:
    """Return studies in the words of a language.

    Args:
        found: What was computed; None if nothing could be.
        store: The store, which knows the names of states.
        language: The language.
    """
    if found is None:
        return ()
    day = words(parse(found.day.isoformat()), language)
    return (
        time.growth(found.growth, day, language),
        time.survival(found.survival, day, language),
        time.events(found.events, day, store, language),
        distances.distances(found.distances, day, language),
    )
