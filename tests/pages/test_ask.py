"""Pages of a graph that is not ours."""

from __future__ import annotations

import pyoxigraph as ox

from twingraph.core.terms import ID, expand
from twingraph.pages.view import ask
from twingraph.store.engine import EmbeddedStore


def test_a_store_that_knows_no_dataset_has_views_without_its_title() -> None:
    """An endpoint that somebody else has filled says nothing of our dataset."""
    alpha = ox.NamedNode(ID + "city/alpha")
    foreign = EmbeddedStore.of(
        [
            ox.Triple(alpha, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("tg:City"))),
            ox.Triple(alpha, ox.NamedNode(expand("tg:nameKey")), ox.Literal("alpha")),
        ]
    )
    assert ask.network(foreign, "de").title == "Städtenetzwerk"
    assert ask.city(foreign, "Alpha", "de").footer == ""
    assert ask.caption(foreign) == ("City network", "")
