"""The editor of queries: a form that works without a script, and what its script needs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import InputError
from twingraph.core.sparql import lend
from twingraph.core.terms import PREFIXES
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import dataset_of
from twingraph.pages.embedded import as_json
from twingraph.pages.site import answers as site_answers
from twingraph.pages.wording import worded
from twingraph.serve.pages import vocabulary
from twingraph.serve.pages.answered import Page, shown
from twingraph.serve.pages.frame import framed
from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.serve.pages.frame import Visit
    from twingraph.store.engine import Store

PAGE = "editor"
# What stands in the editor where nothing was asked yet.
_FIRST = """\
# The partners of a city: change the name, and run the query.
SELECT ?partner ?name {
  ?city rdfs:label "Leipzig"@en ; tg:cooperatesWith ?partner .
  ?partner rdfs:label ?name .
}
ORDER BY ?name
LIMIT 100
"""


def page(store: Store, sparql: str, example: str, most: int, visit: Visit) -> Page:
    """Return the page of the editor, with the answer if there is a query.

    Args:
        store: The store that is asked.
        sparql: The query; "" if there is none yet.
        example: Name of the question that is to stand in the editor instead; "" if none is.
        most: Rows or triples after which the answer is cut off.
        visit: What the request says.
    """
    frame = framed(visit, dataset_of(Asker(store), visit.language).footer)
    result: dict[str, Any] = {"is_asked": False, "problem": ""}
    if sparql.strip():
        try:
            answer = store.query(lend(sparql), most)
            result |= {"is_asked": True} | shown(answer, sparql, store, frame)
        except InputError as error:
            result["problem"] = str(error)
    html = frame.render(
        "editor.html.jinja",
        frame.page(PAGE),
        sparql=sparql or _example(example, store, visit.language) or _FIRST,
        action=f"{visit.root}{PAGE}",
        examples=[
            (
                worded(question, visit.language).summary,
                frame.way(PAGE, {"example": question.name}),
            )
            for question in site_answers.asked()
        ],
        content=_content(visit.language),
        **result,
    )
    return Page(html, bool(result["problem"]))


def _example(name: str, store: Store, language: Language) -> str:
    """Return the query of a question that needs no parameter."""
    if name not in {question.name for question in site_answers.asked()}:
        return ""
    question = questions.named(name)
    spoken = {each.name: language for each in question.parameters if each.type == "language"}
    return question.fill(store, spoken)


@cache
def _content(language: Language) -> str:
    """Return what the script completes, as JSON: prefixes, and terms with what they are called."""
    words = [list(word) for word in vocabulary.words(language)]
    return as_json({"prefixes": PREFIXES, "terms": words})
