"""Wikidata's points in time as EDTF dates in the Gregorian calendar.

A point in time has a precision, a number: 11 is a day, 10 a month, 9 a year, 8 a decade, 7 a
century, 6 a millennium. Its entity JSON writes the days of old dates in the Julian calendar and
zeros for unknown parts; its RDF has days in the Gregorian calendar and ones for zeros.
"""

from __future__ import annotations

import re
from datetime import date

from twingraph.core import dates

# Calendar model of a point in time that JSON gives in the Julian calendar.
JULIAN = "Q1985786"

_DAY, _MONTH, _YEAR, _DECADE, _MILLENNIUM = 11, 10, 9, 8, 6
_TIME = re.compile(r"([+-]?\d{1,16})-(\d\d)-(\d\d)(?:T.*)?")


def edtf(time: str, precision: int, julian: bool = False) -> str | None:
    """Return a point in time of entity JSON, or of RDF, which is Gregorian, as EDTF.

    A month or year of the Julian calendar stays as it is, as in Wikidata's own RDF: it is unknown
    which days are meant. A month or day that is zero makes the date less precise.

    >>> edtf("+1953-00-00T00:00:00Z", 9), edtf("+1917-10-25T00:00:00Z", 11, julian=True)
    ('1953', '1917-11-07')

    Args:
        time: The point in time, such as "+1973-09-00T00:00:00Z".
        precision: Its precision, from 0 to 14.
        julian: Whether a day is one of the Julian calendar.

    Returns:
        The date; None if it cannot be written in EDTF as we read it: before our era, coarser than
        a millennium, or not a day of the calendar.
    """
    parts = _TIME.fullmatch(time)
    if not parts:
        return None
    year, month, day = map(int, parts.groups())
    known = _DAY if month and day else _MONTH if month else _YEAR
    precision = min(precision, known)
    try:
        if julian and precision == _DAY:
            return _gregorian(year, month, day).isoformat()
        return _written(year, month, day, precision)
    except (LookupError, OverflowError, ValueError):
        return None


def _written(year: int, month: int, day: int, precision: int) -> str | None:
    if not 0 < year <= date.max.year or precision < _MILLENNIUM:
        return None
    if precision >= _MONTH:
        text = date(year, month, day if precision == _DAY else 1).isoformat()
        return text if precision == _DAY else text[: len("1953-09")]
    # The century and the millennium that end with the year 2000 are those of 1901 and of 1001.
    first = year if precision >= _DECADE else year - 1
    unknown = _YEAR - precision
    text = f"{first:04}"[: 4 - unknown] + "X" * unknown
    return dates.parse(text).edtf


def _gregorian(year: int, month: int, day: int) -> date:
    """Return the day of the Gregorian calendar, by its number in the Julian one.

    Raises:
        ValueError: There is no such day.
    """
    leap = year % 4 == 0
    if not 0 < day <= _DAYS[month - 1] + (leap and month == 2):  # noqa: PLR2004 - February
        raise ValueError(f"{year}-{month}-{day} does not exist in the Julian calendar")
    before = (year - 1) * 365 + (year - 1) // 4 + sum(_DAYS[: month - 1])
    # The 1st of January of the year 1 was two days earlier in the Julian calendar.
    return date.fromordinal(before + (leap and month > 2) + day - 2)  # noqa: PLR2004 - February


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
