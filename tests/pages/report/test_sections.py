"""What the report declares: its sections, and the columns that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.languages import LANGUAGES
from twingraph.pages.report import chart, sections
from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages import report

QUESTIONS = sorted(name for name in questions.shelf() if name.startswith("report/"))
SECTIONS = [section for part in sections.load("en") for section in part.sections]


def test_every_question_of_the_report_has_a_section() -> None:
    asked = {section.question for section in SECTIONS}
    assert {name for name in asked if name.startswith("report/")} == set(QUESTIONS)


def test_a_section_names_only_columns_that_its_question_has(found: report.Report) -> None:
    for answer in found.answers:
        section = answer.section
        named = {*section.columns, *section.distinct, *section.figures, *section.values}
        named |= {section.label} - {""}
        assert named <= set(answer.asked.columns), section.title


def test_a_message_that_names_dates_is_not_shown() -> None:
    for section in SECTIONS:
        if section.question.startswith("check/") and section.dates:
            assert "message" not in section.columns
        elif "message" in section.columns:
            assert "tg:edtf" not in questions.named(section.question).sparql


def test_a_section_that_is_drawn_says_what(found: report.Report) -> None:
    for answer in found.answers:
        section = answer.section
        assert bool(section.chart) == bool(section.label) == bool(section.values), section.title
        assert (chart.draw(answer) is not None) == bool(section.chart)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_section_keeps_its_place_and_its_columns_in_every_language(language: Language) -> None:
    for part, known in zip(sections.load(language), sections.load("en"), strict=True):
        assert (part.id, part.title == known.title) == (known.id, False)
        for own, english in zip(part.sections, known.sections, strict=True):
            assert (own.id, own.question) == (english.id, english.question)
            assert list(own.columns) == list(english.columns)
            assert own.title != english.title
