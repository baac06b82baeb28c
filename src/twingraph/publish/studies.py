"""Studies of the network for the report: the rooms of the network compute, the report tells.

Some need packages that are installed as an extra. Where these are missing, the study says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network import cities, extras, projection
from twingraph.network.history import growth, records
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import dataset_of
from twingraph.pages.report.plots import Place, Share
from twingraph.pages.report.studies.found import (
    Event,
    Events,
    Found,
    Growth,
    Missing,
    Statistic,
    Survival,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.network.history.records import History
    from twingraph.store.engine import Store


def study(store: Store) -> Found | None:
    """Compute all studies of the network; None if the graph does not say of which day it is.

    Args:
        store: The store of the graph.
    """
    if dataset_of(Asker(store), "en").today is None:
        return None
    history = records.read(store)
    return Found(
        history.today,
        _growth(history),
        _missing("science", "lifelines") or _survival(history),
        _missing("science", "statsmodels") or _events(history),
        _missing("network", "numpy") or tuple(_distances(store)),
    )


def _missing(extra: str, package: str) -> Missing | None:
    return None if extras.has(package) else Missing(package, extra)


def _growth(history: History) -> Growth:
    found = growth.growth(history)
    rows = [(row.last.year, *row.existing) for row in found.rows]
    places = [Place(year, certain, possible) for year, certain, possible in rows]
    return Growth(found.partnerships - found.undated, found.partnerships, places)


def _survival(history: History) -> Survival:
    from twingraph.network.history.survival import survival

    found = survival(history)
    shares = [
        Share(one.years, one.share, one.low, one.high, one.turnbull_low, one.turnbull_high)
        for one in found.points
    ]
    left_out = sum(found.left_out.values())
    at_risk = [one.at_risk for one in found.points]
    return Survival(found.partnerships, found.ended, left_out, shares, at_risk)


def _events(history: History) -> Events:
    from twingraph.network.history import shocks

    found = shocks.breaks(history, shocks.load())
    events = [
        Event(one.shock.id, one.shock.name, one.shock.years, one.states, *one.means, one.level)
        for one in found.breaks
    ]
    return Events(found.dated, events)


def _distances(store: Store) -> Iterator[Statistic]:
    from twingraph.network.nulls import comparing

    pairs = list(projection.of(store).edges())
    for one in comparing.compare(pairs, cities.read(store)):
        for row in one.rows:
            size = (one.model, row.id, one.pairs, one.draws)
            yield Statistic(*size, row.observed, row.expected, row.low, row.high, row.z)
