"""Positions: read, written, and how far from each other."""

from __future__ import annotations

from math import pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from twingraph.core.geo import (
    NEAR_KM,
    Position,
    Vicinity,
    are_near,
    degrees,
    kilometres,
    position,
)

HALF_AROUND = pi * 6371
positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("latitude", "longitude", "read"),
    [
        ("51.34", "12.37", Position(51.34, 12.37)),
        ("-90", "+180", Position(-90, 180)),
        ("1e-7", "-0", Position(1e-7, 0)),
        ("90.0001", "0", None),
        ("0", "-180.1", None),
        ("", "", None),
        ("51.34", "", None),
        ("51,34", "12,37", None),
        ("nan", "0", None),
        ("inf", "0", None),
        ("1_0", "0", None),
        ("\u0665\u0661", "0", None),
        ("51°N", "12", None),
        ("5" * 5000, "0", None),
        ("1e400", "0", None),
    ],
)
def test_a_position_is_two_numbers_within_their_ranges(
    latitude: str, longitude: str, read: Position | None
) -> None:
    assert position(latitude, longitude) == read


@given(positions)
def test_a_written_position_is_read_back_within_ten_metres(where: Position) -> None:
    back = position(degrees(where.latitude), degrees(where.longitude))

    assert back is not None
    assert kilometres(where, back) < 0.01


@pytest.mark.parametrize(
    ("value", "written"), [(-0.00001, "0"), (1e-9, "0"), (10.0, "10"), (-12.3456789, "-12.3457")]
)
def test_degrees_have_no_sign_of_zero_and_no_exponent(value: float, written: str) -> None:
    assert degrees(value) == written


@given(positions, positions)
def test_a_distance_is_the_same_both_ways_and_at_most_half_around(
    one: Position, other: Position
) -> None:
    assert kilometres(one, other) == kilometres(other, one)
    assert 0 <= kilometres(one, other) <= HALF_AROUND + 1e-6
    assert kilometres(one, one) == 0


@given(positions, positions, positions)
def test_a_detour_is_never_shorter(one: Position, other: Position, over: Position) -> None:
    detour = kilometres(one, over) + kilometres(over, other)

    assert kilometres(one, other) <= detour + 0.001


@given(positions, positions)
def test_longitudes_go_on_across_the_date_line(one: Position, other: Position) -> None:
    def turned(where: Position) -> Position:
        return Position(where.latitude, where.longitude % 360 - 180)

    assert kilometres(turned(one), turned(other)) == pytest.approx(kilometres(one, other), abs=1e-3)


def test_distances_are_those_of_an_atlas() -> None:
    london, paris = Position(51.5074, -0.1278), Position(48.8566, 2.3522)

    assert kilometres(london, paris) == pytest.approx(343.6, abs=0.5)
    assert kilometres(Position(0, 0), Position(0, 180)) == pytest.approx(HALF_AROUND)
    assert kilometres(Position(90, 0), Position(90, 137)) == pytest.approx(0, abs=1e-6)
    assert kilometres(Position(0, 179.975), Position(0, -179.975)) == pytest.approx(5.6, abs=0.1)


def test_positions_on_both_sides_of_the_date_line_are_near() -> None:
    assert are_near(Position(-16.8, 179.98), Position(-16.8, -179.98))
    assert are_near(Position(89.95, 0), Position(89.95, 180))
    assert not are_near(Position(0, 0), Position(0, 1))


def test_a_position_that_nobody_knows_is_near_nothing() -> None:
    assert not are_near(None, Position(0, 0))
    assert not are_near(None, None)


@given(positions, st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_the_vicinity_holds_exactly_what_is_near(
    where: Position, north: float, east: float
) -> None:
    other = Position(where.latitude + north, (where.longitude + east + 180) % 360 - 180)
    assume(abs(other.latitude) <= 90)
    vicinity = Vicinity[str]()
    vicinity.add(other, "other")

    found = list(vicinity.near(where))

    assert (found == ["other"]) == (kilometres(where, other) <= NEAR_KM)
