"""Two ways in which chance may choose partners; each yields the distances of one draw at a time.

- The configuration model: every city keeps the number of its partners, and who they are is
  chance (Newman, Strogatz and Watts, Physical Review E 64, 2001, 026118). Drawn by switching: two
  pairs of partners exchange partners, in rounds that take every pair once, unless a city
  would be its own partner or have a partner twice (Maslov and Sneppen, Science 296, 2002, 910).
- Gravity: two cities are partners in proportion to the product of their populations, divided by a
  power of their distance (Zipf, American Sociological Review 11, 1946, 677). As many pairs are
  drawn as there are, each on its own, so that one may be drawn twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from twingraph.network.nulls.located import Located

ROUNDS = 3  # of switching, from one draw to the next; one changes most pairs already
WARM_UP = 20  # rounds before the first draw
NEAREST_KM = 1.0  # cities that are nearer count as being so far apart: gravity divides by it


def configuration(network: Located, draws: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Yield the distances of the partners in each draw of the configuration model.

    Args:
        network: The network.
        draws: Number of draws.
        seed: Seed of the random numbers.
    """
    chance = np.random.default_rng(seed)
    ends = network.ends
    for draw in range(draws):
        for _ in range(ROUNDS if draw else WARM_UP):
            ends = switched(ends, chance)
        yield network.kilometres(ends[:, 0], ends[:, 1])


def switched(ends: NDArray[np.int64], chance: Generator) -> NDArray[np.int64]:
    """Let pairs of partners exchange partners, each at most once.

    Args:
        ends: The two cities of each pair, a row for each, no pair twice.
        chance: The random numbers.

    Returns:
        Pairs in which every city is as often as before, none with itself, and no pair twice.
    """
    half = len(ends) // 2
    if not half:
        return ends
    order = chance.permutation(len(ends))
    one, other, rest = ends[order[:half]], ends[order[half : 2 * half]], ends[order[2 * half :]]
    other = np.where(chance.random(half)[:, None] < 0.5, other, other[:, ::-1])  # noqa: PLR2004
    proposed = np.stack([one, other])
    proposed[:, :, 1] = proposed[::-1, :, 1]
    size = int(ends.max()) + 1
    keys = _keys(proposed, size)
    _, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    refused = (proposed[:, :, 0] == proposed[:, :, 1]) | np.isin(keys, _keys(ends, size))
    refused |= (times[place] > 1).reshape(keys.shape)
    kept = np.stack([one, other])
    accepted = ~refused.any(axis=0)
    kept[:, accepted] = proposed[:, accepted]
    return np.concatenate([kept.reshape(-1, 2), rest])


def _keys(ends: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return one number for each pair, whichever city comes first."""
    keys: NDArray[np.int64] = ends.min(axis=-1) * size + ends.max(axis=-1)
    return keys


def gravity(network: Located, draws: int, seed: int, decay: float) -> Iterator[NDArray[np.float64]]:
    """Yield the distances of the partners in each draw of the gravity model.

    Args:
        network: The network, with populations.
        draws: Number of draws.
        seed: Seed of the random numbers.
        decay: The power of the distance.
    """
    chance = np.random.default_rng(seed)
    cities, pairs = len(network.points), len(network.ends)
    totals = np.array([_weights(network, city, decay).sum() for city in range(cities)])
    # How often each city is the first of the two, in each draw.
    often = chance.multinomial(pairs, totals / totals.sum(), size=draws)
    distances = np.empty((draws, pairs))
    filled = np.zeros(draws, dtype=np.int64)
    for city in np.flatnonzero(often.any(axis=0)).tolist():
        reached = _weights(network, city, decay).cumsum()
        drawn = chance.random(int(often[:, city].sum())) * reached[-1]
        others = city + 1 + np.searchsorted(reached, drawn, side="right")
        draw = np.repeat(np.arange(draws), often[:, city])
        within = np.arange(len(draw)) - np.repeat(
            often[:, city].cumsum() - often[:, city], often[:, city]
        )
        distances[draw, filled[draw] + within] = network.kilometres(city, others)
        filled += often[:, city]
    yield from distances


def _weights(network: Located, city: int, decay: float) -> NDArray[np.float64]:
    """Return the weights of the pairs of a city with each city after it."""
    others = np.arange(city + 1, len(network.points))
    away = np.maximum(network.kilometres(city, others), NEAREST_KM)
    weights: NDArray[np.float64] = (
        network.populations[city] * network.populations[others] / away**decay
    )
    return weights
