"""Named questions: one ``.rq`` file each, with a header that has its summary and parameters.

::

    #+ summary: Twin towns of a city, with kind, start, status and source.
    #+ tags: cities, partnerships
    #+ param city: city  The city, by any of its names.
    #+ param language: language = en  Language of the labels.

A parameter stands in the query as ``$city``; the file stays valid SPARQL. A line ``#+ filter``
stands where a condition is put if a filter is given; see ``twingraph.store.filters``. A table for
counting also says what its columns are, and which pattern of its query finds the things that have
rows::

    #+ rows: ?this a tg:City
    #+ column city: text  Id of the city.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import resources, sparql
from twingraph.core.errors import CannotError, QueryError, UnknownName
from twingraph.core.text import suggest
from twingraph.store import filters
from twingraph.store.parameters import TYPES, Parameter, terms, unspoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from twingraph.store.engine import Store
    from twingraph.store.results import Answer

_KEYS = ("summary", "tags", "note", "param", "filter", "column", "rows")
_HEADER = re.compile(r"#\+\s*(\w+)\s*(.*)")
_COLUMN = re.compile(r"(\w+)\s*:\s*(\w+)\s{2,}(.+)")
_PARAM = re.compile(r"(\w+)\s*:\s*([\w-]+)(?:\s*=\s*(\S+))?(?:\s{2,}(.*))?")


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name.
        type: text, integer, number, day or boolean.
        description: What stands in it.
    """

    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the text of its query and the content of its header.

    Attributes:
        name: Name of the file without its ending; with the folder for checks.
        summary: The question, in one sentence.
        tags: Subjects.
        note: What a reader should know about the answer.
        parameters: Its parameters.
        filters: What its rows may be narrowed to.
        sparql: The query.
        columns: Columns of its answer, if it is a table.
        rows: Pattern that finds the things of which a table has rows; ``?this`` is one of them.
    """

    name: str
    summary: str
    tags: tuple[str, ...]
    note: str
    parameters: tuple[Parameter, ...]
    filters: tuple[Parameter, ...]
    sparql: str
    columns: tuple[Column, ...] = ()
    rows: str = ""

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """All that may be given: its parameters, then its filters."""
        return self.parameters + self.filters

    def ask(
        self, store: Store, values: Mapping[str, str] | None = None, most: int | None = None
    ) -> Answer:
        """Put the question to a store.

        Args:
            store: The store that answers.
            values: Values of the parameters, as a person writes them.
            most: Rows or triples after which the answer is cut off; None is without limit.

        Raises:
            QueryError: A parameter is unknown, missing, or not of its type.
        """
        return store.query(self.fill(store, values or {}), most)

    def notes(self, store: Store, values: Mapping[str, str]) -> list[str]:
        """Return notes on values that a person may not expect: a language without any names.

        Args:
            store: The store that answers.
            values: Values of the parameters, as a person writes them.
        """
        languages = [p.name for p in self.parameters if p.type == "language" and p.name in values]
        return [note for name in languages if (note := unspoken(values[name], store))]

    def fill(self, store: Store, values: Mapping[str, str]) -> str:
        """Return the query with its parameters filled in, which any SPARQL engine can run.

        Args:
            store: The store in which names are looked up.
            values: Values of the parameters, as a person writes them.
        """
        return self._filled(self.takes, store, values)

    def show(self, store: Store, values: Mapping[str, str]) -> str:
        """Return the query for people to read, in which parameters without a value stay.

        Args:
            store: The store in which names are looked up.
            values: Values of some parameters, as a person writes them.
        """
        takes = [replace(each, is_optional=each.default is None) for each in self.takes]
        return self._filled(takes, store, values)

    def _filled(self, takes: Iterable[Parameter], store: Store, values: Mapping[str, str]) -> str:
        self._refuse_filters(values)
        filled = terms(self.name, takes, values, store)
        narrowing = {each.name for each in self.filters}
        filters.refuse_reversed(values, {n: term for n, term in filled.items() if n in narrowing})
        return sparql.fill(filters.put(self.sparql, values), filled)

    def _refuse_filters(self, values: Iterable[str]) -> None:
        """Refuse a filter of other questions that makes no sense for this one."""
        takes = {parameter.name: None for parameter in self.takes}
        for name in values:
            if name in filters.NAMES and name not in takes:
                raise QueryError(
                    f'{self.name} has no filter "{name}"; it takes: {", ".join(takes) or "none"};'
                    " twingraph query --list shows which questions have it"
                )


def parse(text: str, name: str) -> Question:
    """Read a query with its header; a query without a header has no parameters.

    Args:
        text: The text of the file.
        name: Name of the question, for messages.

    Raises:
        QueryError: The header is wrong; the message has the line.
    """
    entries: dict[str, list[str]] = {key: [] for key in _KEYS}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#+"):
            key, value = _header_line(line, f"{name}: line {number}")
            entries[key].append(value)
    parameters = tuple(_parameter(entry, name) for entry in entries["param"])
    _compare_parameters(text, parameters, name)
    return Question(
        name=name,
        summary=" ".join(entries["summary"]),
        tags=tuple(tag.strip() for line in entries["tags"] for tag in line.split(",")),
        note=" ".join(entries["note"]),
        parameters=parameters,
        filters=filters.declared(entries["filter"], {p.name for p in parameters}, name),
        sparql=sparql.lend(text),
        columns=tuple(_column(entry, name) for entry in entries["column"]),
        rows=" ".join(entries["rows"]),
    )


def _header_line(line: str, place: str) -> tuple[str, str]:
    match = _HEADER.fullmatch(line.strip())
    key = match[1] if match else ""
    if not match or key not in _KEYS:
        raise QueryError(f"{place}: “{line.strip()}” is not one of: #+ {', #+ '.join(_KEYS)}")
    return key, match[2].removeprefix(":").strip()


def _parameter(entry: str, place: str) -> Parameter:
    match = _PARAM.fullmatch(entry)
    if not match:
        form = "#+ param name: type = default  description"
        raise QueryError(f"{place}: “#+ param {entry}” does not have the form {form}")
    if match[2] not in TYPES:
        known = ", ".join(TYPES)
        raise QueryError(
            f"{place}: parameter {match[1]} has the unknown type {match[2]}; the types are: {known}"
        )
    return Parameter(match[1], match[2], match[3], match[4] or "")


def _column(entry: str, place: str) -> Column:
    match = _COLUMN.fullmatch(entry)
    if not match:
        form = "#+ column name: type  description"
        raise QueryError(f"{place}: “#+ column {entry}” does not have the form {form}")
    return Column(match[1], match[2], match[3])


def _compare_parameters(text: str, declared: Iterable[Parameter], name: str) -> None:
    """Compare the parameters of a header with the query; without a header, $x is a variable."""
    known = {parameter.name for parameter in declared}
    used = sparql.parameters(text)
    for missing in sorted(used - known if known else ()):
        raise QueryError(f"{name}: the query uses ${missing}, but has no “#+ param {missing}: …”")
    for idle in sorted(known - used):
        raise QueryError(
            f"{name}: “#+ param {idle}” is declared, but the query does not use ${idle}"
        )


# --- the shelf ----------------------------------------------------------------------------------


# Queries to Wikidata are not questions to a build.
_OF_WIKIDATA = "wikidata"


@cache
def shelf() -> Mapping[str, Path]:
    """Return the files of the named questions, by name, such as twin-towns or check/two-values."""
    root = resources.folder("queries")
    files = sorted(root.glob("*.rq")) + sorted(root.glob("*/*.rq"))
    asked = [file for file in files if file.parent.name != _OF_WIKIDATA]
    return {file.relative_to(root).with_suffix("").as_posix(): file for file in asked}


@cache
def of_people() -> tuple[Question, ...]:
    """Return the questions that people ask, in the order of their names.

    Those in folders are asked by the program.
    """
    return tuple(named(name) for name in sorted(shelf()) if "/" not in name)


def beginning(letters: str) -> list[str]:
    """Return the names of questions that begin with some letters, such as report/.

    Raises:
        UnknownName: None does.
    """
    found = [name for name in shelf() if name.startswith(letters)]
    if not found:
        raise _unknown(letters)
    return found


def named(name: str) -> Question:
    """Read a named question.

    Raises:
        UnknownName: There is no question of that name.
    """
    if name not in shelf():
        raise _unknown(name)
    return _shelved(name)


def _unknown(name: str) -> UnknownName:
    # The questions in folders are asked by the program; who means one types the folder.
    known = [other for other in shelf() if ("/" in other) <= ("/" in name)]
    return UnknownName("question", name, suggest(name, known))


@cache
def _shelved(name: str) -> Question:
    return parse(shelf()[name].read_text(encoding="utf-8"), name)


def read(path: Path) -> Question:
    """Read a question from a user's own file.

    Raises:
        CannotError: The file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror}") from error
    return parse(decode(data, str(path)), str(path))


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a query as UTF-8, with or without a byte order mark.

    Args:
        data: The bytes.
        name: Name of the query, for messages.

    Raises:
        QueryError: They are not UTF-8; the message has the line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}"
        raise QueryError(f"{name}: line {line}: {byte} is not UTF-8; save it as UTF-8") from None
