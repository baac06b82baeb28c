"""The differences between two builds, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["added", "removed", "changed", "moved"]

# Headings in their order: first what changed in the world, then who says so.
ASPECTS = {
    "cities": "Cities",
    "partnerships": "Partnerships",
    "members": "Members of partnerships",
    "kinds": "Kinds of partnerships",
    "statuses": "Statuses",
    "dates": "Dates",
    "memberships": "Memberships in networks",
    "names": "Names of cities",
    "charters": "Charters",
    "other": "Other things",
    "sources": "Sources",
    "claims": "Claims",
    "evidence": "Quoted words",
    "support": "Sources of statements that are in both",
    "derived": "What follows from the statements",
    "ontology": "Ontology",
}
ORDER = list(ASPECTS)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was added, changed or removed.

    Attributes:
        aspect: Heading under which it belongs: a key of ``ASPECTS``.
        change: "added", "removed" or "changed".
        thing: Short address of the thing, such as partnership/krakow--kyiv.
        label: Name of the thing and, if it has parts, of the part that is meant.
        part: Short address of the part that has the value, such as phase/krakow--kyiv/1; that of
            the thing if it has the value itself.
        property: Short name of the property; rdf:type where a thing was added or removed, id where
            it has another address.
        language: Language of the value; empty if it has none.
        old: The value in the old build; empty if it was added.
        new: The value in the new build; empty if it was removed.
        property_label: The property in words.
        old_label: The old value in words.
        new_label: The new value in words.
        source: Short addresses of the sources that make the statement, with spaces between: of
            the new value if there is one.
        reason: Why the new value was preferred to its rivals; empty if it has none.
    """

    aspect: str
    change: Kind
    thing: str
    label: str
    part: str
    property: str
    language: str
    old: str
    new: str
    property_label: str
    old_label: str
    new_label: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Number of claims, or of other lines that are only counted, that differ.

    Attributes:
        aspect: Kind of the lines: a key of ``ASPECTS``.
        change: "moved" is a claim that stands in another row of a table and is otherwise the same.
        count: The number.
        thing: Short address of the source that they belong to; empty if they belong to none.
        label: Title of the source.
    """

    aspect: str
    change: Kind
    count: int
    thing: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences between two builds; it is false if there are none.

    A claim that only stands in another row of a table is counted, but is not a difference: the row
    above it may be new, or the folder may have another name.

    Attributes:
        changes: Changed statements, by aspect and address.
        tallies: Counts of all other lines that differ.
    """

    changes: tuple[Change, ...] = ()
    tallies: tuple[Count, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.changes) or any(tally.change != "moved" for tally in self.tallies)


def whole(changes: Iterable[Change], *kinds: Kind) -> set[str]:
    """Return the addresses of things, and parts of things, that were added or removed as a whole.

    Args:
        changes: The changes.
        kinds: "added", "removed", or both.
    """
    return {c.part for c in changes if c.property == "rdf:type" and c.change in kinds}
