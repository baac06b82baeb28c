"""Whether nodes that are alike are joined: by degree, and by what is known of cities.

The standard error of each coefficient is Newman's, by jackknife: the coefficient is computed again
without each edge in turn. The values at the ends of the other edges stay as they are, the degrees
among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from twingraph.network.measures.registry import Found, defined, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from twingraph.network.simple import Attribute, Network

_DEGREES = "Newman, Physical Review Letters 89 (2002) 208701"
_MIXING = "Newman, Physical Review E 67 (2003) 026126"
_NO_EDGES = "no edge has a value at both ends"
_SAME = "all ends of edges have the same value"
_NONE_KNOWN = "the network has no such attribute"
_ONE_CATEGORY = "all ends of edges are in the same category"
_ROUNDING = 1e-12


class _Coefficient(NamedTuple):
    """An assortativity coefficient with its standard error; None where it is not defined."""

    value: float | None
    error: float | None = None
    reason: str = ""


@measure(
    "degree_assortativity",
    "degree assortativity",
    "Correlation of the degrees at the two ends of an edge: above 0 if nodes with many neighbours"
    " are joined to each other.",
    _DEGREES,
)
def _by_degree(network: Network) -> Found:
    found = _numeric(network.degrees[network.ends].astype(float))
    nodes, edges = network.graph.vcount(), network.graph.ecount()
    return Found(found.value, nodes, edges, found.reason, error=found.error)


@measure(
    "country_assortativity",
    "assortativity by country",
    "By how much more often edges join nodes of the same country than if they were drawn at random"
    " with the same number of ends in each country: 1 if all do, 0 as often. Nodes without a"
    " country are left out.",
    _MIXING,
)
def _by_country(network: Network) -> Found:
    return _of_attribute(network, "country")


@measure(
    "bloc_assortativity",
    "assortativity by bloc",
    "By how much more often edges join cities of the same bloc than if they were drawn at random"
    " with the same number of ends in each bloc. It is the bloc of the state in which a city"
    " certainly lay on 8 November 1989, or on the day of the network if that is earlier; cities of"
    " which it is not known are left out.",
    _MIXING,
)
def _by_bloc(network: Network) -> Found:
    return _of_attribute(network, "bloc")


def _register_regions(level: int) -> None:
    """Register the measure for NUTS regions of a level."""

    @measure(
        f"nuts{level}_assortativity",
        f"assortativity by NUTS region of level {level}",
        f"By how much more often edges join nodes of the same NUTS region of level {level} than if"
        " they were drawn at random with the same number of ends in each region. Nodes of which"
        " the region is not known are left out, among them all in countries outside the"
        " classification.",
        _MIXING,
    )
    def _(network: Network) -> Found:
        return _of_attribute(network, f"nuts{level}")


for _level in (1, 2, 3):
    _register_regions(_level)


@measure(
    "population_assortativity",
    "assortativity by population",
    "Correlation of the numbers of inhabitants at the two ends of an edge. Nodes of which the"
    " number is not known are left out.",
    _MIXING,
)
def _by_population(network: Network) -> Found:
    return _of_attribute(network, "population")


@measure(
    "latitude_assortativity",
    "assortativity by latitude",
    "Correlation of the latitudes at the two ends of an edge. Nodes without one are left out.",
    _MIXING,
)
def _by_latitude(network: Network) -> Found:
    return _of_attribute(network, "latitude")


def _of_attribute(network: Network, name: str) -> Found:
    """Compute the coefficient over the edges that have a value of an attribute at both ends."""
    values = network.attributes.get(name)
    if values is None:
        return Found(None, 0, 0, _NONE_KNOWN)
    known = np.array([value is not None for value in values], dtype=bool)
    ends = network.ends[known[network.ends].all(axis=1)]
    found = _coefficient(values, ends)
    missing = int(len(known) - known.sum())
    nodes = int(known.sum())
    return Found(found.value, nodes, len(ends), found.reason, error=found.error, missing=missing)


def _coefficient(values: Sequence[Attribute], ends: NDArray[np.int64]) -> _Coefficient:
    if any(isinstance(value, str) for value in values):
        _, codes = np.unique(
            ["" if value is None else str(value) for value in values], return_inverse=True
        )
        return _nominal(codes[ends])
    numbers = np.array([np.nan if value is None else float(value) for value in values])
    return _numeric(numbers[ends])


def _numeric(ends: NDArray[np.float64]) -> _Coefficient:
    """Correlate the values at the ends of edges, each edge taken in both directions.

    Args:
        ends: The values, a row for each edge.
    """
    if not len(ends):
        return _Coefficient(None, reason=_NO_EDGES)
    one, other = (ends - ends.mean()).T  # around their mean, so that sums stay exact
    sums = np.array([one + other, one**2 + other**2, one * other])
    value = defined(float(_correlations(sums.sum(axis=1), len(ends))))
    if value is None:
        return _Coefficient(None, reason=_SAME)
    without = sums.sum(axis=1)[:, None] - sums
    return _Coefficient(value, _jackknife(_correlations(without, len(ends) - 1), value))


def _correlations(sums: NDArray[np.float64], edges: int) -> NDArray[np.float64]:
    """Return Newman's coefficient of three sums over edges; NaN where all values are the same.

    Args:
        sums: Sums of the two values, of their squares, and of their product.
        edges: Number of edges.
    """
    plain, squared, product = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (plain / (2 * edges)) ** 2
        spread = squared / (2 * edges) - mean
        same = spread <= _ROUNDING * np.maximum(1, squared / (2 * edges))
        return np.where(same, np.nan, (product / edges - mean) / spread)


def _nominal(ends: NDArray[np.int64]) -> _Coefficient:
    """Compare how many edges join equal categories with how many would at random.

    Args:
        ends: The numbers of the categories at the ends of edges, a row for each edge.
    """
    edges = len(ends)
    if not edges:
        return _Coefficient(None, reason=_NO_EDGES)
    of_category = np.bincount(ends.ravel())
    equal = ends[:, 0] == ends[:, 1]
    squares = int((of_category**2).sum())
    value = defined(float(_excess(int(equal.sum()), squares, edges)))
    if value is None:
        return _Coefficient(None, reason=_ONE_CATEGORY)
    one, other = of_category[ends].T
    # Without an edge, one end less of each of its categories, or two of one.
    less = np.where(equal, 4 - 4 * one, 2 - 2 * one - 2 * other)
    without = _excess(equal.sum() - equal, squares + less, edges - 1)
    return _Coefficient(value, _jackknife(without, value))


def _excess(
    equal: int | NDArray[np.int64], squares: int | NDArray[np.int64], edges: int
) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        trace = np.asarray(equal, dtype=float) / edges
        expected = np.asarray(squares, dtype=float) / (4 * edges**2)
        return np.where(expected == 1, np.nan, (trace - expected) / (1 - expected))


def _jackknife(without: NDArray[np.float64], value: float) -> float | None:
    """Return the standard error; None if the coefficient is not defined without some edge."""
    return defined(float(np.sqrt(((without - value) ** 2).sum())))
