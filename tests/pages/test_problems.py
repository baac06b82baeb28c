"""What a visitor has filled in wrongly is said in the language of the page."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import (
    AmbiguousName,
    InputError,
    QueryError,
    UnfitValueError,
    UnknownName,
)
from twingraph.pages.problems import Label, Problem, told

if TYPE_CHECKING:
    from twingraph.core.languages import Language

UNKNOWN = UnknownName("city", "Krakaw", ["krakow", "krakau"])
AMBIGUOUS = AmbiguousName("Frankfurt", ["frankfurt-am-main", "frankfurt-oder"])
UNFIT = UnfitValueError("day", "soon", '"soon" is not a day')


@pytest.mark.parametrize(
    ("error", "language", "text"),
    [
        (UNKNOWN, "de", "Nichts heißt „Krakaw“. Meinten Sie krakow, krakau?"),
        (UnknownName("city", "Qx"), "pl", "Nic nie nazywa się „Qx”."),
        (
            AMBIGUOUS,
            "de",
            "„Frankfurt“ kann eines von diesen bedeuten: frankfurt-am-main, frankfurt-oder.",
        ),
        (
            UNFIT,
            "uk",
            "Значення «soon» не підходить до поля «День». Запишіть це так: 2022-02-24.",
        ),
    ],
)
def test_what_a_form_can_cause_is_said_in_the_language_of_the_page(
    error: InputError, language: Language, text: str
) -> None:
    assert told(error, language, {"day": Label("День", "2022-02-24")}) == Problem(text, language)


@pytest.mark.parametrize("error", [UNKNOWN, AMBIGUOUS, UNFIT])
def test_english_pages_say_what_the_command_says(error: InputError) -> None:
    assert told(error, "en") == Problem(str(error), "en")


def test_what_only_authors_of_queries_come_across_is_in_english() -> None:
    error = QueryError("the query has a syntax error: line 1, column 2")
    assert told(error, "de") == Problem(str(error), "en")


@pytest.mark.parametrize("error", [UNKNOWN, AMBIGUOUS, UNFIT])
def test_an_error_from_another_process_keeps_what_it_is_about(error: InputError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own
    assert (type(copy), str(copy)) == (type(error), str(error))
    assert told(copy, "de") == told(error, "de")
