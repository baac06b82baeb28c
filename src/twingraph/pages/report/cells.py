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
from twingraph.pages.report.answers import text

if TYPE_CHECKING:
    from twingraph.store.results import Term

_INTEGERS = {PREFIXES["xsd"] + "integer"}
_NUMBERS = _INTEGERS | {PREFIXES["xsd"] + name for name in ("decimal", "double")}
_DAY = PREFIXES["xsd"] + "date"
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_LONGEST = 60  # Letters of a web address; it leads to the whole one.
_SEPARATED = 10_000  # Shorter numbers, years among them, read best without a separator.


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


def cell(term: Term, *, edtf: bool = False) -> Cell:
    """Make a value readable: short addresses, dates in words, numbers with separators.

    Args:
        term: The value.
        edtf: Whether a text is an imprecise date.
    """
    if isinstance(term, ox.NamedNode):
        return _address(term.value)
    if not isinstance(term, ox.Literal):
        return Cell(_printable(text(term)))
    if term.datatype.value in _INTEGERS:
        return Cell(number(int(term.value)), "number")
    if term.datatype.value in _NUMBERS:
        return Cell(term.value, "number")
    if term.datatype.value == _BOOLEAN:
        return Cell("yes" if term.value == "true" else "no")
    day = dates.parse_or_none(term.value) if edtf or term.datatype.value == _DAY else None
    return _date(day) if day else Cell(_printable(term.value), language=term.language or "")


def _date(day: dates.ImpreciseDate) -> Cell:
    return Cell(words(day, "en"), "date")


def _address(iri: str) -> Cell:
    if day := dates.at(iri):
        return _date(day)
    short = _printable(shorten(iri))
    if short != iri or iri.startswith(BASE):
        return Cell(short, "code")
    if is_web(iri):
        page = _printable(unquote(iri)).partition("://")[2]
        return Cell(page if len(page) <= _LONGEST else f"{page[: _LONGEST - 2]} …", href=iri)
    return Cell(short, "code")


def number(value: int) -> str:
    """Write a whole number, with separators if it is long."""
    return f"{value:,}" if abs(value) >= _SEPARATED else str(value)


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
