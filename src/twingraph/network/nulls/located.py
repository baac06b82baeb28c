"""The network with positions and populations, for models that need them of every city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twingraph.core.geo import EARTH_KM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from twingraph.network.cities import Attributes


@dataclass(frozen=True, eq=False)
class Located:
    """Cities of which everything is known that a model needs, and the pairs of them that partner.

    Attributes:
        points: Positions as unit vectors from the centre of the Earth, a row for each city.
        populations: Inhabitants of each city; 0 where a model does not need them.
        ends: The two cities of each pair, a row for each.
        cities_left_out: Cities with partners that were left out because something is not known.
        pairs_left_out: Pairs of partners that were left out with them.
    """

    points: NDArray[np.float64]
    populations: NDArray[np.float64]
    ends: NDArray[np.int64]
    cities_left_out: int
    pairs_left_out: int

    def kilometres(
        self, one: NDArray[np.int64] | int, other: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the distances between cities along great circles.

        Args:
            one: Numbers of cities, or one city.
            other: Numbers of as many other cities.
        """
        chords = np.linalg.norm(self.points[one] - self.points[other], axis=-1)
        away: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, chords / 2))
        return away


def located(
    pairs: Sequence[tuple[str, str]],
    known: Mapping[str, Attributes],
    *,
    population: bool,
) -> Located:
    """Choose the cities of which everything is known.

    Args:
        pairs: Ids of the two cities of each pair of partners; each pair counts once.
        known: What is known of cities, by their ids.
        population: Whether their population must be known as well.
    """
    needed = {"latitude", "longitude", *(("population",) if population else ())}
    distinct = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    linked = sorted({city for pair in distinct for city in pair})
    cities = [city for city in linked if needed <= known.get(city, {}).keys()]
    number = {city: n for n, city in enumerate(cities)}
    kept = [(number[a], number[b]) for a, b in distinct if a in number and b in number]
    return Located(
        _points([known[city] for city in cities]),
        np.array([float(known[city].get("population", 0)) for city in cities]),
        np.array(kept, dtype=np.int64).reshape(-1, 2),
        len(linked) - len(cities),
        len(distinct) - len(kept),
    )


def _points(known: Sequence[Attributes]) -> NDArray[np.float64]:
    degrees = [(float(one["latitude"]), float(one["longitude"])) for one in known]
    north, east = np.radians(np.array(degrees, dtype=np.float64).reshape(-1, 2)).T
    return np.column_stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    )
