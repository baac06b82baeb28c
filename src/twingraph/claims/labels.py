"""What a thing is called for which no source has a usual name.

A list may have ids alone, or other names of known cities. It then claims no usual names, but people
must be able to point at its cities: by another name, by the Wikidata item, or else by the id. The
language of an item and of an id is "zxx", the tag for what is in no language.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims.claims import Statement
from twingraph.core.terms import expand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from twingraph.claims.claims import Term

LABEL = NamedNode(expand("skos:prefLabel"))
NO_LANGUAGE = "zxx"

_TYPE = NamedNode(expand("rdf:type"))
_NAMED = {NamedNode(expand("tg:City")), NamedNode(expand("tg:State"))}
_ITEM = NamedNode(expand("owl:sameAs"))
_OTHER = NamedNode(expand("skos:altLabel"))


def derive(structure: Collection[Statement], facts: Collection[Statement]) -> Iterator[Statement]:
    """Yield a label for each city and each state without a usual name.

    Args:
        structure: The statements that the layout makes, with the types of things.
        facts: The statements that are asserted.
    """
    named = {fact.subject for fact in facts if fact.predicate == LABEL}
    nameless = {s.subject for s in structure if s.predicate == _TYPE and s.object in _NAMED} - named
    if not nameless:
        return
    known: dict[tuple[NamedNode, NamedNode], list[Term]] = defaultdict(list)
    for fact in facts:
        if fact.subject in nameless:
            known[fact.subject, fact.predicate].append(fact.object)
    for thing in sorted(nameless, key=str):
        others = sorted(known[thing, _OTHER], key=str)
        address = min((item.value for item in known[thing, _ITEM]), default=thing.value)
        yield Statement(thing, LABEL, others[0] if others else _bare(address))


def _bare(address: str) -> Literal:
    return Literal(address.rpartition("/")[2], language=NO_LANGUAGE)
