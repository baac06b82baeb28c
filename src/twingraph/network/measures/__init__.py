"""Measures of a network; each module registers those that belong together.

They need the extra ``network`` (igraph and numpy). The order of the modules is that of the output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Measures are registered, and shown, in the order in which their modules are imported.
# isort: off
from twingraph.network.measures import (  # noqa: F401 - registers them
    size,
    degrees,
    powerlaw,
    clustering,
    distances,
    mixing,
    statements,
    communities,
    countries,
    ranking,
)

# isort: on
from twingraph.network.measures.registry import MEASURES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twingraph.network.measures.registry import Found, Measure
    from twingraph.network.simple import Network


def registry() -> Mapping[str, Measure]:
    """Return all measures by their keys, in the order of the output."""
    return MEASURES


def of(network: Network, keys: Collection[str] | None = None) -> dict[str, Found]:
    """Measure a network.

    Args:
        network: The network.
        keys: Keys of the measures; None for all.

    Returns:
        What was found, by the keys, in the order of the output.
    """
    chosen = MEASURES if keys is None else [key for key in MEASURES if key in keys]
    return {key: MEASURES[key].compute(network) for key in chosen}
