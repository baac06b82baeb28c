"""What a view shows: of a city, a partnership, an initiative, a way, and the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support import small
from support.stores import store_of
from twingraph.core.errors import InputError
from twingraph.core.terms import ID, expand, slug
from twingraph.pages.view import ask
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.store.results import Answer


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


def partners(*pairs: str) -> small.Data:
    """A dataset with a partnership for each pair of cities."""
    content = small.data()
    first = content["partnerships.csv"][0]
    content["partnerships.csv"] = [
        {**first, "partnership": pair, "members": "; ".join(pair.split("--"))} for pair in pairs
    ]
    return content


def test_a_city_stands_among_its_partners(tmp_path: Path) -> None:
    store = store_of(tmp_path, partners("alpha--beta", "alpha--gamma-main", "beta--gamma-oder"))
    scene = ask.city(store, "Älpha", "en")
    assert scene.title == "Alpha"
    assert [slug(node.id) for node in scene.nodes] == ["alpha", "beta", "gamma-main"]
    assert [slug(line.subject) for line in scene.relations] == ["alpha--beta", "alpha--gamma-main"]


def test_a_city_without_a_partner_is_a_view_too(tmp_path: Path) -> None:
    scene = ask.city(store_of(tmp_path, partners("alpha--beta")), "Gamma (Oder)", "en")
    assert [slug(node.id) for node in scene.nodes] == ["gamma-oder"]
    assert scene.relations == ()


def test_a_partnership_of_two_is_drawn_as_a_hub_with_two_lines(tmp_path: Path) -> None:
    scene = ask.partnership(store_of(tmp_path, partners("alpha--beta")), "alpha--beta", "en")
    assert [slug(node.id) for node in scene.nodes] == ["alpha", "beta", "alpha--beta"]
    hub = scene.nodes[2]
    assert [(line.subject, line.source) for line in scene.relations] == [(hub.id, hub.id)] * 2
    assert hub.statements == scene.relations[0].statements != ()


class Counting:
    """A store that counts the questions it is asked."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.asked: list[str] = []

    def query(self, sparql: str, most: int | None = None) -> Answer:
        self.asked.append(sparql)
        return self.store.query(sparql, most)


def test_a_way_is_the_shortest_and_reads_the_network_once(tmp_path: Path) -> None:
    pairs = ("alpha--beta", "beta--gamma-main", "gamma-main--gamma-oder", "alpha--gamma-main")
    store = Counting(store_of(tmp_path, partners(*pairs)))
    scene = ask.path(store, "Alpha", "Gamma (Oder)", "en")
    assert scene.title == "Alpha – Gamma am Main – Gamma (Oder)"
    assert {slug(line.subject) for line in scene.relations} == set(pairs[2:])
    assert sum("?one" in sparql and "?other" in sparql for sparql in store.asked) == 1


def test_two_cities_without_a_way_are_refused_by_name(tmp_path: Path) -> None:
    store = store_of(tmp_path, partners("alpha--beta"))
    with pytest.raises(InputError, match=r"connects Alpha and Gamma \(Oder\)"):
        ask.path(store, "Alpha", "Gamma (Oder)", "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Städtepartnerschaften"), ("pl", "partnerstwa miast"), ("uk", "партнерства міст")],
)
def test_the_heading_of_the_network_is_in_the_language_of_the_page(
    tmp_path: Path, language: Language, words: str
) -> None:
    assert words in ask.network(store_of(tmp_path, small.data()), language).title


def test_the_network_keeps_the_best_connected_and_says_how_many(tmp_path: Path) -> None:
    store = store_of(tmp_path, partners("alpha--beta", "alpha--gamma-main", "beta--gamma-main"))
    scene = ask.network(store, "pl", cities=2)
    assert [slug(node.id) for node in scene.nodes] == ["alpha", "beta"]
    assert scene.subtitle == (
        "Miasta o największej liczbie partnerstw: 2 z 3. Partnerstwa między nimi: 1 z 3."
    )
