"""The distances of partners beside those that a model gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.nulls import models
from twingraph.network.nulls.located import Located, located

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from twingraph.network.cities import Attributes

MODELS = ("configuration", "gravity")
NEAR_KM = 250
CONFIDENCE = 0.95
_LEAST_PAIRS = 2

STATISTICS: dict[str, tuple[str, Callable[[NDArray[np.float64]], float]]] = {
    "mean": ("mean distance, km", lambda km: float(km.mean())),
    "median": ("median distance, km", lambda km: float(np.median(km))),
    "near": (f"share of pairs within {NEAR_KM} km", lambda km: float((km <= NEAR_KM).mean())),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A statistic of the distances, and what a model gives.

    Attributes:
        id: Its id.
        statistic: Its name.
        observed: Its value.
        expected: Its mean over all draws.
        deviation: Its standard deviation over all draws.
        low: Lower end of the middle 95 % of the draws.
        high: Upper end of the middle 95 % of the draws.
        z: (observed − expected) / deviation; None where all draws are the same.
        p: Share of draws that are at least as far from the mean of the draws as the observed
            value, which counts as one of them.
    """

    id: str
    statistic: str
    observed: float
    expected: float
    deviation: float
    low: float
    high: float
    z: float | None
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a model says of the distances of partners.

    Attributes:
        model: Its name.
        definition: What it is.
        cities: Number of cities with partners that were taken.
        pairs: Number of pairs of partners that were taken.
        cities_left_out: Cities that were left out, because something is not known.
        pairs_left_out: Pairs that were left out with them.
        draws: Number of draws.
        seed: Seed of the random numbers.
        rows: The statistics; none if the model could not be drawn.
        reason: Why it could not be drawn.
    """

    model: str
    definition: str
    cities: int
    pairs: int
    cities_left_out: int
    pairs_left_out: int
    draws: int
    seed: int
    rows: Sequence[Row]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chance:
    """How chance is drawn.

    Attributes:
        draws: Number of draws of each model.
        seed: Seed of the random numbers.
        decay: The power of the distance in the gravity model.
    """

    draws: int = 1_000
    seed: int = 1
    decay: float = 1.0  # Zipf's


def compare(
    pairs: Sequence[tuple[str, str]],
    known: Mapping[str, Attributes],
    wanted: Collection[str] = MODELS,
    chance: Chance | None = None,
) -> list[Comparison]:
    """Compare the distances of partners with models.

    Args:
        pairs: Ids of the two cities of each pair of partners; each pair counts once.
        known: What is known of cities, by their ids.
        wanted: Those of ``MODELS`` that are wanted.
        chance: How chance is drawn.
    """
    chance = chance or Chance()
    compared = {"configuration": _configuration, "gravity": _gravity}
    return [compared[model](pairs, known, chance) for model in MODELS if model in wanted]


def _configuration(
    pairs: Sequence[tuple[str, str]], known: Mapping[str, Attributes], chance: Chance
) -> Comparison:
    network = located(pairs, known, population=False)
    definition = (
        "Each city keeps the number of its partners; who they are is chance. Drawn by switching"
        " pairs, without a city that is its own partner or has one twice."
    )
    drawn = models.configuration(network, chance.draws, chance.seed)
    return _compared("configuration", definition, network, drawn, chance)


def _gravity(
    pairs: Sequence[tuple[str, str]], known: Mapping[str, Attributes], chance: Chance
) -> Comparison:
    network = located(pairs, known, population=True)
    definition = (
        "Two cities are partners in proportion to the product of their populations /"
        f" km^{chance.decay:g}, cities within {models.NEAREST_KM:g} km as at that distance."
    )
    drawn = models.gravity(network, chance.draws, chance.seed, chance.decay)
    return _compared("gravity", definition, network, drawn, chance)


def _compared(
    model: str,
    definition: str,
    network: Located,
    drawn: Iterable[NDArray[np.float64]],
    chance: Chance,
) -> Comparison:
    size = len(network.points), len(network.ends)
    left_out = network.cities_left_out, network.pairs_left_out
    how = chance.draws, chance.seed
    if len(network.ends) < _LEAST_PAIRS:
        reason = f"fewer than {_LEAST_PAIRS} pairs of partners have all that is needed"
        return Comparison(model, definition, *size, *left_out, *how, (), reason)
    observed = network.kilometres(network.ends[:, 0], network.ends[:, 1])
    found = np.array([[of(km) for _, of in STATISTICS.values()] for km in drawn])
    rows = [
        _row(key, name, of(observed), found[:, n])
        for n, (key, (name, of)) in enumerate(STATISTICS.items())
    ]
    return Comparison(model, definition, *size, *left_out, *how, rows)


def _row(key: str, name: str, observed: float, drawn: NDArray[np.float64]) -> Row:
    expected, deviation = float(drawn.mean()), float(drawn.std(ddof=1)) if len(drawn) > 1 else 0.0
    tail = (1 - CONFIDENCE) / 2
    low, high = map(float, np.quantile(drawn, [tail, 1 - tail]))
    same = bool(np.ptp(drawn) < 1e-9)  # noqa: PLR2004 - kilometres; all draws are one network
    apart = np.abs(drawn - expected) >= abs(observed - expected)
    return Row(
        key,
        name,
        observed,
        expected,
        deviation,
        low,
        high,
        None if same else (observed - expected) / deviation,
        (1 + int(apart.sum())) / (1 + len(drawn)),
    )
