"""The sources of a page, which are numbered in the order in which the page refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.pages.site.survey import Source


class Notes:
    """The sources of a page."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    @property
    def sources(self) -> list[Source]:
        """The sources so far, by their numbers."""
        return list(self._numbers)

    def number(self, source: Source) -> int:
        """Return the number of a source, from 1."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)
