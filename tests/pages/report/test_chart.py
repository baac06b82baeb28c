"""The places of bars and words in the pictures of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from twingraph.pages.report.answers import AnsweredSection, Asked, text
from twingraph.pages.report.chart import SHOWN, Row, draw, draw_rows
from twingraph.pages.report.sections import Chart, Section
from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.pages.report import Report
    from twingraph.pages.report.shapes import Picture


def drawn(chart: Chart, rows: list[tuple[str, int, int]]) -> Picture:
    section = Section("", "", "", {}, chart=chart, label="name", values={"a": "yes", "b": "no"})
    terms = [(ox.Literal(name), *(ox.Literal(value) for value in values)) for name, *values in rows]
    asked = Asked(questions.named("events"), {}, "", ("name", "a", "b"), tuple(terms))
    picture = draw(AnsweredSection(section, asked, "en"))
    assert picture
    return picture


def test_a_bar_is_as_long_as_its_number() -> None:
    bars = drawn("bars", [("x", 10, 0), ("y", 5, 0), ("z", 0, 0)]).bars
    assert [bar.width for bar in bars] == [168, 84, 0]
    assert len({bar.x for bar in bars}) == 1


def test_shares_add_up_to_the_whole_without_a_gap() -> None:
    one, other = drawn("shares", [("x", 1, 3)]).bars
    assert one.width + other.width == 168
    assert one.x + one.width == other.x
    assert (one.series, other.series) == (0, 1)


def test_a_share_of_nothing_is_not_drawn() -> None:
    assert [bar.series for bar in drawn("shares", [("x", 0, 3)]).bars] == [1]


@pytest.mark.parametrize("chart", ["bars", "shares"])
def test_rows_lie_below_each_other_with_their_words(chart: Chart) -> None:
    picture = drawn(chart, [("x", 1, 0), ("y", 12000, 0)])
    assert [word.text for word in picture.words] == ["x", "1", "y", "12,000"]
    assert [word.anchor for word in picture.words] == ["end", "start", "end", "start"]
    tops = [bar.y for bar in picture.bars]
    assert tops[1] - tops[0] == picture.height / 2


def test_nothing_lies_outside_of_the_picture() -> None:
    for chart in ("bars", "shares", "timeline"):
        picture = drawn(chart, [(str(year), year % 7, 2) for year in range(1900, 2030, 10)])
        for bar in picture.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= picture.width
            assert 0 <= bar.y <= bar.y + bar.height <= picture.height
        for word in picture.words:
            assert 0 <= word.x <= picture.width
            assert 0 <= word.y <= picture.height


def test_a_column_stands_on_the_ground_at_its_decade() -> None:
    first, last = drawn("timeline", [("1950", 4, 0), ("1990", 8, 0)]).bars
    assert first.y + first.height == last.y + last.height
    assert last.height == 2 * first.height
    assert last.x - first.x == pytest.approx(4 * first.width / 0.7, abs=0.1)


def test_no_more_bars_are_drawn_than_can_be_read() -> None:
    picture = drawn("bars", [(str(n), n, 0) for n in range(SHOWN + 5)])
    assert picture.shown == len(picture.bars) == SHOWN


def test_a_timeline_has_a_place_for_decades_without_a_partnership(found: Report) -> None:
    (decades,) = (a for a in found.answers if a.section.question == "report/by-decade")
    picture = draw(decades)
    assert picture
    assert [text(row[0]) for row in decades.asked.rows] == ["", "1960", "2000"]
    assert [word.text for word in picture.words] == [
        "1",
        "5",
        "1960",
        "1970",
        "1980",
        "1990",
        "2000",
    ]
    assert picture.description == "1960: 1; 2000: 5"


def test_an_answer_without_rows_draws_nothing(found: Report) -> None:
    for answer in found.answers:
        assert draw(replace(answer, asked=replace(answer.asked, rows=()))) is None


def test_words_of_a_picture_have_the_language_of_the_page() -> None:
    picture = draw_rows("bars", [Row("", (12_000,))], ["x"], "de")
    assert picture
    assert [word.text for word in picture.words] == ["keine", "12.000"]
    assert picture.description == "keine: 12.000"
