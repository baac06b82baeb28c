"""How many partnerships began, ended and existed in each year or decade, certainly and possibly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.core.dates import ImpreciseDate
    from twingraph.network.history.records import History, Record

YEAR, DECADE = 1, 10


class Count(NamedTuple):
    """How many partnerships, where dates are imprecise.

    Attributes:
        certain: Those of which it is true on every reading of their dates.
        possible: Those of which it is true on some reading; the certain ones are among them.
    """

    certain: int
    possible: int


@dataclass(frozen=True, slots=True)
class Row:
    """A year or decade.

    Attributes:
        first: Its first day.
        last: Its last day; the day of the dataset if that comes before.
        began: Partnerships that began in it.
        ended: Partnerships that ended in it.
        existing: Partnerships that existed on its last day.
    """

    first: date
    last: date
    began: Count
    ended: Count
    existing: Count


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of the partnerships.

    Attributes:
        step: Years of a row: 1 or 10.
        rows: The rows, in their order, without those in which nothing may have changed.
        partnerships: Number of all partnerships.
        undated: Number of those that no source dates: they are in none of the rows.
        ended_undated: Number of those that have ended, and no source says when.
    """

    step: int
    rows: Sequence[Row]
    partnerships: int
    undated: int
    ended_undated: int


def growth(history: History, step: int = YEAR) -> Growth:
    """Count partnerships by year or decade.

    Args:
        history: The partnerships through time.
        step: Years of a row: 1 or 10.
    """
    since = [record.since for record in history.records if record.since]
    until = [record.until for record in history.records if record.until]
    firsts = sorted(_starts([*since, *until], history.today.year, step))
    bounds = [(date(max(first, 1), 1, 1), date(first + step - 1, 12, 31)) for first in firsts]
    began, ended = _within(since, bounds), _within(until, bounds)
    lasts = [min(last, history.today) for _, last in bounds]
    existing = _existing(history.records, lasts)
    days = [(first, last) for (first, _), last in zip(bounds, lasts, strict=True)]
    return Growth(
        step,
        [Row(*row) for row in zip(*zip(*days, strict=True), began, ended, existing, strict=True)]
        if days
        else [],
        len(history.records),
        sum(not record.spans and not record.since for record in history.records),
        sum(record.has_ended and not record.until for record in history.records),
    )


def _starts(days: Iterable[ImpreciseDate], last: int, step: int) -> set[int]:
    """Return the first years of all rows in which something may have changed."""
    found: set[int] = set()
    for day in days:
        known = [bound.year for bound in (day.earliest, day.latest) if bound]
        end = min(max(known), last)
        found.update(range(min(known) // step * step, end + 1, step))
    return found


def _within(days: Iterable[ImpreciseDate], bounds: Sequence[tuple[date, date]]) -> list[Count]:
    """Count in each row the dates that lie in it, certainly and possibly."""
    firsts, lasts = [first for first, _ in bounds], [last for _, last in bounds]
    certain, possible = [0] * len(bounds), [0] * (len(bounds) + 1)
    for day in days:
        earliest, latest = day.earliest or date.min, day.latest or date.max
        # The rows that the days overlap: from the first that ends after them begin.
        begin, end = bisect_left(lasts, earliest), bisect_right(firsts, latest)
        if begin >= end:
            continue
        possible[begin] += 1
        possible[end] -= 1
        certain[begin] += firsts[begin] <= earliest and latest <= lasts[begin]
    return [Count(*row) for row in zip(certain, accumulate(possible[:-1]), strict=True)]


def _existing(records: Iterable[Record], days: Sequence[date]) -> list[Count]:
    """Count on each of some days the partnerships that exist, certainly and possibly."""
    certain, possible = [0] * (len(days) + 1), [0] * (len(days) + 1)
    for record in records:
        surely = ((span.certainly_from, span.certainly_until) for span in record.spans)
        perhaps = ((span.possibly_from, span.possibly_until) for span in record.spans)
        for changes, spans in ((certain, surely), (possible, perhaps)):
            for first, end in _joined(spans):
                changes[bisect_left(days, first)] += 1
                changes[bisect_left(days, end)] -= 1
    summed = (accumulate(changes[:-1]) for changes in (certain, possible))
    return [Count(*row) for row in zip(*summed, strict=True)]


def _joined(spans: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Yield spans of days of which those that overlap have been made one."""
    reached: tuple[date, date] | None = None
    for first, end in sorted(span for span in spans if span[0] < span[1]):
        if reached and first <= reached[1]:
            reached = reached[0], max(reached[1], end)
            continue
        if reached:
            yield reached
        reached = first, end
    if reached:
        yield reached
