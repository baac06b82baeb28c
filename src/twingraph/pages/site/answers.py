"""The named questions that need no parameter, each with its SPARQL text and its answer."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.errors import InputError
from twingraph.core.terms import kind_of, shorten
from twingraph.pages import headings
from twingraph.pages.site.addresses import KINDS
from twingraph.pages.wording import worded
from twingraph.store import questions
from twingraph.store.results import Iri, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question
    from twingraph.store.results import Result

PAGE = "questions.html"
_SHOWN = 300  # rows on a page; the file beside it has all of them


class Cell(NamedTuple):
    """A cell of an answer.

    Attributes:
        text: What it says.
        href: The way to the page of the thing, or "".
    """

    text: str
    href: str


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
    table: dict[str, Any] = {"columns": (), "rows": (), "number": 0, "problem": ""}
    sparql = question.sparql
    try:
        sparql = question.fill(store, values)
        result = rows(store.query(sparql))
    except InputError as error:  # a default may name what other people's data do not have
        table["problem"] = str(error)
    else:
        columns = [headings.heading(name, frame.language, question.name) for name in result.columns]
        shown = _cells(result, question, frame)
        table |= {"columns": columns, "rows": shown, "number": len(result)}
        yield page.replace(".html", ".csv"), result.serialize("csv")
    csv = f"{question.name}.csv"
    told = worded(question, frame.language)
    yield (
        page,
        frame.render("question.html.jinja", page, question=told, sparql=sparql, csv=csv, **table),
    )


def _values(question: Question, language: Language) -> dict[str, str]:
    """Return the parameters with which a page asks: names in its language."""
    return {each.name: language for each in question.parameters if each.type == "language"}


def _cells(result: Result, question: Question, frame: Frame) -> list[list[Cell]]:
    return [
        [_cell(value, column, question, frame) for column, value in row.items()]
        for row in islice(result, _SHOWN)
    ]


def _cell(value: Any, column: str, question: Question, frame: Frame) -> Cell:
    if isinstance(value, Iri):
        goal = frame.link(page_of(question), value) if kind_of(value) in KINDS else ""
        return Cell(shorten(value), goal)
    if isinstance(value, bool):
        return Cell(headings.truth(is_true=value, language=frame.language), "")
    text = "" if value is None else str(value)
    return Cell(headings.value(text, column, frame.language, question.name), "")
