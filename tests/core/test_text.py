from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.text import clean, did_you_mean, quoted, suggest, visible

# Letters that compose, marks of several classes, a virama, joiners, and what nobody sees.
_AWKWARD = "aeK \t\n\u0301\u0323\u0328\u00e9\u212b\u200b\u200c\u200d\u00ad\u00a0\u2000\u2066\ufeff"
_SCRIPTS = "\u0628\u06cc\u064e\u0653\u0627\u0dc1\u0dca\u0915\u094d\u093c\u0d15\u1100\u1161\u1160"


@given(st.text() | st.text(alphabet=_AWKWARD + _SCRIPTS))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean(text)

    assert clean(once) == once


@given(st.text() | st.text(alphabet=_AWKWARD + _SCRIPTS))
def test_a_clean_text_is_composed_encodable_and_on_one_line(text: str) -> None:
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert cleaned.split(" ") == cleaned.split() or not cleaned
    assert not any(unicodedata.category(sign) == "Cc" for sign in cleaned)


@given(
    st.text(alphabet=st.characters(categories=["L", "Nd", "P"], exclude_characters="\u3164")).map(
        lambda text: unicodedata.normalize("NFC", text)
    )
)
def test_letters_digits_and_punctuation_stay(text: str) -> None:
    shown = "".join(sign for sign in text if sign not in "\u115f\u1160\uffa0")

    assert clean(text) == shown


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Krako\u0301w", "Kraków"),
        ("Krak\u200bów", "Kraków"),
        ("Krak\u00adów", "Kraków"),
        ("\ufeffKraków\u200e", "Kraków"),
        ("\u202eKraków\u202c", "Kraków"),
        ("Kra\u2060k\ufe0fów", "Kraków"),
        ("Kra\x00k\x1b\x7fó\x9fw", "Kraków"),
        ("Kra\udcffków", "Kraków"),
        ("Kra\uffffków", "Kraków"),
        ("New\u00a0York", "New York"),
        ("New\r\nYork", "New York"),
        ("New\u2028\u3000\x85 York\t", "New York"),
        ("\u212bland", "Åland"),
    ],
)
def test_names_that_look_alike_become_one(written: str, kept: str) -> None:
    assert clean(written) == kept


@pytest.mark.parametrize(
    "name",
    ["\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf", "\u0645\u06cc\u200c\u062e\u0648"],
    ids=["Sri Lanka in Sinhala", "a compound in Persian"],
)
def test_a_joiner_that_is_spelling_stays(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Le\u200dip\u200czig", "Leipzig"),
        ("Ки\u200cїв", "Київ"),
        ("\u0645\u06cc\u200c", "\u0645\u06cc"),
        ("\u0645\u06cc\u200d\u062e", "\u0645\u06cc\u062e"),
        ("\u0dca\u200d\u200d\u0dbb", "\u0dca\u200d\u0dbb"),
    ],
)
def test_a_joiner_that_changes_nothing_goes(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_suggestions_disregard_case_and_diacritics() -> None:
    assert suggest("KRAKOW", ["Leipzig", "Kraków", "Краків"])[:2] == ["Kraków", "Краків"]


def test_nothing_is_suggested_that_is_hardly_alike() -> None:
    assert suggest("Leipzig", ["oo", "Kyiv"]) == []
    assert suggest("", ["Leipzig"]) == []
    assert suggest("Leipzig", []) == []


def test_nothing_is_suggested_for_a_text_that_is_too_long_for_a_name() -> None:
    assert suggest("a" * 200, ["a" * 200]) == ["a" * 200]
    assert suggest("a" * 201, ["a" * 200]) == []


def test_the_most_alike_are_suggested_first_and_only_some() -> None:
    assert suggest("pgae", ["pages", "page", "pgae-2", "page"]) == [
        "pgae-2",
        "page",
        "pages",
    ]
    assert suggest("pgae", ["paper", "page", "pages"], limit=1) == ["page"]


def test_an_unknown_name_without_a_suggestion_has_no_question() -> None:
    assert did_you_mean([]) == ""
    assert did_you_mean(["page", "paper"]) == "; did you mean: page, paper?"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Krak\u200bów", "Krak⟨ZERO WIDTH SPACE⟩ów"),
        ("New\u00a0York", "New⟨NO-BREAK SPACE⟩York"),
        ("a\u202eb", "a⟨RIGHT-TO-LEFT OVERRIDE⟩b"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("\udcff.csv", "⟨U+DCFF⟩.csv"),
        ("two\nlines", "two\nlines"),
        ("Kraków – Київ", "Kraków – Київ"),
    ],
)
def test_a_message_names_what_nobody_sees(written: str, shown: str) -> None:
    assert visible(written) == shown


@given(st.text())
def test_what_is_shown_can_be_printed(text: str) -> None:
    shown = visible(text)

    shown.encode()
    assert "\x1b" not in shown
    assert "\r" not in shown


def test_a_value_in_a_message_is_short_and_on_one_line() -> None:
    assert quoted("a\nb") == '"a⟨U+000A⟩b"'
    assert quoted("x" * 80) == f'"{"x" * 80}"'
    assert quoted("x" * 1_000_000) == f'"{"x" * 80}…" (of 1,000,000 characters)'
