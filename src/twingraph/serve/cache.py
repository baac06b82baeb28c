"""Answers that are kept to be given again, the least used of which goes when there are too many.

A build never changes, so an answer to a query is right for as long as its build is served, unless
the query asks for the time or for chance.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from twingraph.store.formats import Written

_LARGEST = 10  # so many answers fit at least


class Cache:
    """Answers by what they answer.

    Args:
        size: Bytes that all of them together may have.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers = OrderedDict["Hashable", "Written"]()

    def get(self, key: Hashable) -> Written | None:
        """Return the answer that is kept, if one is."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: Hashable, answer: Written) -> None:
        """Keep an answer, unless it is so large that few others would stay."""
        if key in self._answers or len(answer.data) * _LARGEST > self._size:
            return
        self._answers[key] = answer
        self._held += len(answer.data)
        while self._held > self._size:
            _, oldest = self._answers.popitem(last=False)
            self._held -= len(oldest.data)
