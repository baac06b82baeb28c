"""The words of the pages: their language, their agreement with numbers, their escaping."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale
from jinja2 import Environment
from markupsafe import Markup

from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages import shell
from twingraph.pages.texts import texts_in

HOSTILE = '"><script>alert(1)</script>'
WORDS = {"de": "Zurück", "en": "Back", "pl": "Wróć", "uk": "Назад"}


def written(template: str, language: Language = "en", **values: Any) -> str:
    """Return what a template says; the escaping is that of all pages."""
    source = Environment(autoescape=True).from_string(template)
    return shell.page(source, language=language, styles=[], **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_says_its_messages_in_the_language_of_the_page(language: Language) -> None:
    assert written('{{ _("Back") }}', language) == WORDS[language]


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("de", ["0 Städte", "1 Stadt", "2 Städte", "5 Städte", "21 Städte"]),
        ("en", ["0 cities", "1 city", "2 cities", "5 cities", "21 cities"]),
        ("pl", ["0 miast", "1 miasto", "2 miasta", "5 miast", "21 miast"]),
        ("uk", ["0 міст", "1 місто", "2 міста", "5 міст", "21 місто"]),
    ],
)
def test_a_phrase_agrees_with_its_number(language: Language, phrases: list[str]) -> None:
    template = '{{ ngettext("{number} city", "{number} cities", number) }}'
    assert [written(template, language, number=n) for n in (0, 1, 2, 5, 21)] == phrases


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "12.345"), ("en", "12,345"), ("pl", "12\xa0345"), ("uk", "12\xa0345")],
)
def test_numbers_of_things_are_grouped_as_the_language_does(language: Language, shown: str) -> None:
    template = '{{ counted(n) }}|{{ ngettext("{number} city", "{number} cities", n) }}'
    alone, _, phrase = written(template, language, n=12_345).partition("|")
    assert alone == shown
    assert phrase.startswith(f"{shown} ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gets_the_form_of_every_number(language: Language) -> None:
    forms = texts_in(language).plural_forms("{number} city", "{number} cities")
    category = Locale(language).plural_form
    assert set(forms) == {category(number) for number in range(10_000)} | {"other"}
    for number in range(200):
        said = texts_in(language).ngettext("{number} city", "{number} cities", number)
        assert forms[category(number)].format(number=number) == said


def test_the_same_english_word_is_told_apart_by_its_context() -> None:
    template = '{{ pgettext("column", "About") }}'
    assert written(template, "pl") == "Dotyczy"
    assert texts_in("pl").gettext("About") == "About"


def test_values_stand_where_the_language_wants_them() -> None:
    message = (
        "Cities with the most partnerships: {shown} of {cities}."
        " Partnerships among them: {among} of {partnerships}."
    )
    said = texts_in("uk").gettext(message, shown=1, cities=2, among=3, partnerships=4)
    assert said == "Міста з найбільшою кількістю партнерств: 1 із 2. Партнерства між ними: 3 із 4."


def test_placeholders_without_values_stay_for_a_script() -> None:
    assert texts_in("en").gettext("{a} and {b}") == "{a} and {b}"


def test_a_forgotten_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="b"):
        texts_in("en").gettext("{a} and {b}", a=1)


def test_messages_and_values_become_no_markup() -> None:
    html = written("{{ _('<b title=\"{name}\">', name=name) }}", name=HOSTILE)
    assert html == "&lt;b title=&#34;&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;&gt;"


def test_a_message_may_hold_markup_of_a_template_and_the_rest_is_escaped() -> None:
    template = '{{ _("<see> {link} by {name}", link=link, name=name) }}'
    html = written(template, link=Markup('<a href="x">y</a>'), name=HOSTILE)
    assert html.startswith('&lt;see&gt; <a href="x">y</a> by &#34;&gt;&lt;script&gt;')
