"""In which state a city has always lain, and on which days it lay in a state.

That a city of France lay in France in 1970 is written in no source, because nobody doubts it. It
follows where today's state has no predecessor since 1945; of any other state nothing follows.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims import periods
from twingraph.claims.claims import Statement
from twingraph.claims.periods import Period
from twingraph.core import dates, ids
from twingraph.core.ontology import term
from twingraph.core.terms import thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from twingraph.core.dates import ImpreciseDate


_COUNTRY, _PREDECESSOR = term("tg:country"), term("tg:predecessor")
_CITY, _STATE, _PRESUMED = term("tg:ofCity"), term("tg:inState"), term("tg:presumed")
_TYPE, _AFFILIATION = term("rdf:type"), term("tg:StateAffiliation")
_START, _END = term("tg:start"), term("tg:end")
_TRUE = Literal("true", datatype=term("xsd:boolean"))


def derive(facts: Collection[Statement]) -> Iterator[Statement]:
    """Yield an affiliation for each city that has none and whose state has no predecessor.

    Each affiliation, stated or not, gets the days of its period.

    Args:
        facts: The statements that are asserted.
    """
    changed = {fact.subject for fact in facts if fact.predicate == _PREDECESSOR}
    presumed = list(_presumed(facts, changed))
    yield from presumed
    states = {one.subject: one.object for one in chain(facts, presumed) if one.predicate == _STATE}
    starts, ends = _dated(facts, _START, states), _dated(facts, _END, states)
    for affiliation, state in states.items():
        start, end = starts.get(affiliation), ends.get(affiliation)
        always = not start and state not in changed
        period = Period(
            possibly_from=periods.earliest(start),
            certainly_from=date.min if always else periods.latest(start),
            certainly_until=periods.earliest(end) if end else date.max,
            possibly_until=periods.latest(end),
        )
        yield from periods.statements(affiliation, period)


def _presumed(facts: Collection[Statement], changed: Collection[object]) -> Iterator[Statement]:
    stated = {fact.subject for fact in facts if fact.predicate == _STATE}
    placed = {fact.object for fact in facts if fact.predicate == _CITY and fact.subject in stated}
    countries = {fact for fact in facts if fact.predicate == _COUNTRY}
    for city, _, state in sorted(countries, key=str):
        if city not in placed and state not in changed:
            name = ids.joined(one.value.rpartition("/")[2] for one in (city, state))
            affiliation = NamedNode(thing("affiliation", name))
            yield Statement(affiliation, _TYPE, _AFFILIATION)
            yield Statement(affiliation, _CITY, city)
            yield Statement(affiliation, _STATE, state)
            yield Statement(affiliation, _PRESUMED, _TRUE)


def _dated(
    facts: Iterable[Statement], predicate: NamedNode, subjects: Collection[NamedNode]
) -> dict[NamedNode, ImpreciseDate]:
    """Return the date that each of the subjects has by a property, if it has one."""
    told = (one for one in facts if one.predicate == predicate and one.subject in subjects)
    dated = ((one.subject, dates.at(one.object.value)) for one in told)
    return {subject: day for subject, day in dated if day}
