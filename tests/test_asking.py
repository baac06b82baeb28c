"""The exercises of ``docs/asking.md``: each query gives the answer that the page prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.paths import ROOT
from twingraph.store import engine, questions, results

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "asking.md").read_text("utf-8")
EXERCISE = re.compile(
    r"^### (\d+)\. .+?\n\n```sparql\n(.+?)```\n\n```csv\n(.+?)```\n\n\S", re.DOTALL | re.MULTILINE
)
EXERCISES = {number: (query, answer) for number, query, answer in EXERCISE.findall(PAGE)}


@pytest.fixture(scope="module")
def embedded(built: Path) -> engine.EmbeddedStore:
    return engine.EmbeddedStore.open(built / "store")


def test_there_are_ten_exercises() -> None:
    assert list(EXERCISES) == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("number", EXERCISES)
def test_an_exercise_has_the_answer_that_the_page_prints(
    number: str, embedded: engine.EmbeddedStore
) -> None:
    query, answer = EXERCISES[number]
    found = questions.parse(query, f"exercise {number}").ask(embedded, {})
    assert results.rows(found).serialize("csv").replace("\r\n", "\n") == answer


def test_no_exercise_is_among_the_questions() -> None:
    shipped = {" ".join(file.read_text("utf-8").split()) for file in questions.shelf().values()}
    assert not any(
        " ".join(query.split()) in text for query, _ in EXERCISES.values() for text in shipped
    )
