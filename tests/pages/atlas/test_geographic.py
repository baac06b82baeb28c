"""Where cities stand on the map."""

from __future__ import annotations

from math import atan2, degrees, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.geo import Position, kilometres
from twingraph.pages.atlas.geographic import RADIUS, located
from twingraph.pages.ground import EARTH, EDGE

PLACES = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
IN_EUROPE = {
    "Reykjavík": Position(64.15, -21.94),
    "Las Palmas": Position(28.1, -15.43),
    "Ponta Delgada": Position(37.74, -25.67),
    "Baku": Position(40.41, 49.87),
    "Nicosia": Position(35.17, 33.36),
    "Haifa": Position(32.8, 34.99),
    "Yekaterinburg": Position(56.84, 60.6),
    "Tromsø": Position(69.65, 18.96),
}
BEYOND = {
    "Houston": Position(29.76, -95.37),
    "Osaka": Position(34.69, 135.5),
    "Auckland": Position(-36.85, 174.76),
}


@pytest.mark.parametrize("city", IN_EUROPE)
def test_the_map_shows_all_of_europe(city: str) -> None:
    (found,) = located([IN_EUROPE[city]])
    assert found.rim == 0
    assert hypot(*found.spot) < EDGE


@pytest.mark.parametrize("city", BEYOND)
def test_a_city_beyond_the_map_stands_in_the_rim(city: str) -> None:
    (found,) = located([BEYOND[city]])
    assert found.rim == 1
    assert EDGE < hypot(*found.spot) <= RADIUS


def test_in_the_rim_a_city_stands_in_its_direction() -> None:
    (new_york,) = located([Position(40.71, -74.01)])
    assert degrees(atan2(*new_york.spot[::-1])) == pytest.approx(-155, abs=10)


def test_a_city_without_a_place_stands_at_the_bottom_of_the_rim() -> None:
    (found,) = located([None])
    assert found.rim == 2
    assert found.spot[1] > EDGE
    assert abs(found.spot[0]) < 300


def test_distances_are_nearly_those_on_earth() -> None:
    krakow, leipzig = Position(50.06, 19.94), Position(51.34, 12.37)
    one, other = (city.spot for city in located([krakow, leipzig]))
    drawn = hypot(one[0] - other[0], one[1] - other[1]) / EARTH * 6371
    assert drawn == pytest.approx(kilometres(krakow, leipzig), rel=0.01)


def test_cities_at_one_place_stand_beside_each_other() -> None:
    found = [city.spot for city in located([Position(50, 10)] * 300)]
    assert len(set(found)) == 300
    assert max(hypot(x - found[0][0], y - found[0][1]) for x, y in found) < 20


@given(st.lists(st.none() | PLACES, max_size=60))
def test_no_two_cities_stand_on_one_spot_and_none_beyond_the_plane(
    places: list[Position | None],
) -> None:
    spots = [city.spot for city in located(places)]
    assert len(set(spots)) == len(places)
    assert all(hypot(*spot) <= RADIUS for spot in spots)


def test_five_thousand_cities_without_a_place_stand_apart() -> None:
    assert len({city.spot for city in located([None] * 5_000)}) == 5_000
