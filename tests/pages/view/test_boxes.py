"""Room for shapes and labels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twingraph.pages.view.boxes import OccupiedArea, box, wrapped


@given(st.text())
def test_a_label_has_few_short_lines(label: str) -> None:
    lines_ = wrapped(label)
    assert len(lines_) <= 3
    assert all(len(line) <= 24 for line in lines_)


def test_ground_knows_what_is_taken() -> None:
    occupied = OccupiedArea()
    occupied.take(box(10, ("Leipzig",)).at((0, 0)))
    assert not occupied.free(box(10, ()).at((20, 20)))
    assert occupied.free(box(10, ()).at((200, 0)))
