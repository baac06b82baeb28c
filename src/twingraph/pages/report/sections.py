"""The sections of the report, as ``sections.toml`` declares them, in the language of a page.

They are written in English. The catalogues translate them, and the headers of the questions that
they put: ``scripts/catalogues.py`` takes the messages from here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from twingraph.pages.texts import texts_in
from twingraph.store import questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts

Chart = Literal["", "bars", "shares", "timeline"]
DATASET = "view/dataset"  # the question that says what the report is about
_COLUMN = "column"  # context of the messages that are headings
_SAID = ("title", "text", "number")  # what a section says in sentences and phrases
_NAMED = ("columns", "values")  # what it names by headings


@dataclass(frozen=True, slots=True)
class Section:
    """A section: one question, and how its answer is shown.

    Attributes:
        id: Its place in a page, the same in every language.
        title: Its heading.
        question: Name of the question.
        columns: The columns that are shown, with their headings.
        text: What a reader should know.
        number: What its number counts, or what its ``figures`` have in common; empty if it has
            none.
        distinct: The columns whose different values the number counts; empty for all rows.
        dates: The columns whose texts are imprecise dates.
        figures: A column of words and one of numbers, where each row is a number of its own.
        chart: How it is drawn.
        label: The column that names what is drawn.
        values: The columns that are drawn, with their names.
    """

    id: str
    title: str
    question: str
    columns: Mapping[str, str]
    text: str = ""
    number: str = ""
    distinct: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    chart: Chart = ""
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Sections under one heading.

    Attributes:
        id: Its place in a page, the same in every language.
        title: The heading.
        text: What holds for all of them.
        sections: The sections, in their order.
    """

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]


def load(language: Language) -> tuple[Part, ...]:
    """Return the parts of the report, in their order.

    Args:
        language: Language of their words.
    """
    own = texts_in(language)
    return tuple(
        Part(
            f"part-{id_of(part['title'])}",
            own.gettext(part["title"]),
            own.gettext(part["text"]) if "text" in part else "",
            tuple(_section(entry, own) for entry in part["sections"]),
        )
        for part in _declared()
    )


def id_of(words: str) -> str:
    """Return words as a place in a page.

    >>> id_of("Two mayors at the same time")
    'two-mayors-at-the-same-time'
    """
    return "-".join(re.findall(r"\w+", words.lower()))


def messages() -> Iterator[tuple[str | None, str]]:
    """Yield what the catalogues have to translate, each message with its context."""
    for part in _declared():
        yield from ((None, part[name]) for name in ("title", "text") if name in part)
        for entry in part["sections"]:
            yield from ((None, entry[name]) for name in _SAID if entry.get(name))
            yield from ((_COLUMN, word) for name in _NAMED for word in entry.get(name, {}).values())
            yield from _told(entry["question"])
    yield from _told(DATASET)


def _told(name: str) -> Iterator[tuple[None, str]]:
    question = questions.named(name)
    yield from ((None, text) for text in (question.summary, question.note) if text)


def _section(entry: dict[str, Any], own: Texts) -> Section:
    values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    said = {name: own.gettext(entry[name]) for name in _SAID if entry.get(name)}
    named = {name: _headings(entry[name], own) for name in _NAMED if name in entry}
    return Section(**{"id": id_of(entry["title"])} | values | said | named)


def _headings(columns: Mapping[str, str], own: Texts) -> dict[str, str]:
    return {name: own.pgettext(_COLUMN, word) for name, word in columns.items()}


def _declared() -> list[dict[str, Any]]:
    text = files(__package__).joinpath("sections.toml").read_text(encoding="utf-8")
    parts: list[dict[str, Any]] = tomllib.loads(text)["parts"]
    return parts
