"""All pictures of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network import cities, projection, simple
from twingraph.network.figures import pictures
from twingraph.network.history import growth, records, shocks, survival
from twingraph.network.nulls import comparing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from twingraph.network.figures.drawing import Picture
    from twingraph.store.engine import Store

NAMES = ("growth", "survival", "shocks", "degrees", "distances")


def gather(store: Store, wanted: Collection[str]) -> Iterator[tuple[str, Picture | None]]:
    """Yield the pictures that are wanted, with their names; None where there is nothing to draw.

    Args:
        store: The store of the graph.
        wanted: Those of ``NAMES`` that are wanted.
    """
    history = records.read(store)
    day = history.today.isoformat()
    network = projection.of(store)
    drawn = {
        "growth": lambda: pictures.growth(growth.growth(history), day),
        "survival": lambda: pictures.survival(survival.survival(history), day),
        "shocks": lambda: pictures.shocks(shocks.breaks(history, shocks.load()), day),
        "degrees": lambda: pictures.degrees(simple.of_pairs(network.edges(), {}), day),
        "distances": lambda: pictures.distances(
            comparing.compare(list(network.edges()), cities.read(store)), day
        ),
    }
    for name in NAMES:
        if name in wanted:
            yield name, drawn[name]()
