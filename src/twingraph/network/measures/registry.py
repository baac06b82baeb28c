"""What is measured: each measure with its definition, the source of its formula, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twingraph.network.simple import Network

Value = str | int | float | None
EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Table:
    """A measure that is not one number.

    Attributes:
        columns: Names of the columns.
        rows: The rows; None where a value is not defined.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a measure is of a network.

    Attributes:
        value: A number, or a table; None if it is not defined.
        nodes: Number of nodes that it was computed on.
        edges: Number of edges that it was computed on.
        reason: Why it is not defined; empty if it is.
        method: "exact", or how it was estimated, with the size of the sample.
        error: Standard error; None if it has none.
        seed: Seed of the random numbers; None if there are none.
        missing: Nodes that were left out because a value of theirs is missing.
    """

    value: Value | Table
    nodes: int
    edges: int
    reason: str = ""
    method: str = EXACT
    error: float | None = None
    seed: int | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    Attributes:
        key: Its name in JSON and CSV.
        label: Its name for people.
        definition: What it is, in a sentence.
        source: Where its formula is published.
        compute: Computes it.
    """

    key: str
    label: str
    definition: str
    source: str
    compute: Callable[[Network], Found]


MEASURES: dict[str, Measure] = {}


def measure(
    key: str, label: str, definition: str, source: str, known: dict[str, Measure] = MEASURES
) -> Callable[[Callable[[Network], Found]], Callable[[Network], Found]]:
    """Register a function as a measure.

    Args:
        key: Its name in JSON and CSV.
        label: Its name for people.
        definition: What it is, in a sentence.
        source: Where its formula is published.
        known: Where it is registered, by its key.
    """

    def register(compute: Callable[[Network], Found]) -> Callable[[Network], Found]:
        known[key] = Measure(key, label, definition, source, compute)
        return compute

    return register


def whole(network: Network, value: Value | Table, reason: str = "") -> Found:
    """Return what was found on the whole network.

    Args:
        network: The network.
        value: The value; None if it is not defined.
        reason: Why it is not defined.
    """
    return Found(value, network.graph.vcount(), network.graph.ecount(), reason)


def largest(network: Network, value: Value | Table, reason: str = "") -> Found:
    """Return what was found on the largest component.

    Args:
        network: The network.
        value: The value; None if it is not defined.
        reason: Why it is not defined.
    """
    return Found(value, network.largest.vcount(), network.largest.ecount(), reason)


def defined(number: float) -> float | None:
    """Return a number, or None where the division that gave it had no sense."""
    return float(number) if number == number and abs(number) != float("inf") else None  # noqa: PLR0124 - NaN
