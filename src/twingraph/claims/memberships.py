"""Which membership of a network replaced which: a change of kind begins a new one."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from twingraph.claims.claims import Statement
from twingraph.core import dates
from twingraph.core.ontology import term
from twingraph.core.terms import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from twingraph.claims.claims import Term

_MEMBER, _NETWORK, _KIND, _START, _REPLACED_BY = (
    term(name)
    for name in (
        "org:member",
        "org:organization",
        "tg:membershipKind",
        "tg:start",
        "dct:isReplacedBy",
    )
)
_APPLICANT = NamedNode(f"{CONCEPT}membership-applicant")

_Known = dict[NamedNode, "Term"]


def derive(facts: Iterable[Statement]) -> Iterator[Statement]:
    """Yield which memberships followed each membership of the same city in the same network.

    The next one begins later, by the last day that its start may mean; several may begin then.
    Applications are no memberships, and one without such a day has no place in the order.

    Args:
        facts: Asserted statements, among them those on memberships.
    """
    known: dict[NamedNode, _Known] = defaultdict(dict)
    for subject, predicate, value in facts:
        if predicate in {_MEMBER, _NETWORK, _KIND, _START}:
            known[subject][predicate] = value
    of_pair: dict[tuple[Term, Term], list[tuple[date, NamedNode]]] = defaultdict(list)
    for membership, its in known.items():
        begun = _begun(its)
        if begun and _MEMBER in its and _NETWORK in its and its.get(_KIND) != _APPLICANT:
            of_pair[its[_MEMBER], its[_NETWORK]].append((begun, membership))
    for memberships in of_pair.values():
        yield from _in_order(memberships)


def _begun(its: _Known) -> date | None:
    start = its.get(_START)
    day = dates.at(start.value) if start else None
    return day.latest if day else None


def _in_order(memberships: list[tuple[date, NamedNode]]) -> Iterator[Statement]:
    ordered = sorted(memberships, key=lambda one: (one[0], one[1].value))
    on_a_day = [[node for _, node in same] for _, same in groupby(ordered, lambda one: one[0])]
    for before, after in pairwise(on_a_day):
        yield from (Statement(one, _REPLACED_BY, next_one) for one in before for next_one in after)
