"""The pages of officials, initiatives and networks: what they are related to, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.notes import Notes
from twingraph.pages.site.related import grouped, kind_words
from twingraph.pages.site.told import accounts_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import Survey


def pages(found: Survey, frame: Frame, related: Relations) -> Iterator[tuple[str, str]]:
    """Yield the pages of all officials, initiatives and networks: where each lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
        related: The things to which each thing is related.
    """
    for kind, what in kind_words(found.language).items():
        for iri, sections, nodes in accounts_of(found.things.get(kind, ()), found):
            page, notes, label = page_of(iri), Notes(), found.label(iri)
            yield (
                page,
                frame.render(
                    "thing.html.jinja",
                    page,
                    what=what,
                    label=label,
                    groups=grouped(related.get(iri, ()), page, found, frame),
                    sections=told(sections, notes, label),
                    notes=notes.sources,
                    nodes=nodes,
                ),
            )
