"""Counts of the lines of a dump."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

_EXAMPLES = 5


@dataclass(slots=True)
class Tally:
    """Counts of some lines, which can be added to those of the lines before.

    Attributes:
        size: Bytes of the lines.
        lines: Number of lines.
        entities: Number of lines that have an entity, broken ones among them.
        places: Number of entities that name partners.
        broken: Number of lines that cannot be read.
        examples: Number and reason of the first of those; the first line is line 1.
        opens: Whether the bracket of an array opens.
        closes: Whether one closes.
        torn: Whether a last line, which is not counted, breaks off.
    """

    size: int = 0
    lines: int = 0
    entities: int = 0
    places: int = 0
    broken: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list)
    opens: bool = False
    closes: bool = False
    torn: bool = False

    def __iadd__(self, later: Tally) -> Self:
        """Add the counts of the lines that come next."""
        shifted = [(self.lines + number, reason) for number, reason in later.examples]
        self.examples = (self.examples + shifted)[:_EXAMPLES]
        self.size += later.size
        self.lines += later.lines
        self.entities += later.entities
        self.places += later.places
        self.broken += later.broken
        self.opens |= later.opens
        self.closes |= later.closes
        self.torn |= later.torn
        return self

    def add_broken(self, reason: str) -> None:
        """Count the current line, the last one so far, as one that cannot be read."""
        self.broken += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append((self.lines, reason))

    def described(self) -> str:
        """Return the first lines that cannot be read, each with the reason."""
        return "; ".join(f"line {number:,}: {reason}" for number, reason in self.examples)
