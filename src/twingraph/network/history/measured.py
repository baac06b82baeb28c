"""How the measures of the network change: the network of each year or decade, measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.network import measures, simple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import networkx as nx

    from twingraph.network.history.records import History
    from twingraph.network.measures.registry import Found

MAIN = (
    "nodes",
    "edges",
    "components",
    "largest_component_nodes",
    "average_degree",
    "max_degree",
    "gini",
    "transitivity",
    "average_clustering",
    "degree_assortativity",
    "mean_distance",
    "diameter",
)


@dataclass(frozen=True, slots=True)
class Then:
    """The network on a day.

    Attributes:
        day: The day.
        found: The measures, by their keys.
    """

    day: date
    found: dict[str, Found]


def measured(
    network: nx.MultiGraph[str], history: History, days: Sequence[date], *, possibly: bool = False
) -> list[Then]:
    """Measure the network on some days.

    A city is in the network of a day if it has a partnership on it.

    Args:
        network: The network of all times; each edge names its ``partnership``.
        history: The partnerships through time.
        days: The days.
        possibly: Whether partnerships count that may have existed.
    """
    records = {record.id: record for record in history.records}
    edges: list[tuple[str, str, str]] = list(network.edges(data="partnership"))

    def existing(day: date) -> Iterator[tuple[str, str]]:
        for one, other, name in edges:
            if records[name].existed_on(day, possibly=possibly):
                yield one, other

    return [Then(day, measures.of(simple.of_pairs(existing(day), {}), MAIN)) for day in days]
