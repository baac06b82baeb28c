"""The places of curves, shares and intervals in the pictures of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.pages.report import plots
from twingraph.pages.report.plots import Interval, Place, Share

if TYPE_CHECKING:
    from twingraph.pages.report.shapes import Line, Picture


def lines(picture: Picture, kind: str) -> list[Line]:
    return [line for line in picture.lines if line.kind == kind]


GROWN = plots.growth([Place(1950, 1, 1), Place(1960, 2, 4), Place(2000, 4, 8)], "year", "en")
LASTING = plots.survival(
    [Share(1, 1, 1, 1, 1, 1), Share(50, 0.5, 0.25, 0.75, 0.4, 0.6)], "years", "de"
)
COMPARED = plots.intervals(
    [Interval("model", 100, 300, 50, 200), Interval("change", -20, 10, -5)], "km", "en"
)


def test_a_curve_holds_until_the_next_year() -> None:
    (curve,) = lines(GROWN, "curve")
    across, down = zip(*curve.points, strict=True)
    assert len(set(across)) == len(set(down)) == 3
    assert down[0] == down[1] > down[2]
    assert (across[2] - across[0]) / (across[-1] - across[0]) == pytest.approx(10 / 50)


def test_what_is_possible_lies_above_what_is_certain() -> None:
    (curve,), (area,) = lines(GROWN, "curve"), lines(GROWN, "area")
    (axis,) = lines(GROWN, "axis")
    ground = axis.points[0][1]
    assert max(y for _, y in area.points) <= ground
    top, end = min(y for _, y in area.points), curve.points[-1][1]
    assert ground - top == pytest.approx(2 * (ground - end))
    assert set(curve.points) < set(area.points)


def test_a_share_stands_between_the_ends_of_its_interval() -> None:
    dot, bar = LASTING.dots[1], LASTING.bars[1]
    (low, high) = lines(LASTING, "interval")[1].points
    assert (dot.y - high[1]) == pytest.approx(low[1] - dot.y)
    assert bar.y + bar.height / 2 == pytest.approx(dot.y, abs=0.01)
    assert bar.height == pytest.approx((low[1] - high[1]) * 0.4, abs=0.02)
    assert LASTING.description == "1: 1; 50: 0,5"


def test_only_what_chance_gives_has_a_square() -> None:
    assert [(dot.y, dot.is_square) for dot in COMPARED.dots] == [
        (21, True),
        (21, False),
        (47, False),
    ]
    assert COMPARED.description == "model: 50 (100 – 300); change: −5 (−20 – 10)"


def test_the_axis_of_values_stands_at_zero() -> None:
    (axis,) = lines(COMPARED, "axis")
    x = axis.points[0][0]
    assert x == pytest.approx(100 + (368 - 100) * 20 / 320)
    assert [word.text for word in COMPARED.words if word.x == round(x, 2)] == ["0"]


def test_a_long_label_has_room_before_the_values() -> None:
    label = "1963 (Deutschland, Frankreich)"
    picture = plots.intervals([plots.Interval(label, -1, 1, 0)], "change", "de")
    (word,) = [word for word in picture.words if word.text == label]
    assert word.anchor == "end"
    assert word.x >= 7 * len(label)


@pytest.mark.parametrize("picture", [GROWN, LASTING, COMPARED])
def test_nothing_lies_outside_of_the_picture(picture: Picture) -> None:
    places = [
        *((dot.x, dot.y) for dot in picture.dots),
        *(point for line in picture.lines for point in line.points),
        *((bar.x, bar.y) for bar in picture.bars),
        *((word.x, word.y) for word in picture.words),
    ]
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in places)


def test_one_year_and_one_share_can_be_drawn() -> None:
    assert plots.growth([Place(1990, 0, 0)], "year", "en").description == "1990: 0–0"
    assert plots.survival([Share(1, 0, 0, 0, 0, 0)], "years", "en").shown == 1
