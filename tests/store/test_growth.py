"""A question about one city or partnership takes no longer in a graph that has much of others."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from twingraph.core.terms import expand, thing
from twingraph.store import engine, questions

CITY = thing("city", "krakow")
OTHERS = 10_000  # partnerships
DAY = ox.NamedNode(expand("xsd:date"))
SEVERAL = 5  # what other work on the machine may add; the whole graph takes twenty times as long
LEAST = 0.002  # seconds, below which a difference says nothing


def _triples(partnership: str, members: tuple[str, str]) -> list[ox.Triple]:
    """Return a partnership of one phase, with a charter, and the mayor of its first member."""
    whole, phase, date, charter, act, post, term, official, claim = (
        ox.NamedNode(thing(kind, partnership))
        for kind in (
            *("partnership", "phase", "date", "charter", "act"),
            *("post", "term", "official", "claim"),
        )
    )
    kind = ox.NamedNode(thing("kind", "twin-town"))
    said: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        *(
            (ox.NamedNode(member), "rdf:type", ox.NamedNode(expand("tg:City")))
            for member in members
        ),
        *((whole, "tg:member", ox.NamedNode(member)) for member in members),
        (whole, "rdf:type", ox.NamedNode(expand("tg:Partnership"))),
        (whole, "tg:kind", kind),
        (whole, "tg:phase", phase),
        (phase, "tg:phaseNumber", ox.Literal(1)),
        (phase, "tg:start", date),
        (date, "tg:edtf", ox.Literal("1995")),
        (date, "tg:earliest", ox.Literal("1995-01-01", datatype=DAY)),
        (whole, "tg:charter", charter),
        (charter, "tg:act", act),
        (act, "tg:on", date),
        (post, "org:postIn", ox.NamedNode(members[0])),
        (post, "org:role", ox.NamedNode(expand("tgc:role-mayor"))),
        (term, "tg:ofPost", post),
        (term, "org:member", official),
        (official, "rdfs:label", ox.Literal("Somebody")),
        (claim, "rdf:subject", term),
        (claim, "rdf:predicate", ox.NamedNode(expand("org:member"))),
        (claim, "rdf:object", official),
        (claim, "tg:source", ox.NamedNode(thing("source", "a-page"))),
        (claim, "tg:asOf", date),
    ]
    return [ox.Triple(one, ox.NamedNode(expand(name)), other) for one, name, other in said]


def _least(question: questions.Question, triples: list[ox.Triple]) -> float:
    """Return the least CPU time of asking for the city or its partnership."""
    asked = {"city": "krakow", "partnership": "krakow--kyiv"}
    values = {each.name: asked[each.name] for each in question.parameters if each.name in asked}
    store = engine.EmbeddedStore.of(triples)
    times = []
    for _ in range(3):
        before = time.process_time()
        question.ask(store, values)
        times.append(time.process_time() - before)
    return min(times)


@pytest.mark.parametrize(
    "name", ["twin-towns", "shared-partners", "mayors", "in-office-at-signature"]
)
def test_a_question_about_a_city_leaves_other_cities_alone(name: str) -> None:
    question = questions.named(name)
    own = _triples("krakow--kyiv", (CITY, thing("city", "kyiv")))
    others = [
        triple
        for number in range(OTHERS)
        for triple in _triples(
            f"{number}", (thing("city", f"a{number}"), thing("city", f"b{number}"))
        )
    ]
    alone = max(_least(question, own), LEAST)
    assert _least(question, own + others) <= SEVERAL * alone
