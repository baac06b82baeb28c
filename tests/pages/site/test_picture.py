"""Small maps: where cities, lines and labels are."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.geo import Position
from twingraph.pages.site.picture import Map, drawn
from twingraph.pages.site.survey import City, Tie

PLACES = {
    "leipzig": (51.34, 12.37),
    "krakow": (50.06, 19.94),
    "kyiv": (50.45, 30.52),
    "sydney": (-33.87, 151.21),
}


def city(name: str, place: tuple[float, float] | None) -> City:
    return City(name, name.title(), "", Position(*place) if place else None, (name,))


def tie(*members: str, line: str = "active") -> Tie:
    name = "--".join(members)
    return Tie(name, name, members, "", "", "", True, line, line, line, (), ())


CITIES = {name: city(name, place) for name, place in PLACES.items()}


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", path)]


def map_of(*ties: Tie, centre: str = "") -> Map:
    found = drawn(ties, CITIES, centre=centre)
    assert found
    return found


def test_east_is_right_and_south_is_down() -> None:
    found = map_of(tie("leipzig", "krakow"))
    (west, north), (east, south) = points(found.lines[0].path)
    assert west < east
    assert north < south


def test_each_standing_has_a_path_with_its_dash() -> None:
    found = map_of(tie("leipzig", "krakow"), tie("leipzig", "kyiv", line="ended"))
    assert [(line.standing, line.dash) for line in found.lines] == [
        ("ended", "2 5"),
        ("active", ""),
    ]


def test_a_far_city_is_named_however_many_near_ones_there_are() -> None:
    many = {f"near{n}": city(f"near{n}", (48 + n % 9, 5 + n / 10)) for n in range(200)}
    ties = [*(tie("leipzig", name) for name in many), tie("leipzig", "sydney")]
    found = drawn(ties, CITIES | many)
    assert found
    assert "Sydney" in {word.text for word in found.words}


def test_what_is_far_from_europe_is_a_ring_at_the_edge() -> None:
    near = map_of(tie("leipzig", "kyiv"))
    far = map_of(tie("leipzig", "kyiv"), tie("leipzig", "sydney"))
    assert points(near.dots) == points(far.dots)
    assert not near.far
    ((x, y),) = points(far.far)
    assert x in (26, far.width - 26) or y in (26, far.height - 26)


def test_a_partnership_of_three_has_three_lines_and_a_partner_sees_its_own() -> None:
    three = tie("leipzig", "krakow", "kyiv", line="derived")
    assert map_of(three).lines[0].path.count("M") == 3
    assert map_of(three, centre="kyiv").lines[0].path.count("M") == 2


@pytest.mark.parametrize("members", [(), ("leipzig",), ("leipzig", "nowhere")])
def test_fewer_than_two_places_make_no_map(members: tuple[str, ...]) -> None:
    cities = CITIES | {"nowhere": city("nowhere", None)}
    assert drawn([tie(*members)], cities) is None


def test_a_label_of_ten_thousand_letters_is_left_to_the_table() -> None:
    cities = CITIES | {"long": city("x" * 10_000, (48.0, 2.0))}
    found = drawn([tie("leipzig", "long")], cities)
    assert found
    assert [word.text for word in found.words] == ["Leipzig"]


def test_the_label_of_the_city_in_the_middle_stands_clear_of_its_larger_dot() -> None:
    found = drawn([tie("leipzig", "krakow")], CITIES, centre="leipzig")
    assert found
    ((middle, _),) = points(found.centre)
    (word,) = (word for word in found.words if word.text == "Leipzig")
    assert abs(word.x - middle) > 7


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=2, max_size=40))
def test_everything_stays_on_the_map_and_labels_apart(places: list[tuple[float, float]]) -> None:
    cities = {f"c{n}": city(f"c{n}", place) for n, place in enumerate(places)}
    names = list(cities)
    found = drawn([tie(names[0], other) for other in names[1:]], cities, centre=names[0])
    assert found
    for x, y in points(found.dots):
        assert 0 <= x <= found.width
        assert 0 <= y <= found.height
    for one, other in combinations(found.words, 2):
        assert one.anchor != other.anchor or (one.x, one.y) != (other.x, other.y)
