"""The pictures of the network: what each shows, and of how many things on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twingraph.core.text import counted
from twingraph.network.figures.drawing import BLACK, BLUE, GREEN, ORANGE, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from twingraph.network.history.growth import Growth
    from twingraph.network.history.shocks import Breaks
    from twingraph.network.history.survival import Survival
    from twingraph.network.nulls.comparing import Comparison
    from twingraph.network.simple import Network

_MEIER = "Kaplan and Meier, 95 % confidence"


def growth(found: Growth, day: str) -> Picture | None:
    """Draw how many partnerships existed at the end of each year; None if there is no year."""
    rows = found.rows
    if not rows:
        return None
    years = [row.last.year for row in rows]
    certain, possible = (
        [getattr(row.existing, s) for row in rows] for s in ("certain", "possible")
    )

    def draw(axes: Axes) -> None:
        axes.fill_between(
            years, certain, possible, step="post", color=ORANGE, alpha=0.5, label="possible"
        )
        axes.step(years, certain, where="post", color=BLUE, label="certain")
        axes.set_xlim(years[0], years[-1])
        axes.set_ylim(bottom=0)
        axes.set_xlabel("year")
        axes.set_ylabel("partnerships at the end of the year")
        axes.legend(loc="upper left")

    return Picture(
        "growth",
        f"Partnerships that existed, certainly and possibly, by the dates of sources. n ="
        f" {found.partnerships - found.undated:,} with a date, of {found.partnerships:,};"
        f" as of {day}.",
        draw,
    )


def survival(found: Survival, day: str) -> Picture | None:
    """Draw how long partnerships last; None if none is dated."""
    points = found.points
    if not points:
        return None
    years = [point.years for point in points]

    def draw(axes: Axes) -> None:
        shares = np.array([point.share for point in points])
        reach = np.array([(one.share - one.low, one.high - one.share) for one in points])
        bounds = np.array([(one.turnbull_low, one.turnbull_high) for one in points])
        axes.errorbar(
            years, shares, yerr=np.maximum(0, reach.T), fmt="o", color=BLUE, capsize=3, label=_MEIER
        )
        for bound, shape, colour, name in ((0, "^", ORANGE, "least"), (1, "v", GREEN, "most")):
            label = f"Turnbull, {name}"
            axes.plot(years, bounds[:, bound], shape, color=colour, fillstyle="none", label=label)
        axes.set_ylim(0, 1.02)
        axes.set_xlim(left=0)
        axes.set_xlabel("years since the start")
        axes.set_ylabel("share that lasts")
        axes.legend(loc="lower left")

    return Picture(
        "survival",
        f"Share of partnerships that last. n = {found.partnerships:,}, of which"
        f" {found.ended:,} have ended; {sum(found.left_out.values()):,} are left out, whose dates"
        f" do not bound how long; as of {day}.",
        draw,
    )


def shocks(found: Breaks, day: str) -> Picture | None:
    """Draw how the number of new partnerships changed at events; None if no line was fitted."""
    fitted = [one for one in found.breaks if one.level]
    if not fitted:
        return None
    names = [
        "–".join(map(str, sorted(set(one.shock.years))))
        + (f" ({', '.join(one.states)})" if one.states else "")
        for one in fitted
    ]
    levels = [one.level for one in fitted if one.level]

    def draw(axes: Axes) -> None:
        values = np.array([level.value for level in levels])
        reach = np.array([(level.value - level.low, level.high - level.value) for level in levels])
        places = np.arange(len(levels))
        axes.axvline(0, color=BLACK, linewidth=0.8)
        axes.errorbar(values, places, xerr=np.maximum(0, reach.T), fmt="o", color=BLUE, capsize=3)
        axes.set_yticks(places, names)
        axes.invert_yaxis()
        axes.set_xlabel("change of the level, new partnerships a year")

    return Picture(
        "shocks",
        f"Change of the number of new partnerships a year at events, with 95 % confidence intervals"
        f" (segmented regression, errors of Newey and West). n = {found.dated:,} partnerships whose"
        f" first year is certain; as of {day}.",
        draw,
    )


def degrees(network: Network, day: str) -> Picture | None:
    """Draw how many cities have at least so many partners; None if there are no edges."""
    connected = network.degrees[network.degrees > 0]
    if not len(connected):
        return None
    values, cities = np.unique(connected, return_counts=True)
    at_least = cities[::-1].cumsum()[::-1] / len(connected)

    def draw(axes: Axes) -> None:
        axes.loglog(values, at_least, "o", color=BLUE, markersize=4)
        axes.set_xlabel("partner cities")
        axes.set_ylabel("share of cities with at least as many")

    return Picture(
        "degrees",
        f"Partner cities of cities that have any, on logarithmic axes. n ="
        f" {counted(len(connected), 'city', 'cities')} and"
        f" {counted(network.graph.ecount(), 'pair')} of partners; as of {day}.",
        draw,
    )


def distances(found: Sequence[Comparison], day: str) -> Picture | None:
    """Draw the mean distance of partners beside that of models; None if none was drawn."""
    drawn = [one for one in found if one.rows]
    if not drawn:
        return None

    def draw(axes: Axes) -> None:
        places = np.arange(len(drawn))
        means = [one.rows[0] for one in drawn]
        low, high = [row.low for row in means], [row.high for row in means]
        axes.hlines(places, low, high, color=ORANGE)
        axes.plot([row.expected for row in means], places, "s", color=ORANGE, label="by chance")
        axes.plot([row.observed for row in means], places, "o", color=BLUE, label="observed")
        axes.set_yticks(places, [one.model for one in drawn])
        axes.set_ylim(len(drawn) - 0.5, -0.5)
        axes.set_xlim(left=0)
        axes.set_xlabel("mean distance of partners, km")
        axes.legend(loc="best")

    sizes = "; ".join(f"{one.model}: n = {one.pairs:,} pairs" for one in drawn)
    return Picture(
        "distances",
        f"Mean distance of partner cities, and the middle 95 % of {drawn[0].draws:,} draws of"
        f" models of chance. {sizes}; as of {day}.",
        draw,
    )
