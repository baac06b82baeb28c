"""The parts of what ``twingraph network time`` computes, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network import projection
from twingraph.network.history import growth, records, sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from twingraph.network.history.shocks import Shock
    from twingraph.network.sheets import Sheet
    from twingraph.store.engine import Store

PARTS = ("growth", "measures", "survival", "shocks")
EXTRAS = {"measures": "network", "survival": "science", "shocks": "science"}


def gather(
    store: Store,
    parts: Collection[str],
    step: int,
    events: Sequence[Shock],
    *,
    possibly: bool = False,
) -> Iterator[Sheet]:
    """Yield the parts that are wanted.

    Args:
        store: The store of the graph.
        parts: Those of ``PARTS`` that are wanted.
        step: Years of a row: 1 or 10.
        events: The events at which the series may break.
        possibly: Whether partnerships that may have existed are measured as well.
    """
    history = records.read(store)
    grown = growth.growth(history, step)
    if "growth" in parts:
        yield sheets.of_growth(grown)
    if "measures" in parts:
        from twingraph.network.history.measured import measured

        days = [row.last for row in grown.rows]
        found = measured(projection.of(store), history, days, possibly=possibly)
        yield sheets.of_measures(found, step, possibly=possibly)
    if "survival" in parts:
        from twingraph.network.history.survival import survival

        yield sheets.of_survival(survival(history))
    if "shocks" in parts:
        from twingraph.network.history.shocks import breaks

        yield sheets.of_shocks(breaks(history, events))
