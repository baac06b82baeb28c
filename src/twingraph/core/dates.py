"""Imprecise dates: what a source says about a day, month or year, and its bounds.

Dates are written in the Extended Date/Time Format (EDTF, https://www.loc.gov/standards/datetime/):
``1973``, ``1973-09``, ``198X``, ``1986~``, ``[1961..1962]``, ``../2016``.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_EXPLANATION = "write 1973, 1973-09, 1973-09-08, 198X, 1986~, [1961..1962] or ../2016"


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date and the days between which it lies.

    Attributes:
        edtf: The date as the source has it.
        earliest: First possible day; None if it is open.
        latest: Last possible day; None if it is open.
    """

    edtf: str
    earliest: date | None
    latest: date | None

    def agrees_with(self, other: ImpreciseDate) -> bool:
        """Whether both can be true: ``1973`` and ``1973-09`` can, 1961 and 1962 cannot."""
        return not (self.certainly_before(other) or other.certainly_before(self))

    def certainly_before(self, other: ImpreciseDate) -> bool:
        """Whether every day of this lies before every day of the other."""
        return None not in (self.latest, other.earliest) and self.latest < other.earliest  # type: ignore[operator]  # both are dates here

    @property
    def days(self) -> int:
        """How many days it may mean."""
        first, last = self.earliest or date.min, self.latest or date.max
        return (last - first).days + 1

    @property
    def coarseness(self) -> int:
        """0 for a day, 1 for up to a month, 2 for up to a year, 3 for more: all months alike."""
        return bisect_left((1, 31, 366), self.days)


@cache
def parse(edtf: str) -> ImpreciseDate:
    """Read a date.

    Raises:
        ValueError: It is no date, or one that never was, such as 1995-02-31.
    """
    plain = _PLAIN.fullmatch(edtf)
    earliest, latest = _plain_bounds(edtf, *plain.groups()) if plain else _edtf_bounds(edtf)
    if earliest and latest and latest < earliest:
        raise ValueError(f'"{edtf}" ends before it begins')
    return ImpreciseDate(edtf, earliest, latest)


def parse_day(text: str) -> date:
    """Read a single day.

    Raises:
        ValueError: It is no day of the calendar, written as 1989-11-09.
    """
    if len(text) != len("1989-11-09") or not _PLAIN.fullmatch(text):
        raise ValueError(f'"{text}" is not a day; write 1989-11-09')
    return date.fromisoformat(text)


def _plain_bounds(edtf: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Bounds of a plain date. EDTF's parser takes 7 ms for what the standard library does in µs."""
    first, last = int(month or 1), int(month or 12)
    try:
        end = int(day) if day else calendar.monthrange(int(year), last)[1]
        return date(int(year), first, int(day or 1)), date(int(year), last, end)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f'"{edtf}" is not a date of the calendar') from error


def _edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    from edtf import EDTFParseException, parse_edtf  # slow, and rarely needed

    try:
        parsed = parse_edtf(edtf)
        # The fuzzy bounds: "about 1986" must not count as certainly within 1986.
        return _day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy())
    except EDTFParseException:
        raise ValueError(f'"{edtf}" is no date; {_EXPLANATION}') from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise ValueError(f'"{edtf}" is a date of a kind that is not supported') from None


def _day(bound: Any) -> date | None:
    """Turn a bound of the EDTF library, a ``struct_time`` or an infinity, into a day."""
    if bound is None or isinstance(bound, float):
        return None
    return date(*bound[:3])
