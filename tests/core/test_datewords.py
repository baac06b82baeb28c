"""Dates in words, in the languages of the pages."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.dates import texts
from support.paths import GOLDEN
from twingraph.core.dates import parse, parse_or_none
from twingraph.core.datewords import period, words
from twingraph.core.languages import LANGUAGES, Language

# What nobody reads as a date: EDTF's signs, two stops, and figures joined by a hyphen.
_FORMAT = re.compile(r"[\[\]{}~?%/X]|\.\.|\d-\d")

_, *ROWS = (
    line.split("\t") for line in (GOLDEN / "dates" / "words.tsv").read_text("utf-8").splitlines()
)
COLUMNS: tuple[Language, ...] = ("en", "de", "pl", "uk")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_date_reads_as_people_write_it(row: list[str]) -> None:
    text, *expected = row

    assert [words(parse(text), language) for language in COLUMNS] == expected


@pytest.mark.parametrize(
    ("start", "end", "language", "expected"),
    [
        ("1959", "1970", "en", "1959–1970"),
        ("1998-07-01", "2006", "de", "1. Juli 1998 – 2006"),
        ("2006-03", "", "de", "seit März 2006"),
        ("2006-03", "", "pl", "od marca 2006"),
        ("", "1970", "de", "bis 1970"),
        ("[1961..1962]", "", "en", "1961 or 1962 –"),
        ("", "[1961..1962]", "en", "– 1961 or 1962"),
        ("", "", "en", ""),
    ],
)
def test_a_period_reads_as_people_write_it(
    start: str, end: str, language: Language, expected: str
) -> None:
    assert period(parse_or_none(start), parse_or_none(end), language) == expected


@given(texts, st.sampled_from(LANGUAGES))
def test_people_never_see_the_format(text: str, language: Language) -> None:
    said = words(parse(text), language)

    assert said
    assert said == said.strip()
    assert not _FORMAT.search(said)


def test_babel_is_loaded_where_words_are_made_and_no_sooner() -> None:
    code = (
        "import sys; from twingraph.core import datewords, dates; day = dates.parse('1973-09');"
        "print('babel' in sys.modules, datewords.words(day, 'en'), 'babel' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "False September 1973 True\n"
