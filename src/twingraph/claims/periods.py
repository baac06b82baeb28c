"""Between which days something lasts, possibly and certainly: days that a query can compare.

Every period has all four days, so that a query needs no case for a date that is open or unknown.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from twingraph.claims.claims import Statement
from twingraph.core.ontology import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from twingraph.claims.claims import Term
    from twingraph.core.dates import ImpreciseDate

_DAY = term("xsd:date")


class Period(NamedTuple):
    """The days on which something lasts; the two last days are the first ones after it.

    The first day of the calendar stands for no beginning, and the last one for no end; what
    is never certain begins on the last one.

    Attributes:
        possibly_from: The first day on which it may last.
        certainly_from: The first day on which it has certainly begun.
        certainly_until: The first day on which it may be over.
        possibly_until: The first day on which it is certainly over.
    """

    possibly_from: date
    certainly_from: date
    certainly_until: date
    possibly_until: date

    def covers(self, first: date, last: date) -> bool:
        """Whether it certainly lasts from one day to another, both included."""
        return self.certainly_from <= first and last < self.certainly_until


_PROPERTIES = tuple(
    term(f"tg:{name}")
    for name in ("possiblyFrom", "certainlyFrom", "certainlyUntil", "possiblyUntil")
)


def earliest(day: ImpreciseDate | None) -> date:
    """Return the first day that a date may mean, where it may also be unknown."""
    return (day and day.earliest) or date.min


def latest(day: ImpreciseDate | None) -> date:
    """Return the last day that a date may mean, where it may also be unknown."""
    return (day and day.latest) or date.max


def statements(node: NamedNode, period: Period) -> Iterator[Statement]:
    """Yield the days of a period as statements.

    Args:
        node: What lasts.
        period: Its days.
    """
    for predicate, day in zip(_PROPERTIES, period, strict=True):
        yield Statement(node, predicate, Literal(day.isoformat(), datatype=_DAY))


def read(statements: Iterable[Statement]) -> dict[Term, Period]:
    """Read the periods that statements give.

    Args:
        statements: Statements, among them all four days of each period.
    """
    found: dict[Term, dict[NamedNode, date]] = defaultdict(dict)
    for node, predicate, value in statements:
        if predicate in _PROPERTIES:
            found[node][predicate] = date.fromisoformat(value.value)
    return {node: Period(*map(days.__getitem__, _PROPERTIES)) for node, days in found.items()}
