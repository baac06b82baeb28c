"""The words of questions in each language: summaries, notes, descriptions, headings, values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from support.paths import GOLDEN
from twingraph.core.languages import LANGUAGES
from twingraph.pages import wording
from twingraph.pages.headings import heading, truth, value
from twingraph.pages.wording import subject, worded
from twingraph.store import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.core.languages import Language

OTHERS = [language for language in LANGUAGES if language != "en"]
NAMES = [question.name for question in questions.of_people()]
# Values that queries write themselves, as texts without a language.
WRITTEN = re.compile(r'"([a-z ]+)"(?!\^|@)')


def columns(name: str) -> Iterator[str]:
    """Yield the columns of a question, as its golden tables have them."""
    for file in (GOLDEN / "questions").glob(f"{name}*.tsv"):
        if file.stem.partition("--")[0] == name:
            head = file.read_text(encoding="utf-8").partition("\n")[0]
            yield from (column.removeprefix("?") for column in head.split("\t"))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_told_in_the_language_of_the_page(name: str, language: Language) -> None:
    question = questions.named(name)
    told = worded(question, language)
    assert told.summary != question.summary
    assert bool(told.note) == bool(question.note)
    assert told.note != question.note or not question.note
    assert [(each.name, each.type) for each in told.takes] == [
        (each.name, each.type) for each in question.takes
    ]
    assert not {each.description for each in told.takes} & {
        each.description for each in question.takes
    }
    assert told.sparql == question.sparql
    assert subject(question, language) != subject(question, "en")


@pytest.mark.parametrize("name", NAMES)
def test_in_english_a_question_is_told_as_it_is_written_but_for_its_columns(name: str) -> None:
    question = questions.named(name)
    told = worded(question, "en")
    assert replace(told, note=question.note) == question
    named = re.findall(r"\?(\w+)", question.note)
    assert set(named) <= set(columns(name))
    assert "?" not in told.note
    assert all(f"“{heading(column, 'en', name).text}”" in told.note for column in named)
    assert not {word for word in columns(name) if "_" in word and word in told.note}


@pytest.mark.parametrize("name", NAMES)
def test_a_note_names_columns_as_the_page_does(name: str) -> None:
    """Quoted words in a translated note are headings or values of the answer."""
    question = questions.named(name)
    for language in OTHERS:
        heads = [heading(column, language, name).text for column in columns(name)]
        values = [
            value(text, column, language, name) or text
            for column in columns(name)
            for text in WRITTEN.findall(question.sparql)
        ]
        known = {text.lower() for text in (*heads, *values)}
        known |= {text.partition(" (")[0] for text in known}
        for quoted in re.findall("[„«](.+?)[“”»]", worded(question, language).note):
            assert quoted.lower() in known, (language, quoted)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_of_its_own_in_each_language(name: str) -> None:
    found = set(columns(name))
    assert found, "no golden table"
    for language in LANGUAGES:
        told = {column: heading(column, language, name) for column in found}
        assert {each.variable for each in told.values()} == found
        assert len({each.text for each in told.values()}) == len(found), (language, told)
        for column in found:
            # A word of the catalogue: the same column of somebody's own query has none.
            assert told[column].text[0].isupper(), (language, column)


def test_a_column_of_a_query_of_ones_own_is_called_as_it_is() -> None:
    assert heading("kind_since", "de").text == "kind since"
    assert heading("kind_since", "de", "twin-towns").text == "Dieser Art seit"
    assert heading("partner_name", "pl", "twin-towns").text == "Partner: nazwa"


def test_a_value_has_a_word_only_in_the_column_whose_query_writes_it() -> None:
    assert value("certain", "certainty", "de", "existing-on") == "sicher"
    assert value("certain", "quote", "de", "existing-on") is None
    assert value("certain", "certainty", "de") is None
    assert [truth(is_true=one, language="uk") for one in (True, False)] == ["так", "ні"]


def test_each_message_is_a_text() -> None:
    """An empty message would be translated as the header of the catalogue."""
    assert all(text.strip() == text != "" for _, text in wording.messages())
