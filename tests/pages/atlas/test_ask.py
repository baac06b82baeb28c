"""The atlas of what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support import small
from support.stores import store_of
from twingraph.core.errors import UnknownName
from twingraph.core.terms import expand, slug, thing
from twingraph.pages.atlas.ask import atlas
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.pages.atlas.model import Atlas, City, Partnership


@pytest.fixture(scope="module")
def store(built: Path) -> EmbeddedStore:
    return BuildFolder.open(built).store()


@pytest.fixture(scope="module")
def curated(store: EmbeddedStore) -> Atlas:
    return atlas(store, "pl")


def city(of: Atlas, id_: str) -> City:
    return next(each for each in of.cities if each.id == id_)


def partnership(of: Atlas, id_: str) -> Partnership:
    return next(each for each in of.partnerships if each.id == id_)


def test_a_city_has_its_name_in_the_language_and_is_found_by_all_others(curated: Atlas) -> None:
    leipzig = city(curated, "leipzig")
    assert leipzig.label == "Lipsk"
    assert {"Leipzig", "Лейпциг"} <= set(leipzig.names)
    assert leipzig.label not in leipzig.names


def test_only_cities_with_a_partner_are_shown(curated: Atlas) -> None:
    members = {member for each in curated.partnerships for member in each.members}
    assert members == set(range(len(curated.cities)))


def test_a_partnership_has_what_the_graph_knows_of_it(curated: Atlas) -> None:
    found = partnership(curated, "krakow--leipzig")
    assert [curated.cities[n].id for n in found.members] == ["krakow", "leipzig"]
    assert curated.labels[found.kind] == "miasta bliźniacze"
    assert found.status == "active"
    assert str(found.since) == "1973-09-08"
    assert [phase.status for phase in found.phases] == ["active"]


def test_phases_come_in_their_order(curated: Atlas) -> None:
    ended = next(each for each in curated.partnerships if each.status == "ended")
    assert ended.phases[-1].status == "ended"


def test_every_partnership_has_a_source(curated: Atlas) -> None:
    assert all(curated.evidence)


def test_each_source_is_one_under_its_id(curated: Atlas) -> None:
    sources = {piece.source for each in curated.evidence for piece in each}
    assert len({source.id for source in sources}) == len(sources)


def test_what_is_used_comes_before_what_contradicts_it(curated: Atlas) -> None:
    number = [each.id for each in curated.partnerships].index("krakow--leipzig")
    said = curated.evidence[number]
    assert str(said[0].start) == "1973-09-08"
    assert said[0].quote
    assert said[0].source.address.startswith("http://krakow.pl/")
    rivals = [piece.contradicts for piece in said]
    assert rivals == sorted(rivals)


def test_the_networks_of_the_cities_are_known(curated: Atlas) -> None:
    names = {curated.labels[each.network] for each in curated.memberships}
    assert "Eurocities" in names


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"city": "Krakau"}, lambda each: "krakow" in each.id),
        ({"status": "ended"}, lambda each: each.status == "ended"),
        ({"from": "1990"}, lambda each: str(each.since) >= "1990"),
    ],
    ids=["city", "status", "from"],
)
def test_filters_mean_what_they_mean_for_questions(
    store: EmbeddedStore, filters: dict[str, str], kept: Callable[[Partnership], bool]
) -> None:
    shown = atlas(store, "en", filters)
    assert shown.partnerships
    assert all(map(kept, shown.partnerships))


def test_filters_that_leave_nothing_leave_an_empty_atlas(store: EmbeddedStore) -> None:
    shown = atlas(store, "en", {"from": "2999"})
    assert (shown.cities, shown.partnerships, shown.memberships) == ((), (), ())


def test_a_city_that_the_graph_does_not_know_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownName, match="Krakuf"):
        atlas(store, "en", {"city": "Krakuf"})


def test_a_store_without_a_dataset_has_an_atlas_too(tmp_path: Path) -> None:
    shown = atlas(store_of(tmp_path, small.data()), "en")
    assert [each.label for each in shown.cities] == ["Alpha", "Beta"]
    assert city(shown, "alpha").names == ("Älpha",)
    assert city(shown, "alpha").place is None


def test_a_city_without_a_usual_name_is_called_by_its_label_or_its_id() -> None:
    labelled, bare = (ox.NamedNode(thing("city", name)) for name in ("labelled", "bare"))
    pair = ox.NamedNode(thing("partnership", "bare--labelled"))
    label = ox.NamedNode(expand("rdfs:label"))
    triples = [
        *(ox.Triple(pair, ox.NamedNode(expand("tg:member")), city) for city in (labelled, bare)),
        ox.Triple(pair, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("tg:Partnership"))),
        ox.Triple(labelled, label, ox.Literal("Its label")),
    ]
    shown = atlas(EmbeddedStore.of(triples), "en")
    assert [each.label for each in shown.cities] == ["bare", "Its label"]


def test_a_network_is_a_filter_of_members(store: EmbeddedStore) -> None:
    shown = atlas(store, "en", {"network": "delice"})
    inside = {each.city for each in shown.memberships if slug(each.network) == "delice"}
    assert shown.partnerships
    assert all(inside & set(each.members) for each in shown.partnerships)
