"""The classes that are below other classes (P279): millions of pairs in little memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from twingraph.sources.wikidata.model import number

if TYPE_CHECKING:
    from collections.abc import Iterable

_BITS = 32  # numbers of items have fewer
_LOWER = (1 << _BITS) - 1


class Classes:
    """Pairs of a class and one that it is directly below of, eight bytes each."""

    def __init__(self) -> None:
        self._pairs = array("Q")

    def add(self, class_: str, above: Iterable[str]) -> None:
        """Add the classes that a class is directly below of.

        Args:
            class_: Item of the class, such as "Q515".
            above: Items of the classes above it.
        """
        below = number(class_) << _BITS
        self._pairs.extend(below | number(superclass) for superclass in above)

    def reaching(self, classes: Iterable[str], roots: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return for each class the roots that it is, or is below, by however many steps.

        Args:
            classes: Items of the classes.
            roots: Items of the roots.
        """
        wanted = {number(class_): class_ for class_ in classes}
        below: dict[int, set[int]] = defaultdict(set)
        for class_, above in self._upward(wanted).items():
            for superclass in above:
                below[superclass].add(class_)
        reached: dict[str, set[str]] = {class_: set() for class_ in wanted.values()}
        for root in roots:
            for class_ in _downward(number(root), below) & wanted.keys():
                reached[wanted[class_]].add(root)
        return {class_: frozenset(above) for class_, above in reached.items()}

    def _upward(self, classes: Iterable[int]) -> dict[int, set[int]]:
        """Return the classes directly above each of these, and above all that are above them.

        All pairs are read once for every step upward, some thirty in Wikidata: that takes
        seconds, and no memory for an index.
        """
        above: dict[int, set[int]] = {}
        ahead = set(classes)
        while ahead:
            above |= {class_: set() for class_ in ahead}
            for pair in self._pairs:
                if (class_ := pair >> _BITS) in ahead:
                    above[class_].add(pair & _LOWER)
            ahead = set[int]().union(*(above[class_] for class_ in ahead)) - above.keys()
        return above


def _downward(root: int, below: dict[int, set[int]]) -> set[int]:
    met: set[int] = set()
    ahead = [root]
    while ahead:
        if (class_ := ahead.pop()) not in met:
            met.add(class_)
            ahead += below.get(class_, ())
    return met
