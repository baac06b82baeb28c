"""The levels of places, and the classes of Wikidata that decide the level of a place.

``data/levels.csv`` decides both. Of several classes of a place the first row counts, and the order
in which the levels come there is their order: city, municipality, district, region.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from twingraph.tables.folder import shipped

if TYPE_CHECKING:
    from collections.abc import Collection


class Root(NamedTuple):
    """A class whose members, and those of all classes below it, are on one level.

    Attributes:
        item: The class.
        label: Its English label.
        level: The level; empty if members of the class are not places at all.
    """

    item: str
    label: str
    level: str


@cache
def _rows() -> tuple[Root, ...]:
    rows = shipped("levels.csv")
    return tuple(Root(row["item"], row["label"], row["level"]) for row in rows)


def roots() -> tuple[str, ...]:
    """Return the classes that decide, the first first."""
    return tuple(root.item for root in _rows())


def names() -> tuple[str, ...]:
    """Return the levels in their order."""
    return tuple(dict.fromkeys(root.level for root in _rows() if root.level))


def deciding(classes: Collection[str]) -> Root | None:
    """Return the first of some classes that decides; None if none of them does."""
    return next((root for root in _rows() if root.item in classes), None)
