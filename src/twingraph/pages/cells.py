"""The rows of an answer as a page shows them: things by their names, with links to their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pyoxigraph as ox

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.core.terms import BASE, CLAIM, PREFIXES, shorten
from twingraph.pages import headings
from twingraph.pages.links import link
from twingraph.pages.numbers import exact
from twingraph.pages.texts import texts_in
from twingraph.store import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.headings import Heading
    from twingraph.store.engine import Store
    from twingraph.store.names import Name
    from twingraph.store.results import Result, Term

SHOWN = 300  # rows on a page; a download has all of them
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}


class Linking(Protocol):
    """What a frame of pages knows of links."""

    @property
    def language(self) -> Language:
        """Language of the pages."""

    def link(self, page: str, iri: str) -> str:
        """Return the way from a page to that of a thing; "" if there is none."""


class Cell(NamedTuple):
    """A value as a page shows it.

    Attributes:
        text: What is read; "" if a page has no words for a thing.
        href: Where it leads, or "".
        address: The address of a thing that is not itself what is read, or "".
        is_number: Whether it is a number.
        language: Language of the text if it is known, and another than that of the page.
    """

    text: str
    href: str = ""
    address: str = ""
    is_number: bool = False
    language: str = ""


class Table(NamedTuple):
    """The rows of an answer.

    Attributes:
        columns: The headings of the columns that are shown.
        rows: The first rows.
        number: How many rows the answer has.
        is_cut: Whether there are more than these, which a limit of the service cut off.
    """

    columns: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    number: int
    is_cut: bool


def table(
    answer: Result, store: Store, frame: Linking, question: str = "", page: str = ""
) -> Table:
    """Return an answer as a page shows it.

    A column of names that goes with a column of addresses is not shown beside it: the things are
    shown by their names anyway. Nor is one of a question that repeats these names in every row, or
    one of claims that have no pages. Addresses stand beside names only for those who write queries.

    Args:
        answer: The answer.
        store: The store that has the names.
        frame: The frame of the page.
        question: Name of the question that is answered; "" for a query of somebody's own.
        page: The page with the table, if links are not the same on all pages.
    """
    solutions = answer.solutions()
    shown = solutions[:SHOWN]
    columns = [name for name in answer.columns if not _is_beside(name, answer.columns)]
    writer = Writer((row[name] for row in shown for name in columns), store, frame, question, page)
    cells = {name: [writer.cell(row[name], name) for row in shown] for name in columns}
    kept = columns
    if question:
        kept = _telling(cells)
        cells = {name: [cell._replace(address="") for cell in cells[name]] for name in kept}
    rows = tuple(zip(*(cells[name] for name in kept), strict=True))
    named = tuple(headings.heading(name, frame.language, question) for name in kept)
    return Table(named, rows, len(solutions), answer.is_cut)


def _telling(cells: Mapping[str, Sequence[Cell]]) -> list[str]:
    """Return the columns but those without words, and those that only repeat names of another."""
    texts = {
        name: [cell.text for cell in column]
        for name, column in cells.items()
        if not column or any(cell.text or not cell.address for cell in column)
    }
    named = {name for name, column in cells.items() if any(cell.address for cell in column)}
    told = [texts[name] for name in named & texts.keys()]
    return [name for name in texts if name in named or texts[name] not in told]


def _is_beside(column: str, columns: Sequence[str]) -> bool:
    return column.endswith("_name") and column.removesuffix("_name") in columns


class Writer:
    """Writes values as cells, with the names of all things among them.

    Args:
        values: The values.
        store: The store that has the names.
        frame: The frame of the page.
        question: Name of the question that has the values in its answer; "" if none has.
        page: The page with the values, if links are not the same on all pages.
    """

    def __init__(
        self,
        values: Iterable[Term],
        store: Store,
        frame: Linking,
        question: str = "",
        page: str = "",
    ) -> None:
        things = {value.value for value in values if isinstance(value, ox.NamedNode)}
        self._frame, self._question, self._page = frame, question, page
        self._names: Mapping[str, Name] = names.named(things, frame.language, store)

    def cell(self, value: Term, column: str = "") -> Cell:
        """Return a value as a cell.

        Args:
            value: The value.
            column: The variable of the query whose value it is, if it is one.
        """
        if isinstance(value, ox.NamedNode):
            return self._thing(value.value)
        if not isinstance(value, ox.Literal):
            return Cell("" if value is None else str(value))
        if value.datatype.value in _NUMBERS:
            return Cell(exact(value.value, self._frame.language), is_number=True)
        word = self._word(value, column)
        if word is None:
            return Cell(value.value, language=self._foreign(value.language))
        return Cell(word)

    def _word(self, value: ox.Literal, column: str) -> str | None:
        language = self._frame.language
        if self._question and value.datatype.value == _BOOLEAN:
            return headings.truth(is_true=value.value == "true", language=language)
        return headings.value(value.value, column, language, self._question)

    def _foreign(self, language: str | None) -> str:
        return language if language and language != self._frame.language else ""

    def _thing(self, iri: str) -> Cell:
        if day := dates.at(iri):
            return Cell(words(day, self._frame.language), self._frame.link(self._page, iri))
        short, name = shorten(iri), self._names.get(iri)
        href = self._frame.link(self._page, iri) or ("" if iri.startswith(BASE) else link(iri))
        if self._question and iri.startswith(CLAIM):  # what it says stands in its row
            own = texts_in(self._frame.language)
            return Cell(own.pgettext("value", "details") if href else "", href, short)
        if name is None:
            return Cell(short, href)
        return Cell(name.text, href, short, language=self._foreign(name.language))
