"""Values of an answer: words for people, and the value itself for programs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from twingraph.core.dates import parse
from twingraph.core.terms import ID, expand
from twingraph.pages.report.cells import Cell, cell, native


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[2022-02-24..2026-03-31]", "between 24 February 2022 and 31 March 2026"),
        ("../2026-03", "March 2026 or earlier"),
        ("198X", "the 1980s"),
    ],
)
def test_a_date_is_read_in_words_and_written_as_its_address(edtf: str, words: str) -> None:
    address = ox.NamedNode(parse(edtf).iri)

    assert cell(address) == Cell(words, "date")
    assert native(address) == address.value


def test_a_day_is_read_in_words_and_written_as_a_day() -> None:
    day = ox.Literal("2026-11-22", datatype=ox.NamedNode(expand("xsd:date")))

    assert cell(day) == Cell("22 November 2026", "date")
    assert native(day) == "2026-11-22"


def test_a_text_is_a_date_only_where_the_section_says_so() -> None:
    text = ox.Literal("1973-09")

    assert cell(text, edtf=True) == Cell("September 1973", "date")
    assert cell(text) == Cell("1973-09")


def test_the_address_of_a_date_that_cannot_be_read_is_shown_as_an_address() -> None:
    assert cell(ox.NamedNode(ID + "date/soon")) == Cell("date/soon", "code")
