"""Distances of partners beside those of the models as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.nulls.comparing import Comparison


def of_comparison(found: Comparison) -> Sheet:
    """Return what a model says of the distances of partners."""
    return Sheet(
        found.model,
        f"Distances of partners and the {found.model} model",
        ("statistic", "observed", "expected", "deviation", "low_95", "high_95", "z", "p"),
        [
            (
                row.statistic,
                row.observed,
                row.expected,
                row.deviation,
                row.low,
                row.high,
                row.z,
                row.p,
            )
            for row in found.rows
        ],
        {
            "cities": found.cities,
            "pairs": found.pairs,
            "cities_left_out": found.cities_left_out,
            "pairs_left_out": found.pairs_left_out,
            "draws": found.draws,
            "seed": found.seed,
        }
        | ({"not_drawn": found.reason} if found.reason else {}),
        (found.definition,),
    )


def of_all(found: Sequence[Comparison]) -> list[Sheet]:
    """Return a table for each model."""
    return [of_comparison(one) for one in found]
