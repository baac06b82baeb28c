"""The named questions that need no parameter, each with its SPARQL text and its answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import InputError
from twingraph.pages.cells import table
from twingraph.pages.problems import told
from twingraph.pages.wording import worded
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question

PAGE = "questions.html"


@cache
def asked() -> tuple[Question, ...]:
    """Return the questions that can be asked without a parameter, in the order of their names."""
    return tuple(
        question
        for question in questions.of_people()
        if all(each.default is not None or each.is_optional for each in question.parameters)
    )


def page_of(question: Question) -> str:
    """Return where the page of a question lies."""
    return f"question/{question.name}.html"


def pages(found: Survey, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the list of questions, and for each question its page and its answer as CSV.

    Args:
        found: What the pages share.
        frame: The frame of the pages.

    Yields:
        Where each file lies, and its text.
    """
    named = [(worded(each, frame.language).summary, page_of(each)) for each in asked()]
    yield PAGE, frame.render("questions.html.jinja", PAGE, questions=named)
    for question in asked():
        yield from _answered(question, found.store, frame)


def _answered(question: Question, store: Store, frame: Frame) -> Iterator[tuple[str, str]]:
    page, values = page_of(question), _values(question, frame.language)
    answer: dict[str, Any] = {"table": None, "problem": None, "sparql": question.sparql}
    try:
        answer["sparql"] = question.fill(store, values)
        result = rows(store.query(answer["sparql"]))
    except InputError as error:  # a default may name what other people's data do not have
        answer["problem"] = told(error, frame.language)
    else:
        answer["table"] = table(result, store, frame, question.name, page)
        yield page.replace(".html", ".csv"), result.serialize("csv")
    csv = f"{question.name}.csv"
    words = worded(question, frame.language)
    yield page, frame.render("question.html.jinja", page, question=words, csv=csv, **answer)


def _values(question: Question, language: Language) -> dict[str, str]:
    """Return the parameters with which a page asks: names in its language."""
    return {each.name: language for each in question.parameters if each.type == "language"}
