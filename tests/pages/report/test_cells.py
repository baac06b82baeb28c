"""Values of an answer: words for people, and the value itself for programs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from twingraph.core.dates import parse
from twingraph.core.terms import ID, expand
from twingraph.pages.numbers import decimal
from twingraph.pages.report.cells import Cell, Column, cell, native

ENGLISH = Column("en")


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

    assert cell(address, ENGLISH) == Cell(words, "date")
    assert native(address) == address.value


def test_a_day_is_read_in_words_and_written_as_a_day() -> None:
    day = ox.Literal("2026-11-22", datatype=ox.NamedNode(expand("xsd:date")))

    assert cell(day, ENGLISH) == Cell("22 November 2026", "date")
    assert native(day) == "2026-11-22"


def test_a_text_is_a_date_only_where_the_section_says_so() -> None:
    text = ox.Literal("1973-09")

    assert cell(text, Column("en", is_date=True)) == Cell("September 1973", "date")
    assert cell(text, ENGLISH) == Cell("1973-09")


def test_the_address_of_a_date_that_cannot_be_read_is_shown_as_an_address() -> None:
    assert cell(ox.NamedNode(ID + "date/soon"), ENGLISH) == Cell("date/soon", "code")


def literal(text: str, datatype: str = "xsd:string") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(expand(datatype)))


def test_numbers_and_dates_have_the_form_of_the_language() -> None:
    day = ox.NamedNode(parse("2026-11-22").iri)

    assert cell(day, Column("de")).text == "22. November 2026"
    assert cell(literal("12000", "xsd:integer"), Column("de")).text == "12.000"
    assert cell(literal("12000", "xsd:integer"), Column("en")).text == "12,000"
    assert cell(literal("1.50", "xsd:decimal"), Column("pl")).text == "1,5"
    assert decimal(1986, "en") == "1986"  # a year has no separator
    assert decimal(-0.12345, "uk", 2) == "-0,12"


def test_what_a_question_writes_in_english_is_translated() -> None:
    confirmed = literal("confirmed")
    of_items = Column("de", "item", "report/city-identity")

    assert cell(confirmed, of_items).text == "bestätigt"
    assert cell(confirmed, Column("de", "title", "report/by-source")).text == "confirmed"
    assert cell(literal("true", "xsd:boolean"), Column("de")).text == "ja"
    reason = literal("preferred by its own source")
    assert cell(reason, Column("de", "reason", "contradictions")).text != reason.value
