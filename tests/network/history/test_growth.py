"""Growth by year and by decade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.histories import history, record
from twingraph.network.history import records
from twingraph.network.history.growth import DECADE, YEAR, Count, growth
from twingraph.store import questions
from twingraph.store.folder import BuildFolder
from twingraph.store.results import Result

if TYPE_CHECKING:
    from pathlib import Path


def test_a_date_of_one_year_is_certain_in_that_year_and_an_approximate_one_possible_in_three() -> (
    None
):
    found = growth(history(record("1973-09"), record("1974~")))

    assert {row.first.year: row.began for row in found.rows} == {
        1973: Count(1, 2),
        1974: Count(0, 1),
        1975: Count(0, 1),
    }


def test_a_date_of_one_decade_is_certain_in_the_decade_and_in_none_of_its_years() -> None:
    dated = history(record("198X"))

    by_decade, by_year = growth(dated, DECADE), growth(dated, YEAR)

    assert [(row.first.year, row.began) for row in by_decade.rows] == [(1980, Count(1, 1))]
    assert [row.began for row in by_year.rows] == [Count(0, 1)] * 10


def test_what_ended_at_an_imprecise_time_exists_certainly_until_it_may_have_ended() -> None:
    found = growth(history(record("1970", until="1980~")))

    assert [(row.last.year, row.existing, row.ended) for row in found.rows] == [
        (1970, Count(1, 1), Count(0, 0)),
        (1979, Count(0, 1), Count(0, 1)),
        (1980, Count(0, 1), Count(0, 1)),
        (1981, Count(0, 0), Count(0, 1)),
    ]


def test_partnerships_without_a_date_are_counted_and_in_no_row() -> None:
    found = growth(history(record(), record("1973"), record(status="ended")))

    assert (found.partnerships, found.undated, found.ended_undated) == (3, 2, 1)
    assert [row.existing for row in found.rows] == [Count(1, 1)]


def test_without_partnerships_or_dates_there_are_no_rows() -> None:
    assert growth(history()).rows == []
    assert growth(history(record())).rows == []


def test_what_is_planned_is_in_no_row() -> None:
    assert growth(history(record("2030"))).rows == []


def test_a_date_open_to_the_past_is_possible_in_every_row_before_its_end() -> None:
    found = growth(history(record("../1980"), record("1970"), record("1990")))

    assert {row.first.year: row.began for row in found.rows} == {
        1970: Count(1, 2),
        1980: Count(0, 1),
        1990: Count(1, 1),
    }


_YEARS = st.integers(1900, 2020)


@given(st.lists(st.tuples(_YEARS, st.integers(0, 60), st.sampled_from(("", "~", "?", "%")))))
def test_rows_count_what_each_partnership_says_of_itself(
    spans: list[tuple[int, int, str]],
) -> None:
    made = history(*(record(f"{a}{mark}", f"{a + b}{mark}") for a, b, mark in spans))
    for step in (YEAR, DECADE):
        for row in growth(made, step).rows:
            assert row.existing == Count(
                sum(one.existed_on(row.last) for one in made.records),
                sum(one.existed_on(row.last, possibly=True) for one in made.records),
            )


@pytest.mark.parametrize("year", [1962, 1989, 2022])
def test_the_curve_counts_what_the_question_for_a_day_lists(built: Path, year: int) -> None:
    store = BuildFolder.open(built).store()
    rows = growth(records.read(store)).rows
    (row,) = [row for row in rows if row.last.year == year]

    listed = questions.named("existing-on").ask(store, {"day": row.last.isoformat()})
    assert isinstance(listed, Result)
    said = {(one["partnership"], one["certainty"]) for one in listed}

    assert row.existing.certain == sum(certainty == "certain" for _, certainty in said) > 0
    assert row.existing.possible == len({partnership for partnership, _ in said})
