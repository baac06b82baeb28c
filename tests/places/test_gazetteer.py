"""The places that are known, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


def bearers(gazetteer: Gazetteer, name: str, country: str = "") -> list[str]:
    return [place.id for place in gazetteer.bearers(name, country)]


def test_bearers_of_a_name_may_be_narrowed_to_a_country(curated: Gazetteer) -> None:
    assert {"birmingham", "birmingham-us"} <= set(bearers(curated, "Birmingham"))
    assert "birmingham" not in bearers(curated, "Birmingham", "United States")
    assert bearers(curated, "Birmingham", "Ruritania") == []


def test_an_id_and_an_item_stand_for_their_city(curated: Gazetteer) -> None:
    assert [place.id for place in curated.identified("birmingham-us")] == ["birmingham-us"]
    assert [place.id for place in curated.identified("Q31487")] == ["krakow"]
    assert curated.identified("Kraków") == []


def test_cities_with_names_that_come_near_are_suggested(curated: Gazetteer) -> None:
    assert "krakow" in curated.nearest("Krakov")
    assert curated.cities.issuperset(curated.nearest("Cambridg", 9))
