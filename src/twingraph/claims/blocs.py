"""In which bloc the members of a partnership lay when it began.

A member counts if it lay in one state on all days on which the partnership may have begun.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from twingraph.claims import periods
from twingraph.claims.claims import Statement
from twingraph.core import dates
from twingraph.core.ontology import term
from twingraph.core.terms import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from twingraph.claims.claims import Term
    from twingraph.claims.periods import Period
    from twingraph.core.dates import ImpreciseDate

_CITY, _STATE, _BLOC = term("tg:ofCity"), term("tg:inState"), term("tg:bloc")
_PREDECESSOR = term("tg:predecessor")
_UNPLACED = term("tg:unplacedMember")
_MEMBER, _SINCE = term("tg:member"), term("tg:since")
_MEMBER_IN: dict[Term | None, NamedNode] = {
    NamedNode(f"{CONCEPT}bloc-{bloc}"): term(f"tg:{member}")
    for bloc, member in (
        ("east", "easternMember"),
        ("west", "westernMember"),
        ("neutral", "neutralMember"),
    )
}


def derive(facts: Collection[Statement], followed: Sequence[Statement]) -> Iterator[Statement]:
    """Yield which members of each partnership lay in which bloc when it began.

    Args:
        facts: Asserted statements, among them the members and the blocs of states.
        followed: What follows from them for partnerships and affiliations.
    """
    since = _values(followed, _SINCE)
    stays = _stays([*facts, *followed], periods.read(followed))
    for partnership, predicate, city in facts:
        if predicate == _MEMBER and partnership in since:
            begun = dates.at(since[partnership].value)
            then = {stay.member for stay in stays.get(city, ()) if begun and stay.covers(begun)}
            for member in sorted(then, key=str) or [_UNPLACED]:
                yield Statement(partnership, member, city)


class _Stay(NamedTuple):
    """When a city lay in a state of a bloc.

    Attributes:
        period: The days of its affiliation.
        member: The property by which a partnership has members in that bloc.
        always: Whether the state is as old as the graph looks back.
    """

    period: Period
    member: NamedNode
    always: bool

    def covers(self, begun: ImpreciseDate) -> bool:
        """Whether it lasted on every day that a date may mean, as far as the graph looks back."""
        open_from = self.period.certainly_from if self.always else date.min
        return self.period.covers(begun.earliest or open_from, periods.latest(begun))


def _stays(
    statements: Collection[Statement], lasted: Mapping[Term, Period]
) -> Mapping[Term, list[_Stay]]:
    """Return when each city lay in which bloc."""
    cities, blocs = _values(statements, _CITY), _values(statements, _BLOC)
    changed = _values(statements, _PREDECESSOR)
    found: dict[Term, list[_Stay]] = defaultdict(list)
    for affiliation, state in _values(statements, _STATE).items():
        member = _MEMBER_IN.get(blocs.get(state))
        if member and affiliation in cities:
            stay = _Stay(lasted[affiliation], member, state not in changed)
            found[cities[affiliation]].append(stay)
    return found


def _values(statements: Iterable[Statement], predicate: NamedNode) -> dict[Term, Term]:
    return {one.subject: one.object for one in statements if one.predicate == predicate}
