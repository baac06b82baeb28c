"""Whether degrees follow a power law: the fit, and a test of it.

igraph fits the exponent and where the tail begins. Its own test draws random numbers in several
threads, so that each run would give another result; here the same test is drawn from a seed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import igraph as ig
import numpy as np

from twingraph.network.measures.registry import Found, measure, whole

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from twingraph.network.simple import Network

_CLAUSET = "Clauset, Shalizi and Newman, SIAM Review 51 (2009) 661"
_TOO_FEW = "there are fewer than two different degrees above 0"
DRAWS = 250
SEED = 1
_ONE_DRAW = 0.5  # the precision of the test for which igraph itself draws least
_LISTED = 100_000  # values of a power law that are drawn exactly; beyond, by its continuous form


class _Fit(NamedTuple):
    """A power law, fitted to the tail of degrees.

    Attributes:
        exponent: Its exponent.
        minimum: The least degree of the tail.
        distance: Greatest distance between the fitted and the actual distribution.
    """

    exponent: float
    minimum: int
    distance: float


@lru_cache(maxsize=1)
def _fit_of(network: Network) -> _Fit | None:
    return _fit(network.degrees[network.degrees > 0])


def _fit(degrees: NDArray[np.int64]) -> _Fit | None:
    if len(np.unique(degrees)) < 2:  # noqa: PLR2004 - one value has no tail
        return None
    fitted = ig.power_law_fit(degrees.tolist(), method="discrete", p_precision=_ONE_DRAW)
    return _Fit(fitted.alpha, int(fitted.xmin), fitted.D)


@measure(
    "power_law_exponent",
    "exponent of the power law",
    "Exponent of the discrete power law that is the most likely to give the degrees from"
    " power_law_minimum on.",
    _CLAUSET,
)
def _exponent(network: Network) -> Found:
    fit = _fit_of(network)
    return whole(network, fit and fit.exponent, "" if fit else _TOO_FEW)


@measure(
    "power_law_minimum",
    "least degree of the power law",
    "The degree from which on the power law is nearest to the degrees, by the distance of"
    " Kolmogorov and Smirnov.",
    _CLAUSET,
)
def _minimum(network: Network) -> Found:
    fit = _fit_of(network)
    return whole(network, fit and fit.minimum, "" if fit else _TOO_FEW)


@measure(
    "power_law_nodes",
    "nodes of the power law",
    "Number of nodes with that degree or a higher one, to which the power law was fitted.",
    _CLAUSET,
)
def _tail(network: Network) -> Found:
    fit = _fit_of(network)
    tail = fit and int((network.degrees >= fit.minimum).sum())
    return whole(network, tail, "" if fit else _TOO_FEW)


@measure(
    "power_law_p",
    "p of the power law",
    "Share of samples drawn from the fitted power law, with the actual degrees below its minimum,"
    " that are farther from their own fit than the degrees are from theirs. At 0.1 or less, a power"
    " law is not plausible.",
    _CLAUSET,
)
def _plausibility(network: Network) -> Found:
    fit = _fit_of(network)
    nodes, edges = network.graph.vcount(), network.graph.ecount()
    if fit is None:
        return whole(network, None, _TOO_FEW)
    degrees = network.degrees[network.degrees > 0]
    chance = np.random.default_rng(SEED)
    fits = [_fit(_drawn(degrees, fit, chance)) for _ in range(DRAWS)]
    p = sum(drawn is not None and drawn.distance > fit.distance for drawn in fits) / DRAWS
    error = (p * (1 - p) / DRAWS) ** 0.5
    return Found(p, nodes, edges, "", f"from {DRAWS} samples", error, SEED)


def _drawn(degrees: NDArray[np.int64], fit: _Fit, chance: Generator) -> NDArray[np.int64]:
    """Draw as many degrees: below the minimum from the actual ones, else from the power law."""
    body = degrees[degrees < fit.minimum]
    in_tail = int(chance.binomial(len(degrees), 1 - len(body) / len(degrees)))
    below = chance.choice(body, len(degrees) - in_tail) if len(body) else body
    return np.concatenate([below, _tail_of(fit, in_tail, chance)])


@lru_cache(maxsize=1)
def _listed(fit: _Fit) -> NDArray[np.float64]:
    """Return the weights of the values that are drawn exactly, added up; that of the first is 1."""
    values = fit.minimum + np.arange(_LISTED, dtype=np.float64)
    return ((values / fit.minimum) ** -fit.exponent).cumsum()


def _tail_of(fit: _Fit, count: int, chance: Generator) -> NDArray[np.int64]:
    """Draw from the power law by inverting its distribution."""
    reached = _listed(fit)
    end = fit.minimum + _LISTED - 0.5
    beyond = end * (end / fit.minimum) ** -fit.exponent / (fit.exponent - 1)
    drawn = chance.random(count) * (reached[-1] + beyond)
    listed = fit.minimum + np.searchsorted(reached, drawn, side="right")
    rest = np.maximum(1e-12, 1 - (drawn - reached[-1]) / beyond)
    with np.errstate(over="ignore", invalid="ignore"):
        far = np.minimum(end * rest ** (-1 / (fit.exponent - 1)), 2.0**40)
    tail: NDArray[np.int64] = np.floor(np.where(listed < end, listed, far)).astype(np.int64)
    return tail
