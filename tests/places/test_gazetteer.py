"""The cities that are known, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


def test_candidates_may_be_narrowed_to_a_country(curated: Gazetteer) -> None:
    assert curated.candidates("Birmingham") == ["birmingham", "birmingham-us"]
    assert curated.candidates("Birmingham", "United States") == ["birmingham-us"]
    assert curated.candidates("birmingham-us", "gb") == ["birmingham-us"]
    assert "krakow" in curated.nearest("Krakov")
