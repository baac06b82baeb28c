"""The pages of named questions: a form, the answer as table, chart and map, and the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.columns import answers
from twingraph.core.errors import InputError
from twingraph.pages.asking import Asker
from twingraph.pages.cells import table
from twingraph.pages.dataset import dataset_of
from twingraph.pages.problems import Label, told
from twingraph.pages.site.ordering import key
from twingraph.pages.wording import subject, worded
from twingraph.serve.pages.form import fields
from twingraph.serve.pages.frame import framed, with_query
from twingraph.serve.pages.pictures import chart, map_of
from twingraph.store import formats, questions
from twingraph.store.results import Result, Triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.serve.pages.frame import Served, Visit
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question

PAGE = "questions"
# The formats of downloads, by their endings, with their media types.
DOWNLOADS = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


class Page(NamedTuple):
    """A page, and whether what was asked for made sense.

    Attributes:
        html: The page.
        is_wrong: Whether what was filled in was wrong.
    """

    html: str
    is_wrong: bool = False


class Download(NamedTuple):
    """An answer as a file.

    Attributes:
        data: Its bytes.
        is_cut: Whether there are more rows, which a limit cut off.
    """

    data: bytes
    is_cut: bool


def listed(store: Store, visit: Visit) -> str:
    """Return the page that lists all questions, under their subjects.

    Args:
        store: The store that is asked what dataset it is.
        visit: What the request says.
    """
    frame = framed(visit, dataset_of(Asker(store), visit.language).footer)
    subjects: dict[str, list[tuple[str, str]]] = {}
    for question in questions.of_people():
        told = worded(question, visit.language).summary, frame.way(f"question/{question.name}")
        subjects.setdefault(subject(question, visit.language), []).append(told)
    return frame.render(
        "listed.html.jinja",
        frame.page(PAGE),
        subjects=sorted(subjects.items(), key=lambda one: key(one[0], visit.language)),
    )


def page(store: Store, name: str, values: Mapping[str, str], most: int, visit: Visit) -> Page:
    """Return the page of a question, with its answer if all that it needs was filled in.

    Args:
        store: The store that is asked.
        name: Name of the question.
        values: What was filled in.
        most: Rows after which the answer is cut off.
        visit: What the request says.

    Raises:
        UnknownName: There is no question of that name.
    """
    question = _question(name)
    frame = framed(visit, dataset_of(Asker(store), visit.language).footer)
    shown: dict[str, Any] = {"sparql": question.sparql, "problem": None, "is_asked": False}
    given = _spoken(question, values, visit)
    form = fields(question, given, store, visit.language)
    needed = [each.name for each in question.parameters if each.default is None]
    if given.keys() >= set(needed):
        usual = {each.name: each.default or "" for each in question.parameters}
        labels = {field.name: Label(field.label, usual.get(field.name, "")) for field in form}
        shown |= _answered(question, given, store, most, frame, labels)
    html = frame.render(
        "question.html.jinja",
        f"question/{name}",
        question=worded(question, visit.language),
        fields=form,
        action=f"{visit.root}question/{name}",
        downloads=_downloads(question, given, visit),
        **shown,
    )
    return Page(html, bool(shown["problem"]))


def download(store: Store, name: str, values: Mapping[str, str], form: str, most: int) -> Download:
    """Return the answer to a question as a file.

    Args:
        store: The store that is asked.
        name: Name of the question.
        values: What was filled in.
        form: One of ``DOWNLOADS``.
        most: Rows after which the answer is cut off.

    Raises:
        InputError: There is no question of that name, or a value is wrong.
    """
    answer = _question(name).ask(store, values, most)
    is_cut = isinstance(answer, Result | Triples) and answer.is_cut
    write = answers.write if form in answers.FORMATS else formats.encoded
    return Download(write(answer, form), is_cut)


def _downloads(question: Question, given: Mapping[str, str], visit: Visit) -> list[tuple[str, str]]:
    """Return the formats of the answer, each with its address."""
    path = f"{visit.root}question/{question.name}"
    return [(form, with_query(f"{path}.{form}", given.items())) for form in DOWNLOADS]


def _question(name: str) -> Question:
    """Return a question that people ask; those in folders are the program's own."""
    return questions.named(name.replace("/", " "))


def _answered(
    question: Question,
    given: Mapping[str, str],
    store: Store,
    most: int,
    frame: Served,
    labels: Mapping[str, Label],
) -> dict[str, Any]:
    try:
        sparql = question.fill(store, given)
        answer = store.query(sparql, most)
    except InputError as error:
        return {"problem": told(error, frame.language, labels)}
    return {"sparql": sparql, "is_asked": True} | shown(answer, sparql, store, frame, question.name)


def _spoken(question: Question, values: Mapping[str, str], visit: Visit) -> dict[str, str]:
    """Return the values with which a page asks: names in its language, unless another is chosen."""
    spoken = {each.name: visit.language for each in question.parameters if each.type == "language"}
    return spoken | dict(values)


def shown(
    answer: Any, sparql: str, store: Store, frame: Served, question: str = ""
) -> dict[str, Any]:
    """Return what the template of an answer needs.

    Args:
        answer: The answer.
        sparql: The query.
        store: The store that has the names of what is in it.
        frame: The frame of the page.
        question: Name of the question that is answered; "" for a query of somebody's own.
    """
    links = {"in_editor": frame.way("editor", {"query": sparql})}
    empty: dict[str, Any] = {
        "table": None,
        "chart": None,
        "drawn": None,
        "text": "",
        "is_cut": False,
    }
    if isinstance(answer, Triples):
        return empty | links | {"text": answer.turtle(), "is_cut": answer.is_cut}
    if not isinstance(answer, Result):
        return empty | links | {"text": str(answer).lower()}
    rows = table(answer, store, frame, question)
    return (
        empty
        | links
        | {
            "table": rows,
            "chart": chart(answer, rows, frame.language),
            "drawn": map_of(answer, store, frame.language),
            "is_cut": answer.is_cut,
        }
    )
