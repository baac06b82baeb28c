"""From claims to RDF: quads, each in the named graph of the source that makes it."""

from __future__ import annotations

from functools import cache
from itertools import chain, permutations
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from twingraph.claims import (
    affiliations,
    blocs,
    itempages,
    labels,
    lifetimes,
    memberships,
    ownpages,
)
from twingraph.claims.claims import Statement
from twingraph.core import dates, ontology
from twingraph.core.ontology import term
from twingraph.core.terms import BASE, CONCEPT, TG
from twingraph.core.text import fold
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from twingraph.claims.claims import Claim, Evidence, Term
    from twingraph.claims.knowledge import Knowledge
    from twingraph.claims.ranking import Verdict

ONTOLOGY = NamedNode(TG.removesuffix("#"))
DERIVED = NamedNode(BASE + "graph/derived")


TYPE = term("rdf:type")
_SUBJECT, _PREDICATE, _OBJECT = (term(f"rdf:{part}") for part in ("subject", "predicate", "object"))
_CLAIM, _EVIDENCE, _IMPRECISE_DATE = (
    term("tg:Claim"),
    term("tg:Evidence"),
    term("tg:ImpreciseDate"),
)
_SOURCE, _HAS_EVIDENCE, _STATED_IN = term("tg:source"), term("tg:evidence"), term("tg:statedIn")
_RANK, _REASON, _CONFIDENCE = term("tg:rank"), term("tg:rankReason"), term("tg:confidence")
_CONTRADICTS, _AGREES_WITH = term("tg:contradicts"), term("tg:agreesWith")
_AS_OF = term("tg:asOf")
_SOURCE_RANK, _REFERENCE = term("tg:sourceRank"), term("tg:reference")
_HAS_SOURCE, _EXACT, _START, _END = (
    term(f"oa:{part}") for part in ("hasSource", "exact", "start", "end")
)
_EDTF, _EARLIEST, _LATEST = term("tg:edtf"), term("tg:earliest"), term("tg:latest")
_YEAR = term("tg:year")
# Oxigraph turns the integer types that XML Schema derives into xsd:integer on load.
_DAY, _WHOLE = term("xsd:date"), term("xsd:integer")
_NAMES = {term("skos:prefLabel"), term("skos:altLabel"), term("tg:formerName")}
_NAME_KEY = term("tg:nameKey")
_MEMBER, _KIND = term("tg:member"), term("tg:kind")
_TWIN_TOWN = NamedNode(CONCEPT + "kind-twin-town")
# What can be a partnership of twin towns, as far as the sources say: None if they say nothing.
_PARTNERS = {None, NamedNode(CONCEPT + "kind-partnership"), _TWIN_TOWN}
_TWINNED, _PARTNER_OF = term("tg:twinnedWith"), term("tg:partnerOf")
_COOPERATES = term("tg:cooperatesWith")


def quads(knowledge: Knowledge) -> Iterator[Quad]:
    """Yield all quads of the dataset; some may come twice, in no particular order.

    The ontology has a graph of its own. Another holds what follows from the statements, and which
    claims contradict each other or agree. All other quads are in the graph of the source that makes
    them.
    """
    yield from statements(knowledge)
    yield from chain.from_iterable(claims(knowledge))


def statements(knowledge: Knowledge) -> Iterator[Quad]:
    """Yield all quads but those of the claims; some may come twice, in no particular order."""
    for triple in ontology.load().triples:
        yield Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY)
    yield from _dataset(layout.load(), knowledge.as_of)
    for statement, sources in knowledge.structure.items():
        yield from (_quad(statement, source) for source in sources or [statement.subject])
    asserted = list(knowledge.asserted())
    yield from (_quad(statement, source) for statement, source in asserted)
    yield from _derived(asserted, knowledge)
    for claim in knowledge.claims:
        if claim.evidence:
            yield from _evidence(claim.evidence, claim.source)


def claims(knowledge: Knowledge) -> Iterator[Iterator[Quad]]:
    """Return the quads of each claim, the claims in the order of their addresses."""
    ordered = sorted(knowledge.claims, key=lambda claim: claim.iri.value)
    return (_claim(claim, knowledge.verdict(claim)) for claim in ordered)


def _dataset(schema: layout.Schema, as_of: date) -> Iterator[Quad]:
    node = NamedNode(f"{BASE}dataset/{schema.version}")
    yield Quad(node, TYPE, term("dcat:Dataset"), DERIVED)
    for language, title in schema.titles.items():
        yield Quad(node, term("dct:title"), Literal(title, language=language), DERIVED)
    yield Quad(node, term("dct:license"), NamedNode(schema.license), DERIVED)
    yield Quad(node, term("dcat:version"), Literal(schema.version), DERIVED)
    day = dates.parse(as_of.isoformat())
    yield Quad(node, _AS_OF, NamedNode(day.iri), DERIVED)
    yield from _date(day)


def _quad(statement: Statement, graph: NamedNode) -> Quad:
    return Quad(statement.subject, statement.predicate, statement.object, graph)


def _claim(claim: Claim, verdict: Verdict) -> Iterator[Quad]:
    node, graph, statement = claim.iri, claim.source, claim.statement
    yield Quad(node, TYPE, _CLAIM, graph)
    yield Quad(node, _SUBJECT, statement.subject, graph)
    yield Quad(node, _PREDICATE, statement.predicate, graph)
    yield Quad(node, _OBJECT, statement.object, graph)
    yield Quad(node, _SOURCE, claim.source, graph)
    yield Quad(node, _RANK, _concept("rank", verdict.rank), graph)
    yield Quad(node, _CONFIDENCE, _concept("confidence", claim.confidence), graph)
    for row in claim.rows:
        yield Quad(node, _STATED_IN, NamedNode(row), graph)
    if verdict.reason:
        yield Quad(node, _REASON, Literal(verdict.reason, language="en"), graph)
    # No source makes these: they join the claims of two.
    if verdict.contradicts:
        yield Quad(node, _CONTRADICTS, verdict.contradicts, DERIVED)
    if verdict.agrees_with:
        yield Quad(node, _AGREES_WITH, verdict.agrees_with, DERIVED)
    if claim.as_of:
        yield Quad(node, _AS_OF, NamedNode(dates.parse(claim.as_of).iri), graph)
    if claim.source_rank != "normal":
        yield Quad(node, _SOURCE_RANK, _concept("rank", claim.source_rank), graph)
    for address in claim.references:
        yield Quad(node, _REFERENCE, NamedNode(address), graph)
    if claim.evidence:
        yield Quad(node, _HAS_EVIDENCE, claim.evidence.iri, graph)


def _evidence(evidence: Evidence, graph: NamedNode) -> Iterator[Quad]:
    node = evidence.iri
    yield Quad(node, TYPE, _EVIDENCE, graph)
    yield Quad(node, _HAS_SOURCE, evidence.source, graph)
    yield Quad(node, _EXACT, Literal(evidence.quote), graph)
    if evidence.start is not None:
        yield Quad(node, _START, Literal(str(evidence.start), datatype=_WHOLE), graph)
        yield Quad(node, _END, Literal(str(evidence.end), datatype=_WHOLE), graph)


@cache
def _concept(scheme: str, slug: str) -> NamedNode:
    return NamedNode(f"{CONCEPT}{scheme}-{slug}")


# --- what follows -------------------------------------------------------------------------------


def _derived(
    asserted: Sequence[tuple[Statement, NamedNode]], knowledge: Knowledge
) -> Iterator[Quad]:
    members: dict[NamedNode, set[NamedNode]] = {}
    kinds: dict[NamedNode, Term] = {}
    facts = [statement for statement, _ in asserted]
    unnamed = list(labels.for_nameless(knowledge.structure.keys(), facts))
    for statement in (*facts, *unnamed):
        if statement.predicate == _MEMBER:
            members.setdefault(statement.subject, set()).add(statement.object)  # type: ignore[arg-type]  # a member is a city
        elif statement.predicate == _KIND:
            kinds[statement.subject] = statement.object
        elif statement.predicate in _NAMES:
            key = Literal(fold(statement.object.value))
            yield Quad(statement.subject, _NAME_KEY, key, DERIVED)
    for partnership, cities in members.items():
        yield from _links(cities, kinds.get(partnership))
    spans = list(lifetimes.derive(knowledge.structure, facts, knowledge.as_of))
    homes = list(affiliations.derive(facts))
    sides = blocs.derive(facts, [*spans, *homes])
    pages = itempages.derive(knowledge.structure, facts, knowledge.claims)
    named = ownpages.derive(knowledge.structure, knowledge.claims)
    concepts = (Statement(*triple) for triple in ontology.load().triples)
    shown = labels.shown(chain(knowledge.structure, facts, unnamed, concepts))
    followers = memberships.derive(facts)
    for statement in chain(unnamed, spans, homes, sides, pages, named, followers, shown):
        yield _quad(statement, DERIVED)
    for day in sorted(_dates(knowledge)):
        yield from _date(day)


def _links(cities: set[NamedNode], kind: Term | None) -> Iterator[Quad]:
    """Link the cities of a partnership; only one of exactly two makes them partners or twins."""
    pair = len(cities) == 2  # noqa: PLR2004 - a pair
    links = {
        _COOPERATES: True,
        _PARTNER_OF: pair and kind in _PARTNERS,
        _TWINNED: pair and kind == _TWIN_TOWN,
    }
    for one, other in permutations(cities, 2):
        yield from (Quad(one, link, other, DERIVED) for link, holds in links.items() if holds)


def _dates(knowledge: Knowledge) -> set[dates.ImpreciseDate]:
    stated = chain((claim.statement for claim in knowledge.claims), knowledge.structure)
    nodes = {one.object for one in stated if isinstance(one.object, NamedNode)}
    days = {day for node in nodes if (day := dates.at(node.value))}
    return days | {dates.parse(claim.as_of) for claim in knowledge.claims if claim.as_of}


def _date(day: dates.ImpreciseDate) -> Iterator[Quad]:
    node = NamedNode(day.iri)
    yield Quad(node, TYPE, _IMPRECISE_DATE, DERIVED)
    yield Quad(node, _EDTF, Literal(day.edtf), DERIVED)
    for predicate, bound in ((_EARLIEST, day.earliest), (_LATEST, day.latest)):
        if bound:
            yield Quad(node, predicate, Literal(bound.isoformat(), datatype=_DAY), DERIVED)
    if day.year is not None:
        yield Quad(node, _YEAR, Literal(str(day.year), datatype=_WHOLE), DERIVED)
