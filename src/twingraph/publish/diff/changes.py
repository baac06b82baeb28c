"""What differs between two builds, as data."""

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
        aspect: What it is about: a key of ``ASPECTS``.
        change: "added", "removed" or "changed".
        thing: Short address of the thing, such as partnership/krakow--kyiv.
        label: Name of the thing and, if it has parts, of the part that is meant.
        part: Short address of the part that has the value, such as phase/krakow--kyiv/1; that of
            the thing if it has the value itself.
        property: Short name of the property; rdf:type where a thing came or went, id where it
            got another address.
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
    """How many claims, or other lines that are only counted, differ.

    Attributes:
        aspect: What is counted: a key of ``ASPECTS``.
        change: "moved" is a claim that stands in another row of a table and is else the same.
        count: How many.
        thing: Short address of the source that they belong to; empty if it is none.
        label: Its title.
    """

    aspect: str
    change: Kind
    count: int
    thing: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two builds; it is false if nothing does.

    That a claim stands in another row of a table is told, but is no difference: the row above it
    may be new, or the folder have another name.

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
    """Return the addresses of things, and parts of things, that came or went as a whole."""
    return {c.part for c in changes if c.property == "rdf:type" and c.change in kinds}
