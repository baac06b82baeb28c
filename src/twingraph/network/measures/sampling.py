"""What is drawn at random, always from a seed.

Where an exact value would take too long it is estimated from a sample, with its standard error.

Distances from every node to every other take a time that grows with the square of the size. Of
a larger component they are measured from nodes that are drawn from a seed. The draw is divided into
parts of the same size; the standard error is that of the mean of what the parts give.
"""

from __future__ import annotations

import random
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import igraph as ig
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from twingraph.network.simple import Network

LARGEST_EXACT = 20_000  # nodes of the largest component
PARTS = 10
IN_A_PART = 50
SEED = 1
METHOD = f"estimated from {PARTS * IN_A_PART} nodes drawn at random"


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw its random numbers from a seed.

    Args:
        seed: The seed.
    """
    ig.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret hangs on it
    try:
        yield
    finally:
        ig.set_random_number_generator(random)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, with its standard error if it is estimated."""

    value: float
    error: float | None


@dataclass(frozen=True, slots=True)
class Distances:
    """Distances from the drawn nodes.

    Attributes:
        hops: Number of nodes at each distance, from 1: a row for each part of the draw.
        sums: Sum of the distances to each node of the component: a row for each part.
    """

    hops: NDArray[np.int64]
    sums: NDArray[np.int64]


def error_of(parts: Sequence[float]) -> float | None:
    """Return the standard error of the mean of what the parts give; None without parts."""
    return float(np.std(parts, ddof=1) / len(parts) ** 0.5) if parts else None


@lru_cache(maxsize=1)
def drawn(network: Network) -> list[list[int]]:
    """Draw nodes of the largest component, each at most once, in parts."""
    chance = np.random.default_rng(SEED)
    nodes = chance.choice(network.largest.vcount(), PARTS * IN_A_PART, replace=False)
    return [sorted(part.tolist()) for part in nodes.reshape(PARTS, IN_A_PART)]


@lru_cache(maxsize=1)
def distances(network: Network) -> Distances:
    """Measure the distances from the drawn nodes to all of the largest component."""
    hops, sums = [], []
    for part in drawn(network):
        away = np.array(network.largest.distances(source=part), dtype=np.int64)
        hops.append(np.bincount(away.ravel())[1:])
        sums.append(away.sum(axis=0))
    longest = max(map(len, hops))
    padded = [np.pad(row, (0, longest - len(row))) for row in hops]
    return Distances(np.array(padded), np.array(sums))
