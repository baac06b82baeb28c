"""Whether the number of new partnerships a year changed at an event: an interrupted series.

A segmented regression (Wagner et al., Journal of Clinical Pharmacy and Therapeutics 27, 2002,
299–309): a line before the event, and from it on a change of the level and of the slope, fitted by
least squares. Standard errors are those of Newey and West (Econometrica 55, 1987, 703–708),
because neighbouring years resemble each other. It describes; it does not show a cause.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from twingraph.core import dates, files
from twingraph.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.core.dates import ImpreciseDate
    from twingraph.network.history.records import History

WINDOW = 10  # years before and after
LEAST = 3  # years on either side, below which no line is fitted
CONFIDENCE = 0.95
_FILE = Path(__file__).with_name("shocks.toml")
_Text = Annotated[str, Field(min_length=1)]


class Shock(BaseModel):
    """An event.

    Attributes:
        id: Its id.
        name: What it is called.
        date: When it happened, in EDTF; the years of one that lasted for several are left out.
        states: Ids of states; partnerships with a member in each are looked at on their own too.
        source: The page on which its date was read.
        quote: What the page says.
        retrieved: When the page was read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Text
    name: _Text
    date: _Text
    states: tuple[str, ...] = ()
    source: _Text
    quote: _Text
    retrieved: dt.date

    @field_validator("date")
    @classmethod
    def _is_bounded(cls, text: str) -> str:
        day = dates.parse(text)
        if not (day.earliest and day.latest):
            raise ValueError(f"{text} is open to one side; write when it began and ended")
        return text

    @property
    def years(self) -> tuple[int, int]:
        """Its first and its last year."""
        day: ImpreciseDate = dates.parse(self.date)
        return (day.earliest or dt.date.min).year, (day.latest or dt.date.max).year


class Change(NamedTuple):
    """An estimate with its confidence interval.

    Attributes:
        value: The estimate.
        low: Lower end of the interval.
        high: Upper end of the interval.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Break:
    """What happened to the series at an event.

    Attributes:
        shock: The event.
        states: The states that have a member in each partnership; none for all partnerships.
        before: New partnerships in each year before, by year.
        after: New partnerships in each year from the event on, by year.
        level: Change of the level, in partnerships a year, at the first year after; None if no
            line was fitted.
        slope: Change of the slope, in partnerships a year for each year.
        lags: Years within which errors may depend on each other.
        reason: Why no line was fitted; empty if one was.
    """

    shock: Shock
    states: tuple[str, ...]
    before: dict[int, int]
    after: dict[int, int]
    level: Change | None = None
    slope: Change | None = None
    lags: int = 0
    reason: str = ""

    @property
    def means(self) -> tuple[float | None, float | None]:
        """The mean of the years before, and of those after; None where there are none."""
        before, after = (
            sum(side.values()) / len(side) if side else None for side in (self.before, self.after)
        )
        return before, after


@dataclass(frozen=True, slots=True)
class Breaks:
    """Breaks at all events.

    Attributes:
        dated: Number of partnerships whose first year is certain: the series counts them.
        left_out: Number of those whose first year is not certain, or not known.
        last_year: The last year that is over on the day of the dataset.
        breaks: The breaks, by event.
    """

    dated: int
    left_out: int
    last_year: int
    breaks: Sequence[Break]


def load(file: Path = _FILE) -> tuple[Shock, ...]:
    """Read events.

    Args:
        file: A TOML file; that of twingraph unless given.

    Raises:
        InputError: Something is wrong with the file.
        CannotError: The file cannot be read.
    """
    try:
        entries = tomllib.loads(files.read(file).decode())
        return tuple(Shock.model_validate(entry) for entry in entries.get("shocks", ()))
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise InputError(f"{file}: {'; '.join(wrong)}") from None
    except ValueError as error:
        raise InputError(f"{file}: {error}") from None


def breaks(history: History, shocks: Sequence[Shock]) -> Breaks:
    """Fit a line before and after each event.

    Args:
        history: The partnerships through time.
        shocks: The events.
    """
    years = [(record.since.year, record.states) for record in history.records if record.since]
    dated = [(year, states) for year, states in years if year]
    over = history.today.year - ((history.today.month, history.today.day) != (12, 31))
    return Breaks(
        len(dated), len(history.records) - len(dated), over, list(_breaks(dated, over, shocks))
    )


def _breaks(
    dated: Sequence[tuple[int, set[str]]], over: int, shocks: Sequence[Shock]
) -> Iterator[Break]:
    for shock in shocks:
        for states in [(), shock.states] if shock.states else [()]:
            found = [year for year, of in dated if of.issuperset(states)]
            first, last = shock.years
            after = first if first == last else last + 1
            yield fit(
                shock,
                states,
                {year: found.count(year) for year in range(max(1, first - WINDOW), first)},
                {year: found.count(year) for year in range(after, min(after + WINDOW, over + 1))},
            )


def fit(
    shock: Shock, states: tuple[str, ...], before: dict[int, int], after: dict[int, int]
) -> Break:
    """Fit a line before and after an event.

    Args:
        shock: The event.
        states: The states that have a member in each partnership; none for all partnerships.
        before: New partnerships in each year before, by year.
        after: New partnerships in each year from the event on, by year.
    """
    reason = _why_not(before, after)
    if reason:
        return Break(shock, states, before, after, reason=reason)
    import numpy as np
    from statsmodels.regression.linear_model import OLS

    years = np.array([*before, *after], dtype=float)
    since = np.clip(years - min(after), 0, None)
    is_after = (years >= min(after)).astype(float)
    lags = int(4 * (len(years) / 100) ** (2 / 9))
    fitted = OLS(
        np.array([*before.values(), *after.values()], dtype=float),
        np.column_stack([np.ones_like(years), years - min(after), is_after, since]),
    ).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True)
    limits = fitted.conf_int(alpha=1 - CONFIDENCE)
    level, slope = (Change(*map(float, (fitted.params[n], *limits[n]))) for n in (2, 3))
    return Break(shock, states, before, after, level, slope, lags)


def _why_not(before: dict[int, int], after: dict[int, int]) -> str:
    for side, name in ((before, "before"), (after, "after")):
        if len(side) < LEAST:
            return f"fewer than {LEAST} years {name} it"
    if not any([*before.values(), *after.values()]):
        return "no partnership began in these years"
    return ""
