"""The page of a partnership: its members on a map, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.picture import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey


def pages(found: Survey, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the pages of all partnerships: where each lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
    """
    for iri, tie in found.ties.items():
        page = page_of(iri)
        yield (
            page,
            frame.render(
                "partnership.html.jinja",
                page,
                tie=tie,
                members=[(member, found.labels[member]) for member in tie.members],
                drawn=drawn([tie], found.cities),
            ),
        )
