"""How partnerships stand, and how each standing looks: the one table for all pages.

A line tells the standing of its partnership by its colour and, for those who see no colours and in
print, by its dash. Its kind is told in words. The colours are in ``base.css``: ``--standing-`` and
the id, in light and dark, with more contrast where that is asked for, and without colours of our
own where those of the system are forced.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from twingraph.core import ontology
from twingraph.core.terms import CONCEPT
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from datetime import date

    from twingraph.core.dates import ImpreciseDate
    from twingraph.core.languages import Language

_PAIR = 2
_SILENT = frozenset({"undated", "derived"})  # standings that say nothing of the status
_NOT_IN_FORCE = frozenset({"dormant", "suspended", "ended"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partnership stands.

    Attributes:
        id: Its name, such as "ended"; ``--standing-ended`` is its colour.
        dash: Strokes and gaps of its line, in pixels; a plain line has none.
    """

    id: str
    dash: tuple[int, ...]


# In the order of a legend.
STANDINGS = (
    Standing("active", ()),
    Standing("undated", (14, 5)),
    Standing("planned", (5, 5)),
    Standing("dormant", (14, 5, 2, 5)),
    Standing("suspended", (10, 4, 2, 4, 2, 4)),
    Standing("ended", (2, 5)),
    Standing("unknown", (5, 10)),
    Standing("derived", (20, 4, 6, 4)),
)
STATUSES = ("active", "dormant", "suspended", "ended")  # The others are words of the pages.


def standing(
    status: str, start: ImpreciseDate | None, today: date | None, *, members: int = _PAIR
) -> str:
    """Return how a partnership stands.

    What is to begin, and what is known not to be in force, is told before anything else; then that
    a line joins two of more members, who have not agreed on a partnership of two; then that no
    source says since when. What has begun and of which no source says how it stands is "unknown":
    no status is invented.

    Args:
        status: Its status today, such as "ended", or "" if no source gives one. One that is not a
            status of twingraph counts as unknown too.
        start: When it began or is to begin; None if no source says.
        today: The day of the dataset; None if it is not known, and then nothing is planned.
        members: How many members it has, where the line joins only two of them.

    Returns:
        The id of one of the standings.
    """
    if today and start and start.earliest and start.earliest > today:
        return "planned"
    if status in _NOT_IN_FORCE:
        return status
    if members > _PAIR:
        return "derived"
    if start is None:
        return "undated"
    return "active" if status == "active" else "unknown"


@cache
def labels(language: Language) -> dict[str, str]:
    """Return what each standing is called, in the order of a legend.

    Args:
        language: Language of the words.

    >>> labels("de")["ended"], labels("en")["undated"]
    ('beendet', 'undated')
    """
    statuses = {each: ontology.labels(f"{CONCEPT}status-{each}")[language] for each in STATUSES}
    known = _own(language) | statuses
    return {each.id: known[each.id] for each in STANDINGS}


def _own(language: Language) -> dict[str, str]:
    """Return what a partnership is called that no status of the ontology describes."""
    own = texts_in(language)
    return {
        "planned": own.pgettext("how a partnership stands", "planned"),
        "undated": own.pgettext("how a partnership stands", "undated"),
        "unknown": own.pgettext("how a partnership stands", "status unknown"),
        "derived": own.pgettext("how a partnership stands", "in a partnership of several"),
    }


def told(status: str, standing: str, language: Language) -> str:
    """Return in words how a partnership stands: its status, and what else its line tells.

    That no source says since when is no status, so it does not stand alone.

    Args:
        status: Its status today, or "".
        standing: Id of its standing.
        language: Language of the words.

    >>> told("active", "undated", "en"), told("ended", "ended", "en"), told("", "planned", "en")
    ('active, undated', 'ended', 'planned')
    >>> told("", "undated", "en")
    'status unknown, undated'
    """
    known = labels(language)
    if not status and standing in _SILENT:
        status = "unknown"
    return ", ".join(known[each] for each in dict.fromkeys((status, standing)) if each in known)
