"""The pages of officials, initiatives and networks: what they are related to, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.terms import kind_of
from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.notes import Notes
from twingraph.pages.site.related import grouped, kind_words
from twingraph.pages.site.told import accounts_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.related import Relations
    from twingraph.pages.site.survey import Survey
    from twingraph.pages.site.told import Account


def pages(found: Survey, frame: Frame, related: Relations) -> Iterator[tuple[str, str]]:
    """Yield the pages of all officials, initiatives and networks: where each lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
        related: The things to which each thing is related.
    """
    for kind in kind_words(found.language):
        for known in accounts_of(found.things.get(kind, ()), found):
            yield page_of(known.iri), page(known, found, frame, related)


def page(known: Account, found: Survey, frame: Frame, related: Relations) -> str:
    """Return the page of an official, an initiative or a network.

    Args:
        known: What is known of the thing.
        found: What the pages share.
        frame: The frame of the page.
        related: The things to which each thing is related.
    """
    place, notes, label = page_of(known.iri), Notes(), found.label(known.iri)
    return frame.render(
        "thing.html.jinja",
        place,
        what=kind_words(found.language)[kind_of(known.iri)],
        label=label,
        groups=grouped(related.get(known.iri, ()), place, found, frame),
        sections=told(known.sections, notes, label),
        notes=notes.sources,
        nodes=known.nodes,
    )
