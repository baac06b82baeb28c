"""The page of a city: its map, and its partners by date, with kind, standing and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.notes import Notes
from twingraph.pages.site.picture import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import City, Survey, Tie


class Row(NamedTuple):
    """A partnership in the table of a city.

    Attributes:
        tie: The partnership.
        partners: Address and name of each other member.
        notes: Numbers of its sources.
    """

    tie: Tie
    partners: tuple[tuple[str, str], ...]
    notes: tuple[int, ...]


def pages(found: Survey, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the pages of all cities that have a partner: where each lies, and its text.

    Args:
        found: What the pages share.
        frame: The frame of the pages.
    """
    ties_of = found.ties_of()
    for iri, city in found.cities.items():
        yield page_of(iri), _page(city, ties_of[iri], found, frame)


def _page(city: City, ties: Sequence[Tie], found: Survey, frame: Frame) -> str:
    notes = Notes()
    return frame.render(
        "city.html.jinja",
        page_of(city.iri),
        city=city,
        other_names=[name for name in city.names if name != city.label],
        drawn=drawn(ties, found.cities, first=[city.iri], centre=city.iri),
        rows=[_row(tie, city, found, notes) for tie in ties],
        notes=notes.sources,
    )


def _row(tie: Tie, city: City, found: Survey, notes: Notes) -> Row:
    others = (member for member in tie.members if member != city.iri)
    named = tuple((member, found.labels[member]) for member in others)
    return Row(tie, named, tuple(map(notes.number, tie.sources)))
