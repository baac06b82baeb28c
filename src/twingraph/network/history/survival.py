"""How long partnerships last: the share of them that still exists so many years after the start.

Two estimates, because dates are imprecise. Turnbull's (1976) takes every duration as the
interval in which it lies, from the shortest to the longest that the dates allow, and needs no
assumption. Kaplan and Meier's (1958) takes the middle of each date for the date, and has a
confidence interval. Both are computed by lifelines.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.core.dates import ImpreciseDate
    from twingraph.network.history.records import History, Record

AGES = (1, 5, 10, 20, 30, 40, 50, 60, 75, 100)  # years
CONFIDENCE = 0.95
_YEAR = 365.25  # days

NO_START = "no source says when it began"
ENDED_NO_START = "has ended; no source says when it began"
NO_END = "has ended; no source says when"
OPEN = "its dates are open to one side"
PLANNED = "has not begun"


class Duration(NamedTuple):
    """How long a partnership lasted, or has lasted so far; in years.

    Attributes:
        shortest: The least that its dates allow.
        longest: The most; infinite if it has not ended.
        middle: From the middle of the first date to that of the last.
        has_ended: Whether it has ended.
    """

    shortest: float
    longest: float
    middle: float
    has_ended: bool


class Point(NamedTuple):
    """The share of the partnerships that lasts for so many years or more.

    Attributes:
        years: Years since the start.
        at_risk: Partnerships that are known to have lasted so long, by the middles of their dates.
        share: Kaplan and Meier's estimate.
        low: Lower end of its confidence interval.
        high: Upper end of its confidence interval.
        turnbull_low: The least that Turnbull's estimate allows.
        turnbull_high: The most that it allows.
    """

    years: int
    at_risk: int
    share: float
    low: float
    high: float
    turnbull_low: float
    turnbull_high: float


@dataclass(frozen=True, slots=True)
class Survival:
    """Survival of the partnerships.

    Attributes:
        today: The day of the dataset, on which the partnerships that last are censored.
        partnerships: Number of partnerships that were taken.
        ended: Number of those of them that have ended.
        without_status: Number of those of them of which no source says how they stand today:
            they count as lasting, as everywhere in twingraph.
        left_out: How many were not taken, by the reason.
        points: The estimates, up to the longest duration.
    """

    today: date
    partnerships: int
    ended: int
    without_status: int
    left_out: Mapping[str, int]
    points: Sequence[Point]


def survival(history: History) -> Survival:
    """Estimate how long partnerships last.

    Args:
        history: The partnerships through time.
    """
    left_out: dict[str, int] = {}
    taken: list[Record] = []
    for record in history.records:
        why = _why_not(record, history.today)
        if why:
            left_out[why] = left_out.get(why, 0) + 1
        else:
            taken.append(record)
    durations = [duration(record, history.today) for record in taken]
    return Survival(
        history.today,
        len(durations),
        sum(one.has_ended for one in durations),
        sum(not record.status for record in taken),
        dict(sorted(left_out.items())),
        _points(durations) if durations else [],
    )


def _why_not(record: Record, today: date) -> str:
    """Return why the duration of a partnership cannot be bounded; nothing if it can."""
    if record.since is None:
        return ENDED_NO_START if record.has_ended else NO_START
    if record.has_ended and record.until is None:
        return NO_END
    if any(not (day.earliest and day.latest) for day in (record.since, record.until) if day):
        return OPEN
    return PLANNED if record.since.earliest and record.since.earliest > today else ""


def duration(record: Record, today: date) -> Duration:
    """Return how long a partnership has lasted.

    Args:
        record: A partnership whose start, and end if it has ended, are bounded.
        today: The day of the dataset.
    """
    first, last = _days(record.since)
    if record.until is None:
        so_far = _years(last, today)
        return Duration(so_far, inf, _years(_middle(first, last), today), has_ended=False)
    end, over = _days(record.until)
    middle = _years(_middle(first, last), _middle(end, over))
    return Duration(_years(last, end), _years(first, over), middle, has_ended=True)


def _days(day: ImpreciseDate | None) -> tuple[date, date]:
    if day is None or day.earliest is None or day.latest is None:
        raise ValueError(f"{day} is not bounded")
    return day.earliest, day.latest


def _middle(first: date, last: date) -> date:
    return first + timedelta((last - first).days // 2)


def _years(first: date, last: date) -> float:
    return max(0, (last - first).days) / _YEAR


def _points(durations: Sequence[Duration]) -> list[Point]:
    middles = [one.middle for one in durations]
    ages = [age for age in AGES if age <= max(middles)]
    shares = _kaplan_meier(durations, ages)
    bounds = _turnbull(durations, ages)
    return [
        Point(age, sum(middle >= age for middle in middles), *shares[age], *bounds[age])
        for age in ages
    ]


def _kaplan_meier(
    durations: Sequence[Duration], ages: Iterable[int]
) -> dict[int, tuple[float, float, float]]:
    """Return the share and its confidence interval (exponential Greenwood) at each age."""
    from lifelines import KaplanMeierFitter

    fitted = KaplanMeierFitter(alpha=1 - CONFIDENCE).fit(
        [one.middle for one in durations], [one.has_ended for one in durations]
    )
    steps = fitted.survival_function_.iloc[:, 0].to_list()
    limits = fitted.confidence_interval_.to_numpy().tolist()
    begins = fitted.survival_function_.index.to_list()
    at = {age: bisect_left(begins, age + 1e-9) - 1 for age in ages}
    return {age: (steps[place], *limits[place]) for age, place in at.items()}


def _turnbull(durations: Sequence[Duration], ages: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Return the least and the greatest share at each age that the estimate allows."""
    from lifelines import KaplanMeierFitter

    if not any(one.has_ended for one in durations):  # lifelines needs an end
        return dict.fromkeys(ages, (1.0, 1.0))
    with warnings.catch_warnings():  # log(0), in shares that reach 0 or 1
        warnings.simplefilter("ignore", RuntimeWarning)
        fitted = KaplanMeierFitter().fit_interval_censoring(
            [one.shortest for one in durations], [one.longest for one in durations]
        )
    # Each row is about durations of at least its index.
    table = fitted.survival_function_
    begins = table.index.to_list()
    highs, lows = table["NPMLE_estimate_upper"].to_list(), table["NPMLE_estimate_lower"].to_list()
    at = {age: bisect_left(begins, age) for age in ages}
    return {age: (lows[place], highs[place]) for age, place in at.items()}
