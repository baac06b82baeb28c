"""The format: what is read, which bounds it has, and what is refused by name."""

from __future__ import annotations

from datetime import date

import edtf as peer
import pytest
from hypothesis import given, settings

from support.dates import decades, moments, plain
from twingraph.core.edtf import LONGEST, Choice, Edge, Interval, Moment, read


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1973", Moment("1973")),
        ("1973-09-08", Moment("1973", "09", "08")),
        ("198X?", Moment("198X", qualifier="?")),
        ("1973-21~", Moment("1973", "21", qualifier="~")),
        ("1973-XX-XX%", Moment("1973", "XX", "XX", "%")),
        ("1973/", Interval(Moment("1973"), Edge.UNKNOWN)),
        ("../2016", Interval(Edge.OPEN, Moment("2016"))),
        ("[1961,1963..]", Choice((Moment("1961"), Interval(Moment("1963"), Edge.OPEN)))),
    ],
)
def test_a_date_is_read_into_its_parts(text: str, form: object) -> None:
    assert read(text) == form


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1973", date(1973, 1, 1), date(1973, 12, 31)),
        ("1973-09", date(1973, 9, 1), date(1973, 9, 30)),
        ("1976-02", date(1976, 2, 1), date(1976, 2, 29)),
        ("1973-09-08", date(1973, 9, 8), date(1973, 9, 8)),
        ("0836", date(836, 1, 1), date(836, 12, 31)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1XXX", date(1000, 1, 1), date(1999, 12, 31)),
        ("1973-XX", date(1973, 1, 1), date(1973, 12, 31)),
        ("1973-02-XX", date(1973, 2, 1), date(1973, 2, 28)),
        ("1973-XX-XX", date(1973, 1, 1), date(1973, 12, 31)),
        ("2021-11-08/2021-11-09", date(2021, 11, 8), date(2021, 11, 9)),
        ("1973-09/1975", date(1973, 9, 1), date(1975, 12, 31)),
        ("[1961..1962]", date(1961, 1, 1), date(1962, 12, 31)),
        ("[1963,1961,1962-05]", date(1961, 1, 1), date(1963, 12, 31)),
        ("[1961,1970..1972]", date(1961, 1, 1), date(1972, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_the_last_day_that_may_be_meant(
    text: str, earliest: date, latest: date
) -> None:
    assert read(text).bounds == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1973/", date(1973, 1, 1), None),
        ("1973/..", date(1973, 1, 1), None),
        ("/1973", None, date(1973, 12, 31)),
        ("../2016", None, date(2016, 12, 31)),
        ("[1984..]", date(1984, 1, 1), None),
        ("[..1984]", None, date(1984, 12, 31)),
        ("[1961,1984..]", date(1961, 1, 1), None),
        ("0001~", None, date(2, 12, 31)),
        ("9999-12-31~", date(9999, 12, 30), None),
    ],
)
def test_a_bound_that_nobody_said_is_none(
    text: str, earliest: date | None, latest: date | None
) -> None:
    assert read(text).bounds == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1986~", date(1985, 1, 1), date(1987, 12, 31)),
        ("1986?", date(1985, 1, 1), date(1987, 12, 31)),
        ("1986%", date(1984, 1, 1), date(1988, 12, 31)),
        ("198X~", date(1970, 1, 1), date(1999, 12, 31)),
        ("1973-02~", date(1973, 1, 1), date(1973, 3, 31)),
        ("1973-01~", date(1972, 12, 1), date(1973, 2, 28)),
        ("1973-03-31~", date(1973, 3, 30), date(1973, 4, 1)),
        ("1973-21~", date(1972, 12, 1), date(1973, 9, 30)),
        ("1984~/1986-05?", date(1983, 1, 1), date(1986, 6, 30)),
        ("[1984~..1986]", date(1983, 1, 1), date(1986, 12, 31)),
    ],
)
def test_an_approximate_date_may_be_off_by_one_step_of_its_precision(
    text: str, earliest: date, latest: date
) -> None:
    assert read(text).bounds == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1973-21", date(1973, 3, 1), date(1973, 6, 30)),
        ("1973-22", date(1973, 6, 1), date(1973, 9, 30)),
        ("1973-23", date(1973, 9, 1), date(1973, 12, 31)),
        ("1973-24", date(1972, 12, 1), date(1974, 3, 31)),
    ],
)
def test_a_season_takes_all_months_that_anybody_counts_to_it(
    text: str, earliest: date, latest: date
) -> None:
    assert read(text).bounds == (earliest, latest)


@settings(max_examples=30)  # the library needs milliseconds for each
@given(plain | decades)
def test_our_bounds_are_those_of_the_library_where_nothing_is_approximate(text: str) -> None:
    theirs = peer.parse_edtf(text)

    assert read(text).bounds == (date(*theirs.lower_strict()[:3]), date(*theirs.upper_strict()[:3]))


@given(moments)
def test_a_qualifier_never_narrows_the_bounds(text: str) -> None:
    first, last = read(text).bounds
    bare_first, bare_last = read(text.rstrip("?~%")).bounds

    assert bare_first is None or first is None or first <= bare_first
    assert bare_last is None or last is None or last >= bare_last


@given(moments, moments)
def test_a_set_may_mean_whatever_its_members_may(one: str, other: str) -> None:
    first, last = read(f"[{one},{other}]").bounds
    members = [read(one).bounds, read(other).bounds]

    assert all(first is None or (begins and first <= begins) for begins, _ in members)
    assert all(last is None or (ends and ends <= last) for _, ends in members)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1973-09-08T10:00:00", "time of day"),
        ("{1961,1962}", "all of its members"),
        ("Y17000", "year outside"),
        ("-0044", "year outside"),
        ("0000", "year outside"),
        ("000X", "year outside"),
        ("1950S2", "significant digits"),
        ("1973-25", "only the seasons"),
        ("1973-41", "only the seasons"),
        ("1973-42", "does not exist in the calendar"),
        ("1973-13", "does not exist in the calendar"),
        ("1973-00", "does not exist in the calendar"),
        ("1995-02-31", "does not exist in the calendar"),
        ("1973-21-08", "does not exist in the calendar"),
        ("/", "neither a start nor an end"),
        ("../..", "neither a start nor an end"),
        ("/..", "neither a start nor an end"),
        ("[0001~..9999~]", "may mean any day at all"),
        ("1973-1X", "an X"),
        ("156X-12-25", "an X"),
        ("1973-XX-08", "an X"),
        ("XXXX", "an X"),
        ("2004?-06", "a mark"),
        ("?2004-06", "a mark"),
        ("2004-06-~11", "a mark"),
        ("2016/2014", "ends before it begins"),
        ("[1962..1961,1970]", "ends before it begins"),
        ("[1961..1962]~", "is not a date"),
        ("[1961,]", "is not a date"),
        ("[1961", "is not a date"),
        ("[..]", "is not a date"),
        ("1961/1962/1963", "is not a date"),
        ("31.02.1995", "is not a date"),
        ("836", "is not a date"),
        ("soon", "is not a date"),
        ("", "is not a date"),
        ("1973\n", "is not a date"),
        ("١٩٧٣", "is not a date"),
    ],
)
def test_what_is_not_read_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        read(text)

    assert str(refused.value).startswith(f'"{text}"')


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5_000,
        f"[{','.join(str(year) for year in range(1500, 1900))}]",
        f"[1961..{'9' * 5_000}]",
        "~" * 1_000_000,
        "X" * 1_000_000,
        "1973-" * 200_000,
        "/" * 1_000_000,
        "[" * 1_000_000,
    ],
)
def test_a_long_text_is_refused_before_it_is_parsed(text: str) -> None:
    with pytest.raises(ValueError, match=f"more than {LONGEST} characters") as refused:
        read(text)

    assert len(str(refused.value)) < LONGEST


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("1973-1X", "../", "[1984~..1986]", "XXXX", "1973-1X/1974"):
        try:
            read(text)
        except ValueError:
            continue

    assert capsys.readouterr() == ("", "")
