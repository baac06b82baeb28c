"""The JSON-LD of a page says what the graph says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from support.scenes import HOSTILE
from twingraph.core.terms import expand, thing
from twingraph.pages.site import linked
from twingraph.store import results
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

ALPHA, DEAL, PHASE = thing("city", "alpha"), thing("partnership", "a--b"), thing("phase", "a--b/1")


def triples() -> list[ox.Triple]:
    def node(iri: str) -> ox.NamedNode:
        return ox.NamedNode(iri)

    xsd = ox.NamedNode(expand("xsd:decimal"))
    return [
        ox.Triple(node(ALPHA), node(expand("rdf:type")), node(expand("tg:City"))),
        ox.Triple(node(ALPHA), node(expand("skos:prefLabel")), ox.Literal("Älpha", language="de")),
        ox.Triple(node(ALPHA), node(expand("skos:altLabel")), ox.Literal(HOSTILE)),
        ox.Triple(node(ALPHA), node(expand("geo:lat")), ox.Literal("51.5", datatype=xsd)),
        ox.Triple(node(ALPHA), node("https://example.org/odd"), node("https://example.org/x")),
        ox.Triple(node(DEAL), node(expand("tg:phase")), node(PHASE)),
        ox.Triple(node(PHASE), node(expand("tg:start")), node(thing("date", "1973"))),
    ]


def read_back(text: str) -> set[ox.Triple]:
    """Read JSON-LD with the project's own context, as another program would."""
    document = json.loads(text)
    assert document["@context"] == "../context.jsonld"
    document["@context"] = json.loads(linked.context())["@context"]
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    found = ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    return {quad.triple for quad in found}


def test_a_page_has_the_triples_of_its_thing_and_its_parts() -> None:
    store = EmbeddedStore.of(triples())
    found = linked.nodes([ALPHA, DEAL], store)
    said = set(triples())
    about = {ALPHA: {ALPHA}, DEAL: {DEAL, PHASE}}
    for iri, subjects in about.items():
        expected = {triple for triple in said if str(triple.subject)[1:-1] in subjects}
        assert read_back(linked.written(found[iri], "../")) == expected


def test_hostile_text_stays_in_its_element() -> None:
    text = linked.written(linked.nodes([ALPHA], EmbeddedStore.of(triples()))[ALPHA], "")
    assert not re.search(r"[<>&]", text)


def test_the_pages_of_a_site_are_read_back(built: Path) -> None:
    store = EmbeddedStore.open(built / "store")
    krakow = thing("city", "krakow")
    (found,) = linked.nodes([krakow], store).values()
    subject = ox.NamedNode(krakow)
    query = f"CONSTRUCT {{ {subject} ?p ?o }} WHERE {{ {subject} ?p ?o }}"
    assert read_back(linked.written(found, "../")) == set(results.triples(store.query(query)))
