"""What a thing is called: its one label, and a name where no source has a usual one.

Names come in many languages. So that a query needs one line to show a thing, each has one label:
its English name or title, or else the first by language.

A list may have ids alone, or other names of known cities. It then claims no usual names, but people
must be able to point at its cities: by another name, by the Wikidata item, or else by the id. The
language of an item and of an id is "zxx", the tag for what is in no language.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims.claims import Statement
from twingraph.core.ontology import term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from twingraph.claims.claims import Term

LABEL = term("skos:prefLabel")
NO_LANGUAGE = "zxx"

_TYPE = term("rdf:type")
_NAMED = {term("tg:City"), term("tg:State")}
_ITEM = term("owl:sameAs")
_OTHER = term("skos:altLabel")
_SHOWN = term("rdfs:label")
_NAMES = {LABEL, term("foaf:name"), term("dct:title")}


def for_nameless(
    structure: Collection[Statement], facts: Collection[Statement]
) -> Iterator[Statement]:
    """Yield a name for each city and each state of which no source has a usual one.

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


def shown(facts: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the one label of each thing that has names or titles, with the language of the name.

    Args:
        facts: Statements, among them all usual names and titles.
    """
    best: dict[NamedNode, tuple[bool, str, str]] = {}
    for thing, predicate, name in facts:
        if predicate in _NAMES and isinstance(name, Literal):
            language = name.language or ""
            key = (language != "en", language, name.value)
            best[thing] = min(key, best.get(thing, key))
    for thing, (_, language, value) in best.items():
        yield Statement(thing, _SHOWN, Literal(value, language=language or None))


def _bare(address: str) -> Literal:
    return Literal(address.rpartition("/")[2], language=NO_LANGUAGE)
