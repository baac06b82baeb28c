"""Statements are sorted by what they say, whatever their numbers."""

from __future__ import annotations

from twingraph.sources.wikidata.model import Twinning


def test_statements_are_sorted_by_the_numbers_of_items_not_by_their_text() -> None:
    said = [Twinning("Q10", "Q2"), Twinning("Q9", "Q100"), Twinning("Q9", "Q20", "1973")]
    in_order = sorted(said, key=lambda one: one.order)
    assert [(one.subject, one.object) for one in in_order] == [
        ("Q9", "Q20"), ("Q9", "Q100"), ("Q10", "Q2"),
    ]  # fmt: skip


def test_the_number_of_a_statement_does_not_change_its_place() -> None:
    one = Twinning("Q1", "Q2", "1973", statement="Q1$a")
    other = Twinning("Q1", "Q2", "1973", statement="Q1$b")
    assert one.order == other.order
    assert one.order != Twinning("Q1", "Q2", "1974").order
