"""How long a partnership has lasted and how it stands: what follows from its phases.

A phase has one status and lasts from its start to its end. What is dated after the day of the
dataset is planned, and changes nothing yet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims import periods
from twingraph.claims.claims import Statement
from twingraph.claims.periods import Period
from twingraph.core import dates
from twingraph.core.ontology import term
from twingraph.core.terms import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.claims.claims import Term
    from twingraph.core.dates import ImpreciseDate


_PHASE, _STATUS, _START, _END = (
    term(name) for name in ("tg:phase", "tg:status", "tg:start", "tg:end")
)
_NUMBER, _FIRST, _CURRENT = (
    term(name) for name in ("tg:phaseNumber", "tg:firstPhase", "tg:currentPhase")
)
_SINCE, _UNTIL, _STATUS_TODAY = (term(name) for name in ("tg:since", "tg:until", "tg:statusToday"))
_KNOWN_SINCE = term("tg:knownSince")
_KIND, _PHASE_KIND, _KIND_THEN = (term(name) for name in ("tg:kind", "tg:phaseKind", "tg:kindThen"))
_INTEGER = term("xsd:integer")
_ACTIVE, _ENDED = (NamedNode(f"{CONCEPT}status-{status}") for status in ("active", "ended"))


@dataclass(slots=True)
class _Phase:
    """A phase, by what is asserted of it.

    Attributes:
        node: Its address, which ends with its number.
        status: Its status; None if no source gives one.
        start: When it began or is to begin; None if no source says.
        end: When it ended or is to end; None if no source says.
        kind: Its own kind; None if it has that of the partnership.
    """

    node: NamedNode
    status: NamedNode | None = None
    start: ImpreciseDate | None = None
    end: ImpreciseDate | None = None
    kind: Term | None = None

    @property
    def number(self) -> int:
        """Its place among the phases of its partnership, from 1."""
        return int(self.node.value.rpartition("/")[2])

    @property
    def in_force(self) -> bool:
        """Whether it is active, or no source says that it is not."""
        return self.status in {None, _ACTIVE}

    def is_planned(self, today: date) -> bool:
        """Whether it certainly begins after a day."""
        return bool(self.start and self.start.earliest and self.start.earliest > today)

    def is_over(self, today: date) -> bool:
        """Whether its end is certainly not after a day."""
        return bool(self.end and self.end.latest and self.end.latest <= today)


def derive(
    structure: Iterable[Statement], asserted: Iterable[Statement], today: date
) -> Iterator[Statement]:
    """Yield what follows for each partnership and its phases.

    Args:
        structure: Statements that link partnerships with their phases, among others.
        asserted: Asserted statements, among them those on the phases.
        today: The day after which everything is planned.
    """
    asserted = list(asserted)
    kinds = {one.subject: one.object for one in asserted if one.predicate == _KIND}
    for partnership, phases in _phases(structure, asserted).items():
        yield from _of_phases(partnership, phases, today)
        kind = kinds.get(partnership)
        for then, phase in ((phase.kind or kind, phase) for phase in phases):
            if then:
                yield Statement(phase.node, _KIND_THEN, then)


def _phases(
    structure: Iterable[Statement], asserted: Iterable[Statement]
) -> dict[NamedNode, list[_Phase]]:
    """Return the phases of each partnership in their order."""
    known: dict[NamedNode, _Phase] = {}
    wholes: dict[NamedNode, list[_Phase]] = defaultdict(list)
    for one in structure:
        if one.predicate == _PHASE and isinstance(one.object, NamedNode):
            phase = known[one.object] = _Phase(one.object)
            wholes[one.subject].append(phase)
    for one in asserted:
        if one.subject in known and isinstance(one.object, NamedNode):
            _learn(known[one.subject], one.predicate, one.object)
    return {whole: sorted(phases, key=lambda p: p.number) for whole, phases in wholes.items()}


def _learn(phase: _Phase, predicate: NamedNode, value: NamedNode) -> None:
    if predicate == _STATUS:
        phase.status = value
    elif predicate == _START:
        phase.start = dates.at(value.value)
    elif predicate == _END:
        phase.end = dates.at(value.value)
    elif predicate == _PHASE_KIND:
        phase.kind = value


def _of_phases(
    partnership: NamedNode, phases: Sequence[_Phase], today: date
) -> Iterator[Statement]:
    for phase in phases:
        yield Statement(phase.node, _NUMBER, Literal(str(phase.number), datatype=_INTEGER))
    first, begun = phases[0], [phase for phase in phases if not phase.is_planned(today)]
    current = begun[-1] if begun else first
    yield Statement(partnership, _FIRST, first.node)
    yield Statement(partnership, _CURRENT, current.node)
    if first.start and first.in_force:
        yield Statement(partnership, _SINCE, NamedNode(first.start.iri))
    known = next((phase.start for phase in phases if phase.start), None)
    if known:
        yield Statement(partnership, _KNOWN_SINCE, NamedNode(known.iri))
    status = _status(current, today) if begun else None
    if status:
        yield Statement(partnership, _STATUS_TODAY, status)
    until = _until(begun) if status == _ENDED else None
    if until:
        yield Statement(partnership, _UNTIL, NamedNode(until.iri))
    for place, phase in enumerate(phases):
        period = _period(phase, phases[:place], phases[place + 1 :], until)
        if period:
            yield from periods.statements(phase.node, period)


def _status(current: _Phase, today: date) -> NamedNode | None:
    """Return the status of today; None if no source says it.

    An active phase that is over, and that nothing follows, was the whole partnership. What came
    after a suspension or a dormant time is not known.
    """
    if not current.is_over(today):
        return current.status
    return _ENDED if current.in_force or current.status == _ENDED else None


def _until(begun: Sequence[_Phase]) -> ImpreciseDate | None:
    """Return the end of a partnership that is over.

    Args:
        begun: Its phases up to the current one, in their order.
    """
    *before, last = begun
    if last.status != _ENDED:
        return last.end
    if last.end:  # an ended phase has none: its dates may be those of the whole
        return None
    return last.start or (before[-1].end if before else None)


# --- on which days ------------------------------------------------------------------------------


def _period(
    phase: _Phase, before: Sequence[_Phase], after: Sequence[_Phase], until: ImpreciseDate | None
) -> Period | None:
    """Return on which days the partnership exists and this is its last phase that has begun.

    Until its first phase has certainly begun, the partnership may exist all the same. None if it
    does not exist in the phase, or if no source says when the phase began.

    Args:
        phase: The phase.
        before: The phases before it, in their order.
        after: The phases after it, in their order.
        until: When the partnership ended, if it has.
    """
    if phase.status == _ENDED or not phase.start:
        return None
    begun = periods.latest(phase.start)
    whole = not before and phase.in_force
    over = [*_ends(phase, after), *([until] if until else [])]
    followed = [one.start.latest for one in after if one.start and one.start.latest]
    return Period(
        possibly_from=periods.earliest(phase.start) if whole else begun,
        certainly_from=begun,
        certainly_until=min([*followed, *map(periods.earliest, over)], default=date.max),
        possibly_until=min([*followed, *map(periods.latest, over)], default=date.max),
    )


def _ends(phase: _Phase, after: Sequence[_Phase]) -> Iterator[ImpreciseDate | None]:
    """Yield when each later phase ended it: at its own start, else at the end of the one before."""
    for before, one in pairwise([phase, *after]):
        if one.status == _ENDED:
            yield one.start or before.end
