"""A question about one city takes no longer in a graph that has much of others."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from twingraph.core.terms import expand, thing
from twingraph.store import engine, questions

CITY = thing("city", "krakow")
OTHERS = 10_000  # partnerships
SEVERAL = 5  # what other work on the machine may add; the whole graph takes twenty times as long
LEAST = 0.002  # seconds, below which a difference says nothing


def _triples(partnership: str, members: tuple[str, str]) -> list[ox.Triple]:
    """Return a partnership of one phase."""
    whole, phase, date = (
        ox.NamedNode(thing(kind, partnership)) for kind in ("partnership", "phase", "date")
    )
    kind = ox.NamedNode(thing("kind", "twin-town"))
    said: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        *(
            (ox.NamedNode(member), "rdf:type", ox.NamedNode(expand("tg:City")))
            for member in members
        ),
        *((whole, "tg:member", ox.NamedNode(member)) for member in members),
        (whole, "tg:kind", kind),
        (whole, "tg:phase", phase),
        (phase, "tg:phaseNumber", ox.Literal(1)),
        (phase, "tg:start", date),
        (date, "tg:edtf", ox.Literal("1995")),
    ]
    return [ox.Triple(one, ox.NamedNode(expand(name)), other) for one, name, other in said]


def _least(question: questions.Question, triples: list[ox.Triple]) -> float:
    """Return the least CPU time of asking for the city."""
    store = engine.EmbeddedStore.of(triples)
    times = []
    for _ in range(3):
        before = time.process_time()
        question.ask(store, {"city": "krakow"})
        times.append(time.process_time() - before)
    return min(times)


@pytest.mark.parametrize("name", ["twin-towns", "shared-partners"])
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
