"""The calendar of anniversaries, read by icalendar again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from support.histories import history, record
from twingraph.network.history.anniversaries import calendar

if TYPE_CHECKING:
    from twingraph.network.history.records import Record


def events(*records: Record, precision: str = "day") -> list[Any]:
    made = calendar(history(*records), precision)
    return list(icalendar.Calendar.from_ical(made.content).walk("VEVENT"))


def test_a_start_known_to_the_day_repeats_every_year() -> None:
    (event,) = events(record("1973-09-08"))

    assert event.decoded("dtstart") == date(1973, 9, 8)
    assert event.decoded("dtend") == date(1973, 9, 9)
    assert dict(event["rrule"]) == {"FREQ": ["YEARLY"]}
    assert event["summary"] == "Alpha – Beta: partnership since 1973-09-08"
    assert event["uid"] == "1973-09-08--.anniversary@w3id.org"
    assert event.decoded("dtstamp").isoformat() == "2026-01-01T00:00:00+00:00"


def test_a_leap_day_is_the_last_of_february_in_other_years() -> None:
    (event,) = events(record("1992-02-29"))

    assert dict(event["rrule"]) == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}


def test_a_coarser_date_lasts_for_as_long_as_it_may_mean_and_only_if_asked() -> None:
    coarse = record("1973-09"), record("1981"), record("1986~"), record("198X")

    assert events(*coarse) == []
    month, year = events(*coarse, precision="year")
    assert (month.decoded("dtstart"), month.decoded("dtend")) == (
        date(1973, 9, 1),
        date(1973, 10, 1),
    )
    assert (year.decoded("dtstart"), year.decoded("dtend")) == (date(1981, 1, 1), date(1982, 1, 1))


def test_what_has_ended_or_has_no_known_or_past_start_is_left_out_and_counted() -> None:
    made = calendar(
        history(record("1973-09-08", "1990"), record(), record("2030-01-01"), record("1973"))
    )

    assert made.events == 0
    assert made.left_out == {
        "has ended": 1,
        "has not begun": 1,
        "its first day is not known": 1,
        "no source says when it began": 1,
    }


def test_the_same_partnerships_give_the_same_bytes() -> None:
    records = [record("1973-09-08"), record("1981-01-01")]

    assert calendar(history(*records)).content == calendar(history(*records)).content


@pytest.mark.parametrize("name", ["A, B; C", 'Ä "x"\nBEGIN:VEVENT', "x" * 300])
def test_names_are_escaped(name: str) -> None:
    hostile = record("1973-09-08")
    hostile.names[0] = name

    (event,) = events(hostile)

    assert event["summary"].startswith(name)
