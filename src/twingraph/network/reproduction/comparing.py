"""Figures in print beside the same figures computed again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from twingraph.network.reproduction import definitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.measures.registry import Measure
    from twingraph.network.reproduction.publication import Figure, Publication
    from twingraph.network.simple import Network

EQUAL = "equal"
NEAR = "near"
OTHER = "does not follow from the data"
NOT_COMPUTED = "not computed"
VERDICTS = (EQUAL, NEAR, OTHER, NOT_COMPUTED)
NEARNESS = Decimal("0.01")  # of the published number


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in print and ours.

    Attributes:
        figure: The figure in print.
        measure: How ours is defined; None if it is not computed.
        ours: Our number; None if there is none.
        verdict: equal to the last digit in print; near it, by at most one hundredth or by what the
            publication's file says; does not follow from the data; or not computed.
        reason: Why it was not computed, or how ours was estimated if it is not exact.
    """

    figure: Figure
    measure: Measure | None
    ours: float | None
    verdict: str
    reason: str = ""


def compare(publication: Publication, network: Network) -> Sequence[Row]:
    """Compute the figures of a publication again.

    Args:
        publication: The publication.
        network: The network that it is about.
    """
    return [_row(figure, network) for figure in publication.figures]


def _row(figure: Figure, network: Network) -> Row:
    if figure.measure is None:
        return Row(figure, None, None, NOT_COMPUTED, figure.not_computed or "")
    measure = definitions.known()[figure.measure]
    found = measure.compute(network)
    if not isinstance(found.value, int | float):
        return Row(figure, measure, None, NOT_COMPUTED, found.reason)
    how = "" if found.method == "exact" else found.method
    return Row(figure, measure, found.value, verdict(figure, found.value), how)


def verdict(figure: Figure, ours: float) -> str:
    """Compare our number with the one in print.

    Args:
        figure: The figure in print.
        ours: Our number.
    """
    printed = figure.value
    digits = Decimal(printed.as_tuple().exponent)  # negative: places after the point
    apart = abs(Decimal(repr(ours)) - printed)
    if apart <= Decimal(10) ** digits / 2:
        return EQUAL
    near = NEARNESS * abs(printed) if figure.near is None else figure.near
    return NEAR if apart <= near else OTHER
