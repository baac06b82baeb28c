"""Imprecise dates: bounds, agreement, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.dates import ImpreciseDate, parse


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1973", date(1973, 1, 1), date(1973, 12, 31)),
        ("1973-09", date(1973, 9, 1), date(1973, 9, 30)),
        ("1976-02", date(1976, 2, 1), date(1976, 2, 29)),
        ("1973-09-08", date(1973, 9, 8), date(1973, 9, 8)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("[1961..1962]", date(1961, 1, 1), date(1962, 12, 31)),
        ("../2016", None, date(2016, 12, 31)),
        ("2016/..", date(2016, 1, 1), None),
        ("0836", date(836, 1, 1), date(836, 12, 31)),
    ],
)
def test_bounds(edtf: str, earliest: date | None, latest: date | None) -> None:
    assert parse(edtf) == ImpreciseDate(edtf, earliest, latest)


def test_about_a_year_is_not_within_it() -> None:
    about = parse("1986~")
    assert about.earliest
    assert about.latest
    assert about.earliest < date(1986, 1, 1)
    assert about.latest > date(1986, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", "1995-02-31", "31.02.1995", "1973-13", "1973-00", "836", "2016/2014", "-0044", "soon"],
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|before"):
        parse(text)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1973", "1973-09", True),
        ("1973-09", "1973-09-08", True),
        ("1961", "1962", False),
        ("1979-10-02", "1979-10-12", False),
        ("../2016", "2015", True),
        ("[1961..1962]", "1962-05", True),
        ("1986~", "1986", True),
    ],
)
def test_compatible_is_not_contradictory(one: str, other: str, agree: bool) -> None:
    assert parse(one).agrees_with(parse(other)) is agree
    assert parse(other).agrees_with(parse(one)) is agree


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    exact, month, year = parse(text), parse(text[:7]), parse(text[:4])
    assert exact.earliest == exact.latest == day
    assert exact.agrees_with(month)
    assert month.agrees_with(year)
    assert exact.days == 1 <= month.days <= year.days


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_two_days_are_in_order_or_the_same(one: date, other: date) -> None:
    first, second = parse(one.isoformat()), parse(other.isoformat())
    assert first.certainly_before(second) == (one < other)
    assert first.agrees_with(second) == (one == other)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    try:
        found = parse(text)
    except ValueError as error:
        assert f'"{text}"' in str(error)  # noqa: PT017 - both ends are right
    else:
        assert found.edtf == text
