"""The page of the ontology: each class, property and scheme of concepts, at its own anchor."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from twingraph.core import ontology, resources
from twingraph.core.terms import CONCEPT, PREFIXES, TG, expand, shorten
from twingraph.pages.texts import texts_in
from twingraph.serve.pages.frame import anchor, framed
from twingraph.store.names import best

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language
    from twingraph.serve.pages.frame import Served, Visit

    Values = dict[str, list[ox.NamedNode | ox.Literal]]

PAGE = "ontology.html"
_FILE = "twingraph.ttl"
_LABELS = (expand("skos:prefLabel"), expand("rdfs:label"))
_DEFINITION, _NOTE = expand("skos:definition"), expand("skos:scopeNote")
_PROPERTIES = {expand(f"owl:{kind}Property") for kind in ("Object", "Datatype", "Annotation")}


class Text(NamedTuple):
    """A text and its language, which may not be that of the page.

    Attributes:
        text: The text.
        language: Its language, or "".
    """

    text: str
    language: str


class Term(NamedTuple):
    """A term as the page shows it.

    Attributes:
        anchor: Its place on the page.
        name: Its name, such as "tg:member".
        iri: Its address.
        label: What it is called.
        definition: What it means.
        facts: What else is said: the words for it, and the terms, with the ways to them.
        members: The concepts of a scheme.
    """

    anchor: str
    name: str
    iri: str
    label: Text
    definition: Text
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    members: tuple[Term, ...] = ()


def page(visit: Visit) -> str:
    """Return the page of the ontology.

    Args:
        visit: What the request says.
    """
    frame = framed(visit)
    return frame.render(
        "vocabulary.html.jinja",
        frame.page(PAGE),
        title=_title(visit.language),
        classes=_terms({expand("owl:Class")}, frame),
        properties=_terms(_PROPERTIES, frame),
        schemes=_schemes(frame),
    )


def source() -> bytes:
    """Return the ontology as it is written, in Turtle."""
    return (resources.folder("ontology") / _FILE).read_bytes()


def graph(format: ox.RdfFormat) -> bytes:
    """Return the ontology in another format."""
    return ox.serialize(ontology.load().triples, format=format, prefixes=PREFIXES) or b""


class Word(NamedTuple):
    """A term that an editor offers.

    Attributes:
        name: Its name, such as "tg:member".
        label: What it is called.
        kind: class, property or concept.
    """

    name: str
    label: str
    kind: str


def words(language: Language) -> list[Word]:
    """Return all terms that have a short name, in the order of their names.

    Args:
        language: Language of their labels.
    """
    found = []
    for iri, values in _known().items():
        types = {value.value for value in values.get(expand("rdf:type"), ())}
        kind = _kind(iri, types)
        if kind and shorten(iri) != iri:
            found.append(Word(shorten(iri), _label(iri, language).text, kind))
    return sorted(found)


def _kind(iri: str, types: set[str]) -> str:
    if iri.startswith(CONCEPT):
        return "concept"
    if types & _PROPERTIES:
        return "property"
    return "class" if expand("owl:Class") in types else ""


@cache
def _known() -> dict[str, Values]:
    """Return what the ontology says, by subject and property."""
    known: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for triple in ontology.load().triples:
        if isinstance(triple.subject, ox.NamedNode):
            known[triple.subject.value][triple.predicate.value].append(triple.object)  # type: ignore[arg-type]  # it has no blank nodes
    return known


def _title(language: Language) -> Text:
    return _text(_known()[TG.removesuffix("#")][expand("dct:title")], language)


def _terms(types: set[str], frame: Served) -> list[Term]:
    """Return the ontology's own terms of some types, by their names."""
    own = [
        iri
        for iri, values in _known().items()
        if iri.startswith(TG) and types & {each.value for each in values[expand("rdf:type")]}
    ]
    return [_term(iri, frame) for iri in sorted(own)]


def _schemes(frame: Served) -> list[Term]:
    members: dict[str, list[str]] = defaultdict(list)
    for iri, values in _known().items():
        for scheme in values.get(expand("skos:inScheme"), ()):
            members[scheme.value].append(iri)
    return [
        _term(iri, frame)._replace(members=tuple(_term(each, frame) for each in sorted(found)))
        for iri, found in sorted(members.items())
    ]


def _term(iri: str, frame: Served) -> Term:
    language, values = frame.language, _known()[iri]
    definition = _text(values.get(_DEFINITION) or values.get(_NOTE) or [], language)
    return Term(
        anchor(iri), shorten(iri), iri, _label(iri, language), definition, tuple(_facts(iri, frame))
    )


def _facts(iri: str, frame: Served) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield how a term is tied to others."""
    own, values = texts_in(frame.language), _known()[iri]
    told = {
        own.gettext("Broader"): ("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broader"),
        own.gettext("Stands at"): ("rdfs:domain", "schema:domainIncludes"),
        own.gettext("Values"): ("rdfs:range", "schema:rangeIncludes"),
        own.gettext("Other direction"): ("owl:inverseOf",),
        own.gettext("Close to"): ("skos:closeMatch", "skos:exactMatch", "rdfs:seeAlso"),
    }
    for word, properties in told.items():
        goals = [goal for name in properties for goal in values.get(expand(name), ())]
        if goals:
            yield word, tuple(_goal(goal.value, frame) for goal in goals)


def _goal(iri: str, frame: Served) -> tuple[str, str]:
    """Return the short name of a term, and the way to it."""
    return shorten(iri), frame.link("", iri) if iri in _known() else iri


def _label(iri: str, language: Language) -> Text:
    texts = next((found for name in _LABELS if (found := _known()[iri].get(name))), [])
    return _text(texts, language)


def _text(texts: Iterable[ox.NamedNode | ox.Literal], language: Language) -> Text:
    known = {text.language or "": text.value for text in texts if isinstance(text, ox.Literal)}
    text = best(known, language)
    return Text(text, next((tag for tag, known_text in known.items() if known_text == text), ""))
