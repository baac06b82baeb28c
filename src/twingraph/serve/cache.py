"""Answers that are kept to be given again, the least used of which goes when there are too many.

A build never changes, so an answer to a query is right for as long as its build is served, unless
the query asks for the time or for chance.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.store.formats import Written

_LARGEST = 10  # so many answers fit at least
_BESIDE = 500  # bytes that an answer takes beside its data


class Cache:
    """Answers by a hash of what they answer: a query may be far longer than its answer.

    Args:
        size: Bytes that all of them together may take.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers = OrderedDict[bytes, "Written"]()

    def get(self, key: bytes) -> Written | None:
        """Return the answer that is kept, if one is."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: bytes, answer: Written) -> None:
        """Keep an answer, unless it is so large that few others would stay."""
        if key in self._answers or _size(answer) * _LARGEST > self._size:
            return
        self._answers[key] = answer
        self._held += _size(answer)
        while self._held > self._size:
            _, oldest = self._answers.popitem(last=False)
            self._held -= _size(oldest)


def _size(answer: Written) -> int:
    return len(answer.data) + sum(map(len, answer.absent)) + _BESIDE
