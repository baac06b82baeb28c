"""Survival of partnerships, held against values computed by hand and by lifelines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from lifelines import KaplanMeierFitter

from support.histories import history, record
from twingraph.network.history import survival

if TYPE_CHECKING:
    from twingraph.network.history.records import History, Record


def by_age(partnerships: History) -> dict[int, survival.Point]:
    return {point.years: point for point in survival.survival(partnerships).points}


def test_the_share_that_lasts_is_that_of_kaplan_and_meier_computed_by_hand() -> None:
    # Ends after 2 and 15 years; the three others last for 8, 26 and 36 years on 1 January 2026.
    dated = history(
        record("2000-01-01", "2002-01-01"),
        record("2018-01-01"),
        record("2000-01-01", "2015-01-01"),
        record("2000-01-01"),
        record("1990-01-01"),
    )

    points = by_age(dated)

    # 4 of 5 outlast 2 years; of the 3 that are known for longer, 2 outlast 15.
    assert points[1].share == 1
    assert points[5].share == pytest.approx(4 / 5)
    assert points[20].share == pytest.approx(4 / 5 * 2 / 3)
    assert [points[age].at_risk for age in (1, 5, 10, 20, 30)] == [5, 4, 3, 2, 1]
    assert list(points) == [1, 5, 10, 20, 30]  # the longest has lasted for 36 years


def test_of_exact_dates_both_estimates_are_the_same() -> None:
    dated = history(
        record("2000-01-01", "2003-06-01"),
        record("2001-01-01", "2007-01-01"),
        record("1999-01-01", "2018-03-01"),
        record("1990-01-01"),
    )
    for point in by_age(dated).values():
        assert point.turnbull_low == pytest.approx(point.share, abs=1e-4)
        assert point.turnbull_high == pytest.approx(point.share, abs=1e-4)


def test_imprecise_dates_bound_the_duration() -> None:
    made = record("1970", "1980~")

    found = survival.duration(made, date(2026, 1, 1))

    assert found.shortest == pytest.approx(8.0, abs=0.01)  # 31 December 1970 to 1 January 1979
    assert found.longest == pytest.approx(12.0, abs=0.01)  # 1 January 1970 to 31 December 1981
    assert found.middle == pytest.approx(10.0, abs=0.01)


def test_where_an_end_is_imprecise_the_share_has_bounds() -> None:
    point = by_age(history(record("1970-01-01", "198X"), record("1970-01-01")))[10]
    before = by_age(history(record("1970-01-01", "198X"), record("1970-01-01")))[5]

    assert (before.turnbull_low, before.turnbull_high) == (1, 1)
    assert point.turnbull_low <= 0.5 <= point.turnbull_high


def test_the_estimate_is_that_of_lifelines() -> None:
    dated = [record(f"{1950 + n}-03-01", f"{1960 + 2 * n}-03-01") for n in range(20)]
    lasting = [record(f"{1970 + n}-03-01") for n in range(20)]
    found = by_age(history(*dated, *lasting))

    durations = [survival.duration(one, date(2026, 1, 1)) for one in [*dated, *lasting]]
    fitted = KaplanMeierFitter().fit(
        [one.middle for one in durations], [one.has_ended for one in durations]
    )
    for age, point in found.items():
        assert point.share == pytest.approx(fitted.predict(age), abs=1e-12)


@pytest.mark.parametrize(
    ("partnership", "why"),
    [
        (record(), survival.NO_START),
        (record(until="1990"), survival.ENDED_NO_START),
        (record("1970", status="ended"), survival.NO_END),
        (record("../1970"), survival.OPEN),
        (record("2030"), survival.PLANNED),
    ],
)
def test_what_cannot_be_bounded_is_left_out_and_counted(partnership: Record, why: str) -> None:
    found = survival.survival(history(partnership, record("1970", status="active")))

    assert found.left_out == {why: 1}
    assert (found.partnerships, found.ended) == (1, 0)


def test_without_a_dated_partnership_there_are_no_points() -> None:
    assert survival.survival(history()).points == []
    assert survival.survival(history(record())).points == []


def test_if_none_has_ended_all_last() -> None:
    for point in by_age(history(record("1970"), record("1980"))).values():
        assert (point.share, point.turnbull_low, point.turnbull_high) == (1, 1, 1)


def test_those_of_which_no_source_says_how_they_stand_count_as_lasting() -> None:
    found = survival.survival(history(record("1970"), record("1970", status="suspended")))

    assert (found.partnerships, found.ended, found.without_status) == (2, 0, 1)
