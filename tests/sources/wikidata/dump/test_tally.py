"""Counts of lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twingraph.sources.wikidata.dump.scan import Wanted, scan
from twingraph.sources.wikidata.dump.tally import Tally

LINES = [
    b"[\n", b'{"id":"Q1"},\n', b'{"id":"Q2","claims":{"P190":[]}},\n', b"<html>\n", b"\n",
    b'{"id":"Q3","claims":{"P190":[7]}}\n', b"]\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=30), st.integers(0, 30))
def test_the_tallies_of_two_blocks_add_up_to_that_of_both(lines: list[bytes], cut: int) -> None:
    both = scan(b"".join(lines), Wanted()).tally
    added = Tally()
    for block in (lines[:cut], lines[cut:]):
        added += scan(b"".join(block), Wanted()).tally
    assert added == both


def test_the_first_broken_lines_are_named_with_their_numbers() -> None:
    tally = scan(b"\n".join([b'{"id":"Q1"}', *[b"<html>"] * 9]) + b"\n", Wanted()).tally
    assert (tally.lines, tally.entities, tally.broken) == (10, 10, 9)
    assert [number for number, _ in tally.examples] == [2, 3, 4, 5, 6]
    assert tally.described().startswith("line 2: ")


def test_a_last_line_that_breaks_off_is_not_counted() -> None:
    tally = scan(b'{"id":"Q1"}\n{"id":', Wanted()).tally
    assert (tally.lines, tally.entities, tally.torn) == (1, 1, True)
    assert tally.size == len(b'{"id":"Q1"}\n')
