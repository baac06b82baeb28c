"""What the graph says of when each partnership began, ended and existed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.errors import CannotError
from twingraph.core.terms import CONCEPT, slug
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

    from twingraph.core.dates import ImpreciseDate
    from twingraph.store.engine import Store

_TODAY = "SELECT ?day { ?dataset a dcat:Dataset ; tg:asOf/tg:latest ?day }"
_PARTNERSHIPS = """
SELECT ?partnership ?since ?until ?status {
  ?partnership a tg:Partnership .
  OPTIONAL { ?partnership tg:since/tg:edtf ?since }
  OPTIONAL { ?partnership tg:until/tg:edtf ?until }
  OPTIONAL { ?partnership tg:statusToday ?status }
} ORDER BY ?partnership
"""
_MEMBERS = """
SELECT ?partnership ?state (MIN(?label) AS ?name) {
  ?partnership tg:member ?city .
  OPTIONAL { ?city tg:country ?state }
  OPTIONAL { ?city rdfs:label ?label }
} GROUP BY ?partnership ?city ?state ORDER BY ?partnership ?city
"""
_PHASES = """
SELECT ?partnership ?possible ?certain ?certain_end ?possible_end {
  ?partnership tg:phase ?phase .
  ?phase tg:possiblyFrom ?possible ; tg:certainlyFrom ?certain ;
    tg:certainlyUntil ?certain_end ; tg:possiblyUntil ?possible_end .
} ORDER BY ?partnership ?phase
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a phase lasts; the two last days are the first ones after it.

    ``docs/data-model.md`` says what the four of them mean.
    """

    possibly_from: date
    certainly_from: date
    certainly_until: date
    possibly_until: date


@dataclass(slots=True)
class Record:
    """What is known of a partnership through time.

    Attributes:
        id: Id of the partnership.
        since: When it began; None if no source says.
        until: When it ended; None if it has not, or if no source says.
        status: active, dormant, suspended or ended; empty if no source says.
        names: Names of its members, in the order of their ids.
        states: Ids of the states in which its members lie.
        spans: The days of its phases.
    """

    id: str
    since: ImpreciseDate | None
    until: ImpreciseDate | None
    status: str
    names: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """Whether it has ended."""
        return self.status == "ended"

    def existed_on(self, day: date, *, possibly: bool = False) -> bool:
        """Whether it existed on a day.

        Args:
            day: The day.
            possibly: Whether it is enough that it may have existed.
        """
        if possibly:
            return any(span.possibly_from <= day < span.possibly_until for span in self.spans)
        return any(span.certainly_from <= day < span.certainly_until for span in self.spans)


@dataclass(frozen=True, slots=True)
class History:
    """All partnerships through time.

    Attributes:
        today: The day of the dataset; what is dated after it is planned.
        records: The partnerships, in the order of their ids.
    """

    today: date
    records: Sequence[Record]


def read(store: Store) -> History:
    """Ask a graph for its partnerships through time.

    Raises:
        CannotError: The graph does not say of which day it is.
    """
    days = select(store, _TODAY)
    if not days:
        raise CannotError("this graph has no day (tg:asOf): it was not made by twingraph build")
    records = {slug(row["partnership"].value): _record(row) for row in select(store, _PARTNERSHIPS)}
    for row in select(store, _MEMBERS):
        record = records[slug(row["partnership"].value)]
        record.names.append(row["name"].value if row["name"] else "")
        if row["state"]:
            record.states.add(slug(row["state"].value))
    for name, spans in _spans(select(store, _PHASES)).items():
        records[name].spans += spans
    return History(date.fromisoformat(days[0]["day"].value), list(records.values()))


def _record(row: ox.QuerySolution) -> Record:
    return Record(
        slug(row["partnership"].value),
        dates.parse(row["since"].value) if row["since"] else None,
        dates.parse(row["until"].value) if row["until"] else None,
        row["status"].value.removeprefix(f"{CONCEPT}status-") if row["status"] else "",
    )


def _spans(rows: Iterable[ox.QuerySolution]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        days = (row[name].value for name in ("possible", "certain", "certain_end", "possible_end"))
        found[slug(row["partnership"].value)].append(Span(*map(date.fromisoformat, days)))
    return found
