"""Imprecise dates: their order, what agrees, how precise they are, and their addresses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from support.dates import texts
from twingraph.core import terms
from twingraph.core.dates import (
    ImpreciseDate,
    Precision,
    at,
    order,
    parse,
    parse_day,
    parse_or_none,
)

if TYPE_CHECKING:
    from pathlib import Path

dates = texts.map(parse)


@given(texts)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text
    assert parse(str(parse(text))) == parse(text)


@given(dates)
def test_a_date_has_a_bound_and_its_bounds_are_in_order(day: ImpreciseDate) -> None:
    assert day.earliest or day.latest
    assert not (day.earliest and day.latest) or day.earliest <= day.latest


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    try:
        found = parse(text)
    except ValueError as error:
        assert str(error).startswith(f'"{text}"')  # noqa: PT017 - both ends are right
        assert parse_or_none(text) is None
    else:
        assert found.edtf == text
        assert parse_or_none(text) == found


# --- agreement ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1973", "1973-09", True),
        ("1973-09", "1973-09-08", True),
        ("1961", "1962", False),
        ("1979-10-02", "1979-10-12", False),
        ("../2016", "2015", True),
        ("../2016", "2017", False),
        ("1973/", "2024", True),
        ("1973/", "1972", False),
        ("[1961..1962]", "1962-05", True),
        ("1986~", "1986", True),
        ("1986~", "1987", True),
        ("1986~", "1988", False),
        ("1973-21", "1973-05", True),
        ("1973-24", "1974-01", True),
    ],
)
def test_compatible_is_not_contradictory(one: str, other: str, agree: bool) -> None:
    assert parse(one).agrees_with(parse(other)) is agree
    assert parse(other).agrees_with(parse(one)) is agree


@given(dates, dates)
def test_agreement_is_mutual_and_is_the_lack_of_a_certain_order(
    one: ImpreciseDate, other: ImpreciseDate
) -> None:
    assert one.agrees_with(one)
    assert one.agrees_with(other) == other.agrees_with(one)
    assert not (one.certainly_before(other) and other.certainly_before(one))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    exact, month, year = parse(text), parse(text[:7]), parse(text[:4])

    assert exact.earliest == exact.latest == day
    assert exact.agrees_with(month)
    assert month.agrees_with(year)
    assert year < month or year.earliest == month.earliest


# --- order ----------------------------------------------------------------------------------------


def test_dates_are_sorted_by_time_and_not_by_their_text() -> None:
    days = ["../2026-03", "1961", "[1961..1962]", "1985", "198X", "[2001..2002]", "2019", "1973/"]

    assert [str(day) for day in sorted(map(parse, days))] == [
        "../2026-03",
        "1961",
        "[1961..1962]",
        "1973/",
        "198X",
        "1985",
        "[2001..2002]",
        "2019",
    ]


@given(dates, dates, dates)
def test_the_order_is_total(one: ImpreciseDate, two: ImpreciseDate, three: ImpreciseDate) -> None:
    assert (one < two) + (two < one) + (one == two) == 1
    assert (one <= two) == (not two < one)
    low, middle, high = sorted((one, two, three))
    assert low <= middle <= high
    assert low <= high


@given(dates, dates)
def test_what_lies_certainly_before_also_comes_before(
    one: ImpreciseDate, other: ImpreciseDate
) -> None:
    assert not one.certainly_before(other) or one < other


@given(st.lists(st.none() | dates, max_size=6))
def test_what_is_not_known_comes_last(days: list[ImpreciseDate | None]) -> None:
    ordered = sorted(days, key=order)
    known = [day for day in ordered if day is not None]

    assert ordered == known + [None] * (len(days) - len(known))
    assert known == sorted(known)


# --- precision ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1973-09-08", Precision.DAY),
        ("1973-09", Precision.MONTH),
        ("1973-02", Precision.MONTH),
        ("1973-09-08/1973-09-20", Precision.MONTH),
        ("1973-21", Precision.YEAR),
        ("1973", Precision.YEAR),
        ("1972", Precision.YEAR),
        ("[1961..1962]", Precision.COARSER),
        ("1986~", Precision.COARSER),
        ("198X", Precision.COARSER),
        ("1973/..", Precision.COARSER),
        ("../1973", Precision.COARSER),
    ],
)
def test_precision_is_a_matter_of_how_many_days_are_meant(text: str, precision: Precision) -> None:
    assert parse(text).precision is precision


# --- addresses ------------------------------------------------------------------------------------


@given(dates)
def test_a_date_is_read_back_from_its_address(day: ImpreciseDate) -> None:
    assert at(day.iri) == day
    assert day.iri.startswith(terms.ID + "date/")
    assert "/" not in day.iri.removeprefix(terms.ID + "date/")
    assert "%2F" not in day.iri


@pytest.mark.parametrize(
    "iri", [terms.thing("city", "krakow"), terms.ID + "date/soon", terms.ID + "date/", "1973"]
)
def test_another_address_is_no_date(iri: str) -> None:
    assert at(iri) is None


# --- days -----------------------------------------------------------------------------------------


def test_a_day_is_read() -> None:
    assert parse_day("1989-11-09") == date(1989, 11, 9)


@pytest.mark.parametrize("text", ["1989-11", "1989-11-9", "9.11.1989", "19891109", "", "1" * 10**6])
def test_what_is_no_day_is_refused_in_a_short_message(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write 1989-11-09") as refused:
        parse_day(text)

    assert len(str(refused.value)) < 100


def test_a_day_that_never_was_is_refused() -> None:
    with pytest.raises(ValueError, match=r'"1995-02-31" does not exist in the calendar'):
        parse_day("1995-02-31")


# --- the start of commands ------------------------------------------------------------------------


def test_reading_dates_loads_no_guest_library() -> None:
    code = (
        "import sys; from twingraph.core import dates; dates.parse('[1961..1962]');"
        "print(sorted({'babel', 'edtf', 'pyparsing'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


# --- through to the user --------------------------------------------------------------------------


def findings(folder: Path, start: str) -> list[dict[str, Any]]:
    """What ``twingraph validate`` says of tables with this start, as JSON and nothing else."""
    content = small.data()
    content["partnerships.csv"][0]["start"] = start
    run = twingraph("validate", small.write(folder, content), "--format", "json")
    assert run.returncode == 1, run.stderr
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("1973-1X", '"1973-1X" has an X'),
        ("../..", '"../.." has neither a start nor an end'),
        ("9" * 5_000, "more than 100 characters"),
        (f"[{','.join(map(str, range(1500, 1900)))}]", "more than 100 characters"),
        ("1973-09-" + "0" * 30_000, "more than 100 characters"),
    ],
    ids=["an X too many", "no bound", "5,000 digits", "a set of 400 years", "30,000 characters"],
)
def test_a_hostile_date_is_one_finding_with_file_row_and_column(
    tmp_path: Path, start: str, message: str
) -> None:
    [found] = [one for one in findings(tmp_path, start) if one["rule"] == "impossible-date"]

    assert message in found["message"]
    assert len(found["message"]) < 200
    assert found["file"].endswith("partnerships.csv")
    assert (found["row"], found["column"]) == (2, "start")
