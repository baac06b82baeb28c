"""The network through time as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network.history.growth import YEAR
from twingraph.network.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.history.growth import Growth
    from twingraph.network.history.measured import Then
    from twingraph.network.history.shocks import Break, Breaks
    from twingraph.network.history.survival import Survival
    from twingraph.network.sheets import Cell


_SURENESS = ("certain", "possible")


def of_growth(found: Growth) -> Sheet:
    """Return the growth of the partnerships."""
    names = ("began", "ended", "existing")
    return Sheet(
        "growth",
        f"Partnerships by {_step(found.step)}",
        (
            "first_day",
            "last_day",
            *(f"{name}_{sure}" for name in names for sure in _SURENESS),
        ),
        [
            (row.first.isoformat(), row.last.isoformat(), *row.began, *row.ended, *row.existing)
            for row in found.rows
        ],
        {
            "partnerships": found.partnerships,
            "undated": found.undated,
            "ended_without_date": found.ended_undated,
        },
        (
            "existing: on the last day; certain: on every reading of the dates; possible: on some.",
            f"What has no date is in no row; {_step(found.step)}s without a change are left out.",
        ),
    )


def of_measures(found: Sequence[Then], step: int, *, possibly: bool) -> Sheet:
    """Return the measures of the network through time."""
    keys = list(found[0].found) if found else []
    rows: list[Sequence[Cell]] = [
        (then.day.isoformat(), *(_number(then.found[key].value) for key in keys)) for then in found
    ]
    return Sheet(
        "measures",
        f"Measures of the network at the end of each {_step(step)}",
        ("day", *keys),
        rows,
        {"partnerships": "possible" if possibly else "certain"},
        (
            "A city counts if it has a partnership on that day.",
            "twingraph network stats has the definitions.",
        ),
    )


def of_survival(found: Survival) -> Sheet:
    """Return the survival of the partnerships."""
    return Sheet(
        "survival",
        "Share of partnerships that last for so many years",
        (
            "years",
            "at_risk",
            "kaplan_meier",
            "low_95",
            "high_95",
            "turnbull_low",
            "turnbull_high",
        ),
        [tuple(point) for point in found.points],
        {
            "partnerships": found.partnerships,
            "ended": found.ended,
            "lasting": found.partnerships - found.ended,
            "of_these_without_status": found.without_status,
            "censored_on": found.today.isoformat(),
            "left_out": dict(found.left_out),
        },
        (
            "Kaplan and Meier's estimate takes the middle of a date; Turnbull's, all its days.",
            "Whatever has ended and was left out would lower the shares.",
        ),
    )


def of_shocks(found: Breaks) -> Sheet:
    """Return the breaks in the series of new partnerships."""
    columns = (
        "event", "date", "states", "years_before", "mean_before", "years_after", "mean_after",
        "level", "level_low_95", "level_high_95", "slope", "slope_low_95", "slope_high_95",
        "reason",
    )  # fmt: skip
    return Sheet(
        "shocks",
        "New partnerships a year before and after events",
        columns,
        [_break(one) for one in found.breaks],
        {
            "partnerships_in_the_series": found.dated,
            "left_out_without_certain_year": found.left_out,
            "last_year": str(found.last_year),
            "sources": {
                one.shock.name: f'{one.shock.source} "{one.shock.quote}"' for one in found.breaks
            },
        },
        (
            "level: change at the first year after; slope: change of the yearly rise.",
            "Least squares with errors of Newey and West: they describe, and show no cause.",
        ),
    )


def _break(one: Break) -> Sequence[Cell]:
    level = one.level or (None, None, None)
    slope = one.slope or (None, None, None)
    what = (one.shock.name, one.shock.date, ", ".join(one.states))
    before, after = one.means
    sides = (len(one.before), before, len(one.after), after)
    return (*what, *sides, *level, *slope, one.reason or None)


def _number(value: object) -> int | float | None:
    return value if isinstance(value, int | float) else None


def _step(step: int) -> str:
    return "year" if step == YEAR else "decade"
