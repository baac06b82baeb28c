"""What the code reads from the ontology, against what rdflib finds in the same file."""

from __future__ import annotations

import rdflib
from rdflib import OWL, RDF

from twingraph.core import ontology, resources
from twingraph.core.terms import CONCEPT, TG, expand

TERMS = rdflib.Namespace(TG)
TRUE = rdflib.Literal(lexical_or_value=True)


def parsed() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.folder("ontology") / "twingraph.ttl")


def subjects(predicate: rdflib.URIRef, value: rdflib.term.Node) -> set[str]:
    return {str(subject) for subject in parsed().subjects(predicate, value)}


def test_all_of_the_file_is_read_once() -> None:
    assert len(set(ontology.load().triples)) == len(parsed())
    assert ontology.load() is ontology.load()


def test_concepts_are_the_addresses_of_concepts_that_something_is_said_of() -> None:
    concepts = ontology.load().concepts
    assert concepts == {str(s) for s in parsed().subjects() if str(s).startswith(CONCEPT)}
    assert f"{CONCEPT}status-ended" in concepts


def test_functional_properties_are_those_with_one_true_value() -> None:
    functional = ontology.load().functional
    declared = subjects(RDF.type, OWL.FunctionalProperty)
    assert functional == declared | subjects(TERMS.singleValued, TRUE)
    assert expand("tg:start") in functional
    assert expand("tg:member") not in functional


def test_transient_properties_are_true_for_a_moment() -> None:
    transient = ontology.load().transient
    assert transient == subjects(TERMS.transient, TRUE)
    assert transient
    assert expand("tg:start") not in transient
