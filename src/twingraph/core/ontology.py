"""The part of the ontology that decides what code does, read from ``ontology/`` itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from twingraph.core import resources
from twingraph.core.terms import CONCEPT, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology, as far as code depends on it.

    Attributes:
        triples: All of it.
        concepts: IRIs of the concepts, such as …/concept/status-ended.
        functional: Properties that have one true value, so that two values are rivals.
        transient: Properties whose claims are true for a moment and never asserted.
        broader: All broader concepts of each concept that has any.
    """

    triples: tuple[Triple, ...]
    concepts: frozenset[str]
    functional: frozenset[str]
    transient: frozenset[str]
    broader: Mapping[str, frozenset[str]]


def term(name: str) -> NamedNode:
    """Return a term by its name with a prefix, such as "tg:start"."""
    return NamedNode(expand(name))


@cache
def labels(concept: str) -> dict[str, str]:
    """Return what a concept is called, by language.

    Args:
        concept: Its IRI.

    >>> labels(f"{CONCEPT}status-ended")["de"]
    'beendet'
    """
    subject, predicate = NamedNode(concept), term("skos:prefLabel")
    return {
        triple.object.language or "": triple.object.value
        for triple in load().triples
        if (triple.subject, triple.predicate) == (subject, predicate)
        and isinstance(triple.object, Literal)
    }


@cache
def load() -> Ontology:
    """Read the ontology."""
    source = (resources.folder("ontology") / "twingraph.ttl").read_bytes()
    triples = tuple(quad.triple for quad in parse(source, format=RdfFormat.TURTLE))
    return Ontology(
        triples=triples,
        concepts=frozenset(iri for iri in _subjects(triples) if iri.startswith(CONCEPT)),
        functional=_typed(triples, "owl:FunctionalProperty")
        | _having(triples, "tg:singleValued", Literal(value=True)),
        transient=_having(triples, "tg:transient", Literal(value=True)),
        broader=_broader(triples),
    )


def _broader(triples: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Follow ``skos:broader`` to the top."""
    predicate = term("skos:broader")
    parents = {t.subject.value: t.object.value for t in triples if t.predicate == predicate}  # type: ignore[union-attr]  # of concepts
    return {concept: frozenset(_chain(concept, parents)) for concept in parents}


def _chain(concept: str, parents: Mapping[str, str]) -> Iterator[str]:
    while concept in parents:
        concept = parents[concept]
        yield concept


def _subjects(triples: Iterable[Triple]) -> set[str]:
    return {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}


def _typed(triples: Iterable[Triple], name: str) -> frozenset[str]:
    return _having(triples, "rdf:type", term(name))


def _having(triples: Iterable[Triple], name: str, value: NamedNode | Literal) -> frozenset[str]:
    predicate = term(name)
    return frozenset(
        _subjects(t for t in triples if t.predicate == predicate and t.object == value)
    )
