"""The report shows the same numbers as the figures and the tables of the network."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from twingraph.network import projection
from twingraph.network.history import measured, records
from twingraph.network.history.growth import DECADE, growth
from twingraph.network.projection import Choices
from twingraph.store import questions
from twingraph.store.folder import BuildFolder
from twingraph.store.results import Result

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from twingraph.store.engine import Store


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return BuildFolder.open(built).store()


def asked(store: Store, name: str) -> list[dict[str, Any]]:
    answer = questions.named(name).ask(store, {})
    assert isinstance(answer, Result)
    return list(answer)


def test_growth_is_that_of_the_table(store: Store) -> None:
    rows = growth(records.read(store), DECADE).rows

    listed = [
        (row["decade"], row["certainly"], row["possibly"])
        for row in asked(store, "report/existing")
    ]

    assert listed == [(row.first.year // 10 * 10, *row.existing) for row in rows]
    assert len(listed) > 5


def test_partner_cities_are_the_degrees_of_the_network(store: Store) -> None:
    simple = nx.Graph(projection.of(store))
    degrees = Counter(degree for _, degree in simple.degree() if degree)

    listed = {row["partners"]: row["cities"] for row in asked(store, "report/partner-cities")}

    assert listed == degrees


def test_the_network_of_a_day_is_measured_as_it_is_projected(store: Store) -> None:
    history = records.read(store)
    days = [row.last for row in growth(history, DECADE).rows][-4:]

    for possibly in (False, True):
        found = measured.measured(projection.of(store), history, days, possibly=possibly)
        for then in found:
            choices = Choices(as_of=then.day, possible=possibly)
            simple = nx.Graph(projection.of(store, choices))
            assert then.found["edges"].value == simple.number_of_edges() > 0
