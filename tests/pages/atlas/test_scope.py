"""Which partnerships and cities an atlas shows, and what the index of views says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.terms import expand, thing
from twingraph.pages.atlas.ask import atlas
from twingraph.pages.atlas.scope import shown
from twingraph.pages.site import index
from twingraph.pages.site.survey import survey
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import BuildFolder
from twingraph.store.results import Iri

if TYPE_CHECKING:
    from pathlib import Path


def test_a_partnership_of_one_known_member_is_not_shown() -> None:
    a, b = Iri("urn:a"), Iri("urn:b")
    assert shown({"pair": [b, a, b], "alone": [a, a], "none": []}) == {"pair": [a, b]}


def test_what_is_no_address_is_no_member() -> None:
    assert shown({"pair": [Iri("urn:a"), "Kraków"]}) == {}


def test_the_index_says_how_many_an_atlas_shows(built: Path) -> None:
    store = BuildFolder.open(built).store()
    drawn = atlas(store, "en")
    said = f"{len(drawn.cities)} cities, {len(drawn.partnerships)} partnerships"
    assert index.of_atlas(survey(store, "en"), "atlas.html").size == said


def test_atlas_and_index_leave_out_what_has_one_member() -> None:
    triples = [
        triple
        for name, members in (("a--b", "ab"), ("a", "a"))
        for triple in partnership(name, members)
    ]
    store = EmbeddedStore.of(triples)
    assert [each.id for each in atlas(store, "en").partnerships] == ["a--b"]
    assert index.of_atlas(survey(store, "en"), "atlas.html").size == "2 cities, 1 partnership"


def partnership(name: str, members: str) -> list[ox.Triple]:
    """Return the triples of a partnership of cities with names of one letter."""
    iri, kind = ox.NamedNode(thing("partnership", name)), ox.NamedNode(expand("rdf:type"))
    cities = [ox.NamedNode(thing("city", each)) for each in members]
    label = ox.NamedNode(expand("skos:prefLabel"))
    return [
        ox.Triple(iri, kind, ox.NamedNode(expand("tg:Partnership"))),
        *(ox.Triple(iri, ox.NamedNode(expand("tg:member")), city) for city in cities),
        *(ox.Triple(city, kind, ox.NamedNode(expand("tg:City"))) for city in cities),
        *(ox.Triple(city, label, ox.Literal("City", language="en")) for city in cities),
    ]
