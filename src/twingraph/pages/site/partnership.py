"""The page of a partnership: its members on a map, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.notes import Notes
from twingraph.pages.site.picture import drawn
from twingraph.pages.site.related import grouped
from twingraph.pages.site.told import accounts_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import Survey
    from twingraph.pages.site.told import Account


def pages(found: Survey, frame: Frame, related: Relations) -> Iterator[tuple[str, str]]:
    """Yield the pages of all partnerships: where each lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
        related: The things to which each thing is related.
    """
    for known in accounts_of(list(found.ties), found):
        yield page_of(known.iri), page(known, found, frame, related)


def page(known: Account, found: Survey, frame: Frame, related: Relations) -> str:
    """Return the page of a partnership.

    Args:
        known: What is known of the partnership.
        found: What the pages share.
        frame: The frame of the page.
        related: The things to which each thing is related.
    """
    place, tie, notes = page_of(known.iri), found.ties[known.iri], Notes()
    others = (other for other in related.get(known.iri, ()) if other not in tie.members)
    return frame.render(
        "partnership.html.jinja",
        place,
        tie=tie,
        members=[(member, found.labels[member]) for member in tie.members],
        drawn=drawn([tie], found.cities),
        groups=grouped(others, place, found, frame),
        sections=told(known.sections, notes, tie.label),
        notes=notes.sources,
        nodes=known.nodes,
    )
