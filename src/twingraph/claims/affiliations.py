"""In which state a city has always lain: what follows from its country today.

That a city of France lay in France in 1970 is written in no source, because nobody doubts it. It
follows where today's state has no predecessor since 1945; of any other state nothing follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims.claims import Statement
from twingraph.core import ids
from twingraph.core.ontology import term
from twingraph.core.terms import thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


_COUNTRY, _PREDECESSOR = term("tg:country"), term("tg:predecessor")
_CITY, _STATE, _PRESUMED = term("tg:ofCity"), term("tg:inState"), term("tg:presumed")
_TYPE, _AFFILIATION = term("rdf:type"), term("tg:StateAffiliation")
_TRUE = Literal("true", datatype=term("xsd:boolean"))


def derive(facts: Collection[Statement]) -> Iterator[Statement]:
    """Yield an affiliation for each city that has none and whose state has no predecessor.

    Args:
        facts: The statements that are asserted.
    """
    stated = {fact.subject for fact in facts if fact.predicate == _STATE}
    placed = {fact.object for fact in facts if fact.predicate == _CITY and fact.subject in stated}
    changed = {fact.subject for fact in facts if fact.predicate == _PREDECESSOR}
    countries = {fact for fact in facts if fact.predicate == _COUNTRY}
    for city, _, state in sorted(countries, key=str):
        if city not in placed and state not in changed:
            name = ids.joined(one.value.rpartition("/")[2] for one in (city, state))
            affiliation = NamedNode(thing("affiliation", name))
            yield Statement(affiliation, _TYPE, _AFFILIATION)
            yield Statement(affiliation, _CITY, city)
            yield Statement(affiliation, _STATE, state)
            yield Statement(affiliation, _PRESUMED, _TRUE)
