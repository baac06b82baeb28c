"""Imprecise dates: days, months and years as sources state them.

They are written in the Extended Date/Time Format: ``1973``, ``1973-09``, ``198X``, ``1986~``,
``[1961..1962]``, ``../2016``. All code that reads, orders or compares dates, or makes their
addresses, does it here; ``edtf`` knows the format, and ``datewords`` the words for people.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cache, total_ordering
from urllib.parse import quote, unquote

from twingraph.core.edtf import Form, read, shown
from twingraph.core.terms import ID

_ADDRESS = ID + "date/"
# Web servers refuse an escaped slash in a path. ISO 8601 has two hyphens for it.
_SLASH, _IN_ADDRESS = "/", "--"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Precision(IntEnum):
    """Class of the number of days that a date may mean, the more precise first."""

    DAY = 0
    MONTH = 1
    YEAR = 2
    COARSER = 3


@total_ordering
@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date and the days between which it lies.

    Dates have a total order: by their first possible day, then their last, then their text. A
    date that is open to the past comes before all others, and of two that begin on one day the
    one that is open to the future comes last. A date that lies certainly before another also
    comes before it.

    Attributes:
        edtf: The date as the source has it.
        earliest: First possible day; None if it is open to the past.
        latest: Last possible day; None if it is open to the future.
        form: Its parts.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    form: Form = field(compare=False, repr=False)

    def __str__(self) -> str:
        """Return the date as the source has it."""
        return self.edtf

    def __lt__(self, other: ImpreciseDate) -> bool:
        """Whether it comes before another date in the order of dates."""
        return order(self) < order(other)

    @property
    def iri(self) -> str:
        """Address of the date.

        >>> parse("2021-11-08/2021-11-09").iri.removeprefix(ID)
        'date/2021-11-08--2021-11-09'
        """
        return _ADDRESS + quote(self.edtf.replace(_SLASH, _IN_ADDRESS), safe="")

    @property
    def precision(self) -> Precision:
        """Class of the number of days that it may mean; all months are equal, and all years."""
        first, last = self.earliest or date.min, self.latest or date.max
        return Precision(bisect_left((1, 31, 366), (last - first).days + 1))

    @property
    def year(self) -> int | None:
        """The year in which each of its days lies; None if there may be several.

        >>> parse("1973-09").year, parse("1972-24").year
        (1973, None)
        """
        first, last = self.earliest, self.latest
        return first.year if first and last and first.year == last.year else None

    def certainly_before(self, other: ImpreciseDate) -> bool:
        """Whether every day of this date lies before every day of the other."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)

    def agrees_with(self, other: ImpreciseDate) -> bool:
        """Whether both can be true: ``1973`` and ``1973-09`` can, 1961 and 1962 cannot."""
        return not (self.certainly_before(other) or other.certainly_before(self))


@cache
def parse(text: str) -> ImpreciseDate:
    """Read a date.

    Args:
        text: The date, in EDTF.

    Raises:
        ValueError: It is not a date, or not one of the calendar, such as 1995-02-31.
    """
    form = read(text)
    return ImpreciseDate(text, *form.bounds, form)


def parse_or_none(text: str) -> ImpreciseDate | None:
    """Read a date; return None if the text is empty or not a date."""
    try:
        return parse(text) if text else None
    except ValueError:
        return None


def order(day: ImpreciseDate | None) -> tuple[bool, date, date, str]:
    """Return the key that sorts dates of which some are unknown: those come last."""
    if day is None:
        return True, date.max, date.max, ""
    return False, day.earliest or date.min, day.latest or date.max, day.edtf


def at(iri: str) -> ImpreciseDate | None:
    """Read a date from its address; return None if it is the address of anything else.

    >>> str(at(parse("[1961..1962]").iri)), at(ID + "city/krakow")
    ('[1961..1962]', None)
    """
    if not iri.startswith(_ADDRESS):
        return None
    return parse_or_none(unquote(iri[len(_ADDRESS) :]).replace(_IN_ADDRESS, _SLASH))


def parse_day(text: str) -> date:
    """Read a single day.

    Raises:
        ValueError: It is not a day of the calendar, written as 1989-11-09.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a day; write 1989-11-09")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} does not exist in the calendar") from None
