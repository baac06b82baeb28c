"""The Extended Date/Time Format (EDTF): which texts are dates, and what their parts are.

Levels 0 and 1 of https://www.loc.gov/standards/datetime/ are read and, of level 2, the sets that
mean one of their members. What has no place in the calendar is refused, with the reason: times of
day, years outside 0001 to 9999, and sets that mean all of their members.

The package ``edtf`` invents an end ten years away for ``1973/``, prints what it cannot read, and
needs seconds for a long set; the tests compare this grammar with it where both read a date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

LONGEST = 100  # characters; longer dates do not occur, and reading them would take time

_EXPLANATION = "write 1973, 1973-09, 1973-09-08, 198X, 1986~, [1961..1962] or ../2016"

_MOMENT = re.compile(
    r"(?!0000|0+X)(?:(?P<years>[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)"
    r"|(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2]|2[1-4]|XX)"
    r"(?:-(?P<day>(?<!2[1-4]-)(?<!XX-)(?:0[1-9]|[12][0-9]|3[01])|XX))?)?)"
    r"(?P<qualifier>[?~%]?)"
)
# What else the format knows, and why it is not read here.
_REFUSED = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r".*\dT\d.*", "has a time of day; write only the day"),
        (r"\{.*\}", "means all of its members; write [1961,1962] for one of them"),
        (r"Y.*|-\d.*|0000.*|0+X+.*", "has a year outside 0001 to 9999"),
        (r"\d{4}S\d+", "counts significant digits; write 198X or 19XX"),
        (
            r"\d{4}-(2[5-9]|3\d|4[01])",
            "is a part of a year that is not supported; only the seasons 21 to 24 are",
        ),
        (r"\.*/\.*", "has neither a start nor an end"),
        (
            r"[\dX?~%-]*[?~%]-?[\dX].*",
            "has a mark in the middle; write it at the end, as in 1986-05~",
        ),
        (r"[\dX-]*X[\dX-]*", "has an X in the wrong place; write 198X, 1973-XX or 1973-09-XX"),
        (r"\d{4}-\d\d(-\d\d)?", "does not exist in the calendar"),
    )
)

_MONTHS = 12
_MARGINS = {"": 0, "?": 1, "~": 1, "%": 2}

# First and last month of a season, counted from January of its year: what meteorologists and
# astronomers in Europe call spring together takes four months, and a winter that is called by one
# year may have begun in the year before, or end in the next.
_SEASONS = {"21": (2, 5), "22": (5, 8), "23": (8, 11), "24": (-1, 14)}
_SEASON_LENGTH = 3

Bounds = tuple[date | None, date | None]


class Edge(Enum):
    """An end of an interval that has no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date without a range: ``1973``, ``1973-09-08``, ``198X``, ``1973-21``, ``1973-09~``.

    Attributes:
        year: Four characters, with an X for each last digit that is not specified.
        month: Month, season ("21" for spring to "24" for winter), "XX", or "".
        day: Day, "XX", or "".
        qualifier: "?" for uncertain, "~" for approximate, "%" for both, or "".
    """

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""

    @property
    def bounds(self) -> Bounds:
        """First and last day that may be meant; None where it lies outside the calendar.

        An approximate or an uncertain moment may be off by one step of its own precision (a day, a
        month, a season, a year, a decade …), one that is both by two.

        Raises:
            ValueError: The month has no such day.
        """
        margin = _MARGINS[self.qualifier]
        if self.day.isdecimal():
            day = _day(int(self.year), int(self.month), int(self.day))
            return _shifted(day, -margin), _shifted(day, margin)
        first, last, step = self._months
        return _first_day(first - margin * step), _last_day(last + margin * step)

    @property
    def _months(self) -> tuple[int, int, int]:
        """First and last month, counted from January of the year 0, and the step in months."""
        first = int(self.year.replace("X", "0")) * _MONTHS
        if self.month in _SEASONS:
            start, end = _SEASONS[self.month]
            return first + start, first + end, _SEASON_LENGTH
        if self.month.isdecimal():
            month = first + int(self.month) - 1
            return month, month, 1
        years = 10 ** self.year.count("X")
        return first, first + years * _MONTHS - 1, years * _MONTHS


@dataclass(frozen=True, slots=True)
class Interval:
    """From one moment to another: ``2021-11-08/2021-11-09``, ``1973/``, ``../2016``."""

    start: Moment | Edge
    end: Moment | Edge

    @property
    def bounds(self) -> Bounds:
        """First day of the start and last day of the end; None where there is none.

        Raises:
            ValueError: It ends before it begins.
        """
        first = self.start.bounds[0] if isinstance(self.start, Moment) else None
        last = self.end.bounds[1] if isinstance(self.end, Moment) else None
        if first and last and last < first:
            raise ValueError("ends before it begins")
        return first, last


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: ``[1961..1962]``, ``[1961,1963]``, ``[..1984]``.

    Attributes:
        members: Moments, and ranges from one moment to another.
    """

    members: tuple[Moment | Interval, ...]

    @property
    def bounds(self) -> Bounds:
        """First day of the first member and last day of the last; None where one is open."""
        bounds = [member.bounds for member in self.members]
        firsts = [first for first, _ in bounds if first]
        lasts = [last for _, last in bounds if last]
        return (
            min(firsts) if len(firsts) == len(bounds) else None,
            max(lasts) if len(lasts) == len(bounds) else None,
        )


Form = Moment | Interval | Choice


def read(text: str) -> Form:
    """Read a date.

    Args:
        text: The date, in EDTF.

    Raises:
        ValueError: It is not a date, or one of a kind that is not supported.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{shown(text)} is not a date: it has more than {LONGEST} characters")
    form = _read(text)
    if form is None:
        raise ValueError(f"{shown(text)} {_reason(text)}")
    try:
        bounds = form.bounds
    except ValueError as error:
        raise ValueError(f"{shown(text)} {error}") from None
    if bounds == (None, None):
        raise ValueError(f"{shown(text)} may mean any day at all")
    return form


def _reason(text: str) -> str:
    known = (reason for pattern, reason in _REFUSED if pattern.fullmatch(text))
    return next(known, f"is not a date; {_EXPLANATION}")


def shown(text: str) -> str:
    """Return a text in quotation marks, as a message shows it; a long one is cut."""
    return f'"{text}"' if len(text) <= LONGEST else f'"{text[:20]} …"'


def _read(text: str) -> Form | None:
    if text.startswith("[") and text.endswith("]"):
        members = [_member(part) for part in text[1:-1].split(",")]
        found = tuple(member for member in members if member)
        return Choice(found) if len(found) == len(members) else None
    return _interval(*text.split("/", 1)) if "/" in text else _moment(text)


def _member(text: str) -> Moment | Interval | None:
    first, dots, last = text.partition("..")
    return _interval(first or "..", last or "..") if dots else _moment(text)


def _interval(first: str, last: str) -> Interval | None:
    start, end = _end(first), _end(last)
    if start is None or end is None or (isinstance(start, Edge) and isinstance(end, Edge)):
        return None
    return Interval(start, end)


def _end(text: str) -> Moment | Edge | None:
    return Edge(text) if text in {"", ".."} else _moment(text)


def _moment(text: str) -> Moment | None:
    parts = _MOMENT.fullmatch(text)
    if parts is None:
        return None
    year = parts["year"] or parts["years"]
    return Moment(year, parts["month"] or "", parts["day"] or "", parts["qualifier"])


# --- the calendar ---------------------------------------------------------------------------------


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("does not exist in the calendar") from None


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _first_day(month: int) -> date | None:
    """First day of a month, counted from January of the year 0."""
    year, index = divmod(month, _MONTHS)
    return date(year, index + 1, 1) if date.min.year <= year <= date.max.year else None


def _last_day(month: int) -> date | None:
    first = _first_day(month)
    return first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
