"""The phases of a partnership, as importers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.tables.phases import Lifetime, phases

Brief = tuple[str, str, str, str]


def brief(*lifetimes: Lifetime) -> list[list[Brief]]:
    """Phase, status, start and end of each row."""
    return [
        [(row["phase"], row["status"], row["start"], row.get("end", "")) for row in rows]
        for rows in phases(lifetimes)
    ]


@pytest.mark.parametrize(
    ("lasted", "rows"),
    [
        (Lifetime("1981"), [("", "", "1981", "")]),
        (Lifetime("1981", ended=False), [("", "", "1981", "")]),
        (
            Lifetime("1981", "2022-03-15", ended=True),
            [("", "active", "1981", "2022-03-15"), ("2", "ended", "2022-03-15", "")],
        ),
        (Lifetime("1981", ended=True), [("", "active", "1981", ""), ("2", "ended", "", "")]),
        (
            Lifetime("", "2003", ended=True),
            [("", "active", "", "2003"), ("2", "ended", "2003", "")],
        ),
    ],
)
def test_an_end_makes_an_ended_phase_that_starts_at_it(lasted: Lifetime, rows: list[Brief]) -> None:
    assert brief(lasted) == [rows]


def test_a_partnership_that_goes_on_says_so() -> None:
    (((row,),),) = [list(phases([Lifetime("1990", ended=False)]))]
    assert row["open_ended"] == "true"


def test_what_begins_after_the_end_of_everything_before_is_a_later_phase() -> None:
    again = brief(Lifetime("1953", "1970", ended=True), Lifetime("1990", "2001", ended=True))
    assert [[(row[0], row[1]) for row in rows] for rows in again] == [
        [("", "active"), ("2", "ended")],
        [("3", "active"), ("4", "ended")],
    ]


def test_what_overlaps_is_about_the_same_phase() -> None:
    rivals = brief(
        Lifetime("1953", "1970", ended=True), Lifetime("1955"), Lifetime("1960", "1971", ended=True)
    )
    assert [[row[0] for row in rows] for rows in rivals] == [["", "2"], [""], ["", "2"]]


_DATES = st.sampled_from(["", "1953", "1953-07", "1960-01-02", "195X"])


@given(
    st.lists(st.builds(Lifetime, _DATES, _DATES, st.sampled_from([None, True, False])), max_size=9)
)
def test_no_number_is_both_an_active_and_an_ended_phase(lifetimes: list[Lifetime]) -> None:
    rows = [row for said in phases(lifetimes) for row in said]
    ended = {row["phase"] for row in rows if row["status"] == "ended"}
    assert ended.isdisjoint(row["phase"] for row in rows if row["status"] != "ended")


def test_statements_stand_in_order_of_time_and_not_of_their_text() -> None:
    lifetimes = [
        Lifetime("1985"),
        Lifetime("[1961..1962]", "1970"),
        Lifetime("[1961..1962]"),
        Lifetime("", "1990"),
    ]
    ordered = sorted(lifetimes, key=lambda lasted: lasted.order)

    assert ordered == [lifetimes[3], lifetimes[2], lifetimes[1], lifetimes[0]]
    assert [rows[0]["phase"] for rows in phases(lifetimes[1::-1])] == ["", "2"]
