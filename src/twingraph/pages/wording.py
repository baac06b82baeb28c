"""The words of named questions in the language of a page.

A question is written in English, in its file. The catalogues translate what its header says for
people: ``scripts/catalogues.py`` takes the messages from here. A note names columns by their
variables, such as ``?start``; pages show their headings instead, and translations have these.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from twingraph.pages.headings import heading
from twingraph.pages.texts import texts_in
from twingraph.store import filters, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts
    from twingraph.store.parameters import Parameter
    from twingraph.store.questions import Question

_SUBJECT = "subject of questions"
_VARIABLE = re.compile(r"\?(\w+)")


@cache
def worded(question: Question, language: Language) -> Question:
    """Return a question as a page shows it: summary, note and what may be given, in its language.

    The query and all names stay. To ask it, take the question itself; `problems` words its errors.

    Args:
        question: One of the questions that people ask.
        language: Language of the page.
    """
    own = texts_in(language)
    return replace(
        question,
        summary=own.gettext(question.summary),
        note=_headed(own.gettext(question.note), question, language) if question.note else "",
        parameters=_described(question.parameters, own),
        filters=_described(question.filters, own),
    )


def subject(question: Question, language: Language) -> str:
    """Return the heading under which a question is listed: its first tag, in a page's language.

    Args:
        question: One of the questions that people ask.
        language: Language of the page.
    """
    text = texts_in(language).pgettext(_SUBJECT, question.tags[0])
    return text[:1].upper() + text[1:]


def messages() -> Iterator[tuple[str | None, str]]:
    """Yield what the catalogues have to translate, each message with its context."""
    yield from ((None, known.description) for known in filters.KNOWN)
    for question in questions.of_people():
        yield _SUBJECT, question.tags[0]
        told = (question.summary, question.note, *(each.description for each in question.takes))
        yield from ((None, text) for text in told if text)


def _headed(note: str, question: Question, language: Language) -> str:
    """Put the headings of columns in place of their variables."""
    return _VARIABLE.sub(lambda found: f"“{heading(found[1], language, question.name).text}”", note)


def _described(parameters: Iterable[Parameter], own: Texts) -> tuple[Parameter, ...]:
    return tuple(
        replace(each, description=own.gettext(each.description)) if each.description else each
        for each in parameters
    )
