"""Matching names: nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.linking import linked, matched, proposed
from twingraph.core.geo import Position
from twingraph.places import matching
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.matching import Linkage, Mention
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "country", "city"),
    [
        ("Cologne", "Germany", "cologne"),
        ("Cambridge", "United Kingdom", "geonames:2653941"),
        ("Frankfurt (Oder)", "Germany", "geonames:2925535"),
        ("Köln", "de", "cologne"),
        ("Koeln", "Deutschland", "cologne"),
        ("KÖLN", "DEU", "cologne"),
        ("Gothenburg", "Sweden", "gothenburg"),
        ("Gdansk", "Polska", "gdansk"),
        ("Gdańsk", "", "gdansk"),
        ("Wrocław", "", "wroclaw"),
        ("Breslau", "Polen", "wroclaw"),
        ("Breslau (Wrocław)", "", "wroclaw"),
        ("Wrocław/Breslau", "pl", "wroclaw"),
        ("Wrocław, Poland", "", "wroclaw"),
        ("Wrocław, Poland", "pl", "wroclaw"),
        ("Kyjiw", "", "kyiv"),
        ("Kyiv", "Ukraine", "kyiv"),
        ("Kiew", "Україна", "kyiv"),
        ("Kijów", "ua", "kyiv"),
        ("Київ", "UKR", "kyiv"),
        ("Київ", "soviet-union", "kyiv"),
        ("Birmingham", "gb", "birmingham"),
        ("Lyon", "fr", "lyon"),
        ("Lyon Metropole", "fr", "lyon-metropole"),
        ("Municipality of Lyon", "fr", "lyon"),
        ("Q1718", "", "dusseldorf"),
    ],
)
def test_a_city_by_any_of_its_names(curated: Gazetteer, name: str, country: str, city: str) -> None:
    assert matched(curated, name, country) == city


@pytest.mark.parametrize(
    ("name", "country", "cities"),
    [
        ("Birmingham", "", ["birmingham", "birmingham-us"]),
        ("Birmingham", "us", ["birmingham-us", "geonames:4049979", "geonames:4986172"]),
        ("Cambridge", "", ["cambridge-us", "geonames:2653941"]),
        ("Cambridge", "USA", ["cambridge-us", "geonames:4931972"]),
        ("Paris", "", ["paris", "geonames:4717560"]),
        ("Frankfurt", "Germany", ["frankfurt-am-main", "geonames:2925535"]),
        ("Frankfurt/Main", "Germany", ["frankfurt-am-main", "geonames:2925535"]),
        ("Halle (Saale)", "de", []),
        ("Krakov", "pl", ["krakow"]),
        ("Kraków", "Ruritania", ["krakow"]),
        ("Kraków (Krakau)", "Ruritania", ["krakow"]),
        ("Kraków, Poland", "Ukraine", ["krakow"]),
        ("", "pl", []),
        ("–", "", []),
    ],
)
def test_what_nobody_may_guess(
    curated: Gazetteer, name: str, country: str, cities: list[str]
) -> None:
    assert proposed(curated, name, country)[: len(cities) or None] == cities


def test_the_score_says_how_the_name_was_read(curated: Gazetteer) -> None:
    scores = {
        name: linked(curated, name, "pl").score
        for name in ("Wrocław", "Wrocław, Poland", "Wrocław (Oder)", "Wroclow", "Leipzig", "Xyzzy")
    }
    assert scores == {
        "Wrocław": 100,
        "Wrocław, Poland": 95,
        "Wrocław (Oder)": 90,
        "Wroclow": 86,
        "Leipzig": 80,
        "Xyzzy": None,
    }


def test_an_item_decides_between_namesakes_but_not_against_the_name(four: Gazetteer) -> None:
    assert proposed(four, "Gamma", "de") == ["gamma-main", "gamma-oder"]
    assert matched(four, "Gamma", "de", "Q3") == "gamma-oder"
    assert matched(four, "", "", "https://www.wikidata.org/wiki/Q3") == "gamma-oder"
    assert proposed(four, "Alpha", "de", "Q2") == ["alpha", "beta"]
    assert proposed(four, "Alpha", "de", "Q99") == ["alpha"]
    assert matched(four, "Alpha", "de", "unknown") == "alpha"


def test_a_position_decides_between_namesakes_but_not_against_the_name(tmp_path: Path) -> None:
    content = small.data()
    for row, north in zip(content["cities.csv"], ("50", "51", "52.3", "50.1"), strict=True):
        row |= {"latitude": north, "longitude": "10"}
    gazetteer = Gazetteer(read_tables([small.write(tmp_path, content)]))

    def at(name: str, north: float) -> Linkage:
        return matching.link([Mention(name, "de", "", Position(north, 10.0))], gazetteer)[0]

    there = at("Gamma", 52.2)
    assert there.match
    assert there.match.place.id == "gamma-oder"
    assert [candidate.place.id for candidate in there.candidates] == ["gamma-main"]
    assert at("Alpha", 54).match is None
    assert at("Alpha (Hills)", 50.05).score == 90
    assert at("Alpha (Hills)", 50.05).match
    assert at("Alpha (Hills)", 54).match is None
