"""Values of an answer, written for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyoxigraph as ox

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.core.terms import BASE, PREFIXES, shorten
from twingraph.core.urls import is_web
from twingraph.pages import headings
from twingraph.pages.links import link
from twingraph.pages.numbers import decimal
from twingraph.pages.report.answers import text

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.store.results import Term

_INTEGERS = {PREFIXES["xsd"] + "integer"}
_NUMBERS = _INTEGERS | {PREFIXES["xsd"] + name for name in ("decimal", "double")}
_DAY = PREFIXES["xsd"] + "date"
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_LONGEST = 60  # Letters of a web address; it leads to the whole one.


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a table shows it.

    Attributes:
        text: What is read.
        kind: "text", "number", "date", or "code" for the address of a thing.
        href: Where it leads, if it is a page of the web.
        language: Language of the text, if the graph knows it.
    """

    text: str
    kind: str = "text"
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The column in which a value stands.

    Attributes:
        language: Language of the page.
        name: The variable of the query.
        question: Name of the question.
        is_date: Whether its texts are imprecise dates.
    """

    language: Language
    name: str = ""
    question: str = ""
    is_date: bool = False


def cell(term: Term, column: Column) -> Cell:
    """Make a value readable: short addresses, dates in words, numbers with separators.

    Args:
        term: The value.
        column: Where it stands.
    """
    if isinstance(term, ox.NamedNode):
        return _address(term.value, column.language)
    if not isinstance(term, ox.Literal):
        return Cell(_printable(text(term)))
    if term.datatype.value in _NUMBERS:
        return Cell(_number(term, column.language), "number")
    if term.datatype.value == _BOOLEAN:
        return Cell(headings.truth(is_true=term.value == "true", language=column.language))
    is_day = column.is_date or term.datatype.value == _DAY
    day = dates.parse_or_none(term.value) if is_day else None
    return _date(day, column.language) if day else _word(term, column)


def _word(term: ox.Literal, column: Column) -> Cell:
    word = headings.value(term.value, column.name, column.language, column.question)
    if word is None:
        return Cell(_printable(term.value), language=term.language or "")
    return Cell(_printable(word), language=column.language)


def _date(day: dates.ImpreciseDate, language: Language) -> Cell:
    return Cell(words(day, language), "date")


def _address(iri: str, language: Language) -> Cell:
    if day := dates.at(iri):
        return _date(day, language)
    short = _printable(shorten(iri))
    if short != iri or iri.startswith(BASE):
        return Cell(short, "code")
    if is_web(iri):
        page = _printable(unquote(iri)).partition("://")[2]
        shown = page if len(page) <= _LONGEST else f"{page[: _LONGEST - 2]} …"
        return Cell(shown, href=link(iri))
    return Cell(short, "code")


def _number(term: ox.Literal, language: Language) -> str:
    if term.datatype.value in _INTEGERS:
        return decimal(int(term.value), language)
    return decimal(float(term.value), language)


def _printable(value: str) -> str:
    return "".join(c if c.isprintable() else " " for c in value)


def native(term: Term) -> Any:
    """Return a value as JSON has it: numbers and booleans as such, all else as text."""
    if term is None:
        return None
    kind = term.datatype.value if isinstance(term, ox.Literal) else ""
    value = text(term)
    if kind in _INTEGERS:
        return int(value)
    if kind in _NUMBERS:
        return float(value)
    return value == "true" if kind == _BOOLEAN else value
