"""What was computed of the network, as the report takes it: numbers without words.

The rooms of the network compute it, and ``publish`` puts it together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from twingraph.pages.report.plots import Place, Share

KILOMETRES = 250  # within which partners are near each other


class Missing(NamedTuple):
    """Why there is no study: packages are not installed.

    Attributes:
        package: The first of them.
        extra: The extra of twingraph that has them.
    """

    package: str
    extra: str


class Growth(NamedTuple):
    """How many partnerships there were.

    Attributes:
        dated: Partnerships with a date.
        partnerships: All partnerships.
        places: The numbers, by year.
    """

    dated: int
    partnerships: int
    places: Sequence[Place]


class Survival(NamedTuple):
    """How long partnerships last.

    Attributes:
        partnerships: Those that were taken.
        ended: Those of them that have ended.
        left_out: Those that were not taken.
        shares: The shares that last.
        at_risk: Of each share, how many partnerships are known to have lasted so long.
    """

    partnerships: int
    ended: int
    left_out: int
    shares: Sequence[Share]
    at_risk: Sequence[int]


class Event(NamedTuple):
    """New partnerships a year before and after an event.

    Attributes:
        id: Id of the event.
        name: What it is called, in English.
        years: Its first and its last year.
        states: Ids of the states that have a member in each partnership; none for all.
        before: Mean of the years before.
        after: Mean of the years after.
        level: Change of the level with its confidence interval; None if no line was fitted.
    """

    id: str
    name: str
    years: tuple[int, int]
    states: tuple[str, ...]
    before: float | None
    after: float | None
    level: tuple[float, float, float] | None


class Events(NamedTuple):
    """What changed at events.

    Attributes:
        dated: Partnerships whose first year is certain.
        events: The events.
    """

    dated: int
    events: Sequence[Event]


class Statistic(NamedTuple):
    """A statistic of the distances of partners, and what a model of chance gives.

    Attributes:
        model: "configuration" or "gravity".
        id: "mean", "median" or "near".
        pairs: Pairs of partners that were taken.
        draws: How often chance was drawn.
        observed: Its value.
        expected: The mean of what chance gives.
        low: Lower end of the middle 95 % of what chance gives.
        high: Upper end of it.
        z: How many standard deviations lie between; None if chance gives always the same.
    """

    model: str
    id: str
    pairs: int
    draws: int
    observed: float
    expected: float
    low: float
    high: float
    z: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was computed.

    Attributes:
        day: The day of the dataset.
        growth: Growth.
        survival: Survival.
        events: What changed at events.
        distances: Distances of partners.
    """

    day: date
    growth: Growth
    survival: Survival | Missing
    events: Events | Missing
    distances: Sequence[Statistic] | Missing
