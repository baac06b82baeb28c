"""The studies of the report have the numbers of the network's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.answers import oxigraph
from twingraph.network import cities, extras, projection
from twingraph.network.history import growth, records, shocks, survival
from twingraph.network.nulls import comparing
from twingraph.pages.report import studies
from twingraph.pages.report.studies.found import KILOMETRES, Events, Found, Missing, Survival
from twingraph.pages.report.studies.time import event_names
from twingraph.publish.studies import study
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.network.history.records import History
    from twingraph.store.engine import Store


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return BuildFolder.open(built).store()


@pytest.fixture(scope="module")
def history(store: Store) -> History:
    return records.read(store)


@pytest.fixture(scope="module")
def found(store: Store) -> Found:
    computed = study(store)
    assert computed
    return computed


def test_a_graph_of_no_day_has_no_studies() -> None:
    store = oxigraph([])
    assert study(store) is None
    assert studies.told(None, store, "en") == ()


def test_growth_is_that_of_the_table(found: Found, history: History) -> None:
    rows = growth.growth(history).rows
    assert found.growth.places == [(row.last.year, *row.existing) for row in rows]
    assert found.growth.partnerships == len(history.records)
    assert found.day == history.today


def test_survival_is_that_of_the_table(found: Found, history: History) -> None:
    table = survival.survival(history)
    assert isinstance(found.survival, Survival)
    given = zip(found.survival.shares, found.survival.at_risk, strict=True)
    assert [(one.years, at_risk, *one[1:]) for one, at_risk in given] == [*map(tuple, table.points)]
    left_out = len(history.records) - found.survival.partnerships
    assert (found.survival.ended, found.survival.left_out) == (table.ended, left_out)


def test_events_are_those_of_the_table(found: Found, history: History) -> None:
    table = shocks.breaks(history, shocks.load())
    assert isinstance(found.events, Events)
    assert [one.level for one in found.events.events] == [one.level for one in table.breaks]
    assert [one.before for one in found.events.events] == [one.means[0] for one in table.breaks]
    assert {one.shock.id for one in table.breaks} == set(event_names("en"))


def test_distances_are_those_of_the_table(found: Found, store: Store) -> None:
    assert not isinstance(found.distances, Missing)
    pairs = list(projection.of(store).edges())
    rows = {
        (one.model, row.id): (one.pairs, row.observed, row.expected, row.low, row.high, row.z)
        for one in comparing.compare(pairs, cities.read(store))
        for row in one.rows
    }
    assert rows == {
        (one.model, one.id): (
            one.pairs,
            one.observed,
            one.expected,
            one.low,
            one.high,
            one.z,
        )
        for one in found.distances
    }
    assert KILOMETRES == comparing.NEAR_KM


def test_what_is_not_installed_is_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "has", lambda _: False)
    left = study(store)
    assert left
    assert [left.survival, left.events, left.distances] == [
        Missing("lifelines", "science"),
        Missing("statsmodels", "science"),
        Missing("numpy", "network"),
    ]
    told = studies.told(left, store, "en")
    assert [bool(one.picture) for one in told] == [True, False, False, False]
