"""The tables that the API has, made of the same questions as the files for counting.

What is declared here is all that handlers read a request by, and all that the description of the
API says; so the two cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from twingraph.columns import claimed, tables
from twingraph.store import questions
from twingraph.store.questions import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.store.parameters import Parameter
    from twingraph.store.questions import Question

CLAIMS = tables.CLAIMS
SOURCES = "sources"
# Kinds of the things whose ids a column has.
_KINDS = {
    "city": "city",
    "city_a": "city",
    "city_b": "city",
    "claim": "claim",
    "country": "state",
    "country_a": "state",
    "country_b": "state",
    "membership": "membership",
    "network": "network",
    "official": "person",
    "partnership": "partnership",
    "post": "post",
    "source": "source",
    "term": "term",
}
# The column with the id of a row, where each row is a thing.
_KEYS = {
    CLAIMS: "claim",
    SOURCES: "source",
    "cities": "city",
    "memberships": "membership",
    "partnerships": "partnership",
    "terms": "term",
}
# What the rows of other tables are about: the address after "id/", with columns in braces.
_ABOUT = {
    "members": "partnership/{partnership}",
    "names": "city/{city}",
    "phases": "phase/{partnership}/{number}",
}
_OF_SOURCES = (
    Column("source", "text", "Id of the source."),
    Column("title", "text", "Its title."),
    Column("publisher", "text", "Who has published it."),
    Column("kind", "text", "Its kind, a concept of the kinds of sources, such as news."),
    Column("language", "text", "Its language, a BCP 47 tag."),
    Column("published", "text", "When it was published, in EDTF."),
    Column("retrieved", "day", "The day on which it was read."),
    Column("address", "text", "Its address on the web."),
)
_SINGLE = ("phases",)  # each thing has one row, and the row no column with its id
_FILTERS = re.compile(r"^[ \t]*#\+[ \t]*filter .+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Resource:
    """A table that the API has.

    Attributes:
        name: Its name, such as "cities"; it lies at ``/api/cities``.
        summary: What its rows are.
        columns: Its columns.
        question: The question that has its rows; with choices, those of the things it is given.
        filters: The question for the things that meet filters; None if the table has no filters.
        key: The column with the id of a row; empty if a row has no address in the API.
        choices: The questions of which one must be asked which things have rows, by the name of
            their only parameter; without any, all things of the question have.
    """

    name: str
    summary: str
    columns: tuple[Column, ...]
    question: Question
    filters: Question | None = None
    key: str = ""
    choices: Mapping[str, Question] = field(default_factory=dict)

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """What may be given beside columns: what chooses the things, and filters."""
        chosen = [one for question in self.choices.values() for one in question.parameters]
        return (*chosen, *(self.filters.takes if self.filters else ()))

    @property
    def equalities(self) -> tuple[Column, ...]:
        """The columns whose value may be given; a filter takes the place of its namesake."""
        taken = {parameter.name for parameter in self.takes}
        return tuple(column for column in self.columns if column.name not in taken)

    @property
    def place(self) -> str:
        """What a row is about: the part of its address after "id/", with columns in braces."""
        return f"{self.ids[self.key]}/{{{self.key}}}" if self.key else _ABOUT[self.name]

    @property
    def is_single(self) -> bool:
        """Whether each thing has exactly one row."""
        return bool(self.key) or self.name in _SINGLE

    def narrows_by(self, name: str) -> bool:
        """Whether a parameter chooses some of the rows."""
        names = [one.name for one in self.takes] + [one.name for one in self.columns]
        return name in names

    @property
    def ids(self) -> Mapping[str, str]:
        """The columns that have ids, with the kind of the things."""
        return {one.name: _KINDS[one.name] for one in self.columns if one.name in _KINDS}

    @property
    def names(self) -> Mapping[str, str]:
        """The columns that have names, with the columns that have the ids of what is named."""
        own = {column.name for column in self.columns}
        beside = {f"{id_}_name": id_ for id_ in self.ids if f"{id_}_name" in own}
        return beside | ({"name": self.key} if self.key and "name" in own else {})


@cache
def known() -> Mapping[str, Resource]:
    """Return the tables of the API, by their names."""
    found = {name: _table(name, question) for name, question in tables.asked().items()}
    chosen = (
        _chosen(CLAIMS, claimed.COLUMNS, "api/claims-about", "api/claims-of"),
        _chosen(SOURCES, _OF_SOURCES, "api/sources-about"),
    )
    return found | {one.name: one for one in chosen}


def of_kind(kind: str) -> Resource | None:
    """Return the table that has a row for each thing of a kind; None if there is none."""
    keyed = (one for one in known().values() if one.key)
    return next((one for one in keyed if one.ids[one.key] == kind), None)


def _table(name: str, question: Question) -> Resource:
    told = replace(question, sparql=question.sparql.replace("SELECT ", "SELECT ?this ", 1))
    return Resource(
        name,
        question.summary,
        question.columns,
        told,
        filters=_narrowed(question) if question.filters else None,
        key=_KEYS.get(name, ""),
    )


def _narrowed(question: Question) -> Question:
    """Return the question for the things alone, with the filters of the table."""
    lines = "\n".join(_FILTERS.findall(question.sparql))
    text = f"SELECT DISTINCT ?this\nWHERE {{\n{question.rows} .\n{lines}\n}}"
    return questions.parse(text, question.name)


def _chosen(name: str, columns: tuple[Column, ...], *choices: str) -> Resource:
    """Return a table of things so many that a request has to say which ones it wants."""
    question = questions.named(f"api/{name}")
    asked = {one.parameters[0].name: one for one in map(questions.named, choices)}
    return Resource(name, question.summary, columns, question, key=_KEYS[name], choices=asked)
