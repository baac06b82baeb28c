"""Named questions: a ``.rq`` file each, with a header that says what it asks and takes.

::

    #+ summary: Twin towns of a city, with kind, start, status and source.
    #+ tags: cities, partnerships
    #+ param city: city  The city, by any of its names.
    #+ param language: language = en  Language of the labels.

A parameter stands in the query as ``$city``; the file stays valid SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core import dates, resources
from twingraph.core.errors import CannotError, QueryError, UnknownName
from twingraph.core.sparql import TOKEN, fill
from twingraph.core.terms import PREFIXES, PROLOGUE, thing
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from twingraph.store.engine import Answer, Store

_KEYS = ("summary", "tags", "note", "param")
_HEADER = re.compile(r"#\+\s*(\w+)\s*(.*)")
_PARAM = re.compile(r"(\w+)\s*:\s*([\w-]+)(?:\s*=\s*(\S+))?(?:\s{2,}(.*))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: Its name; it stands in the query with a dollar sign before it.
        type: "city", "day", "integer", "text", "language", the type of another thing, such as
            "partnership" or "source", whose id is then asked for, or "things": IRIs, or addresses
            such as city/krakow, with spaces between.
        default: Its value where none is given; None if it must be given.
        description: What it means.
    """

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its text and what its header says.

    Attributes:
        name: Name of the file without its ending; with the folder for checks.
        summary: What it asks, in one sentence.
        tags: Subjects.
        note: What a reader should know about the answer.
        parameters: What it takes.
        sparql: The query.
    """

    name: str
    summary: str
    tags: tuple[str, ...]
    note: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def ask(self, store: Store, values: Mapping[str, str] | None = None) -> Answer:
        """Put the question to a store.

        Args:
            store: Who answers.
            values: Values of the parameters, as a person writes them.

        Raises:
            QueryError: A parameter is unknown, missing, or not of its type.
        """
        return store.query(self.fill(store, values or {}))

    def notes(self, store: Store, values: Mapping[str, str]) -> list[str]:
        """Say what a person may not expect of these values: a language that nothing is named in."""
        languages = [p.name for p in self.parameters if p.type == "language" and p.name in values]
        return [note for name in languages if (note := _unspoken(values[name], store))]

    def fill(self, store: Store, values: Mapping[str, str]) -> str:
        """Return the query with its parameters filled in, as any SPARQL engine takes it."""
        terms = _terms(self, store, values)
        return fill(self.sparql, terms)


def parse(text: str, name: str) -> Question:
    """Read a query with its header; a query without a header has no parameters.

    Raises:
        QueryError: The header is wrong; the message says which line.
    """
    entries: dict[str, list[str]] = {key: [] for key in _KEYS}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#+"):
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
        sparql=_with_prefixes(text),
    )


def _header_line(line: str, place: str) -> tuple[str, str]:
    match = _HEADER.fullmatch(line.strip())
    key = match[1] if match else ""
    if not match or key not in _KEYS:
        raise QueryError(f"{place}: “{line.strip()}” is none of: #+ {', #+ '.join(_KEYS)}")
    return key, match[2].removeprefix(":").strip()


def _parameter(entry: str, place: str) -> Parameter:
    match = _PARAM.fullmatch(entry)
    if not match:
        form = "#+ param name: type = default  description"
        raise QueryError(f"{place}: “#+ param {entry}” does not have the form {form}")
    if match[2] not in _WRITERS and match[2] not in _THINGS:
        known = ", ".join([*_WRITERS, *sorted(_THINGS)])
        raise QueryError(
            f"{place}: parameter {match[1]} has the type {match[2]}; there are: {known}"
        )
    return Parameter(match[1], match[2], match[3], match[4] or "")


def _compare_parameters(text: str, parameters: Iterable[Parameter], name: str) -> None:
    declared = {parameter.name for parameter in parameters}
    used = {token["name"] for token in TOKEN.finditer(text) if token["name"]}
    for missing in sorted(used - declared):
        raise QueryError(f"{name}: ${missing} stands in the query, but no “#+ param {missing}: …”")
    for idle in sorted(declared - used):
        raise QueryError(f"{name}: “#+ param {idle}” is declared, but ${idle} is not in the query")


def _with_prefixes(text: str) -> str:
    """Leave a query alone that declares its own prefixes; lend ours to one that has none."""
    has = any((token["word"] or "").upper() == "PREFIX" for token in TOKEN.finditer(text))
    return text if has else PROLOGUE + text


# --- the shelf ----------------------------------------------------------------------------------


# What is asked of Wikidata is no question to a build.
_OF_WIKIDATA = "wikidata"


@cache
def shelf() -> Mapping[str, Path]:
    """Files of the named questions, by name; those in a folder are called check/… and view/…."""
    root = resources.folder("queries")
    files = sorted(root.glob("*.rq")) + sorted(root.glob("*/*.rq"))
    asked = [file for file in files if file.parent.name != _OF_WIKIDATA]
    return {file.relative_to(root).with_suffix("").as_posix(): file for file in asked}


def named(name: str) -> Question:
    """Take a question from the shelf.

    Raises:
        UnknownName: There is none of that name.
    """
    if name not in shelf():
        # The questions in folders are asked by the program; who means one types the folder.
        known = [other for other in shelf() if ("/" in other) <= ("/" in name)]
        raise UnknownName("question", name, _near(name, known))
    return parse(shelf()[name].read_text(encoding="utf-8"), name)


def read(path: Path) -> Question:
    """Read a question from a file of one's own.

    Raises:
        CannotError: The file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror}") from error
    return parse(decode(data, str(path)), str(path))


def decode(data: bytes, name: str) -> str:
    """Take a query's bytes for UTF-8, with or without a byte order mark.

    Raises:
        QueryError: They are not; the message says in which line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}"
        raise QueryError(f"{name}: line {line}: {byte} is not UTF-8; save it as UTF-8") from None


def _near(name: str, known: Iterable[str]) -> list[str]:
    from rapidfuzz import process  # only a mistake needs it

    return [match for match, _, _ in process.extract(name, list(known), limit=3, score_cutoff=65)]


# --- parameters ---------------------------------------------------------------------------------


def _terms(question: Question, store: Store, values: Mapping[str, str]) -> dict[str, str]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f'{question.name} has no parameter "{name}"; it takes: {takes}')
    return {
        name: _term(parameter, question, store, values.get(name, parameter.default))
        for name, parameter in known.items()
    }


def _term(parameter: Parameter, question: Question, store: Store, value: str | None) -> str:
    if value is None:
        message = f"{question.name} needs the parameter {parameter.name} ({parameter.type})"
        raise QueryError(
            f"{message}: {parameter.description}" if parameter.description else message
        )
    if parameter.type in _THINGS:
        return f"<{resolve(parameter.type, value, store)}>"
    _refuse_undecoded(value)
    try:
        return _WRITERS[parameter.type](value)
    except ValueError as error:
        raise QueryError(f"parameter {parameter.name}: {error}") from None


def _refuse_undecoded(value: str) -> None:
    """Refuse what a shell gave in another encoding: Python keeps such bytes as lone surrogates."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise QueryError(f"{value!a} is not UTF-8; set the terminal to UTF-8") from None


def resolve(kind: str, name: str, store: Store) -> str:
    """Find the thing that a person means.

    Args:
        kind: "city", "partnership", "official", "initiative", "network" or "source".
        name: Its id; for a city also any of its names, for a partnership its cities' ids in any
            order.
        store: Where to look.

    Returns:
        Its IRI.

    Raises:
        UnknownName: There is none; the message names those that come near.
        QueryError: Several cities bear the name; the message says which.
    """
    _refuse_undecoded(name)
    own = thing(_THINGS[kind], _in_order(name) if kind == "partnership" else name)
    if store.query(f"ASK {{ <{own}> a ?type }}"):
        return own
    return _city(name, store) if kind == "city" else _unknown(kind, name, store)


def _in_order(partnership: str) -> str:
    """Put the cities of a partnership's id in order; a number behind them stays behind them."""
    parts = partnership.split("--")
    return "--".join(sorted(parts, key=lambda part: (part.isdecimal(), part)))


def _city(name: str, store: Store) -> str:
    from twingraph.core.text import fold  # transliteration tables take 20 ms to load

    key = ox.Literal(fold(name))
    found = _column(
        store, f"SELECT DISTINCT ?city {{ ?city tg:nameKey {key} ; a tg:City }} ORDER BY ?city"
    )
    if len(found) > 1:
        raise QueryError(f'"{name}" may be any of: {", ".join(map(_slug, found))}')
    if not found:
        raise UnknownName("city", name, _near_cities(fold(name), store))
    return found[0]


def _near_cities(key: str, store: Store) -> list[str]:
    ask = "SELECT DISTINCT ?key ?city { ?city a tg:City ; tg:nameKey ?key } ORDER BY ?key ?city"
    cities = {row["key"].value: _slug(row["city"].value) for row in select(store, ask)}
    return list(dict.fromkeys(cities[near] for near in _near(key, cities)))


def _unknown(kind: str, name: str, store: Store) -> str:
    start = thing(_THINGS[kind], "")
    ask = f'SELECT DISTINCT ?x {{ ?x a ?type FILTER(STRSTARTS(STR(?x), "{start}")) }} ORDER BY ?x'
    raise UnknownName(kind, name, _near(name, map(_slug, _column(store, ask))))


def _column(store: Store, sparql: str) -> list[str]:
    return [row[0].value for row in select(store, sparql)]


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?\d{1,18}", value):
        raise ValueError(f'"{value}" is not a whole number')
    return value


def _day(value: str) -> str:
    day = dates.parse_day(value).isoformat()
    return str(ox.Literal(day, datatype=ox.NamedNode(PREFIXES["xsd"] + "date")))


def _language(value: str) -> str:
    try:
        ox.Literal("", language=value)  # it knows the grammar of language tags
    except ValueError:
        raise ValueError(f'"{value}" is no language tag; write de, en, pl, uk …') from None
    return _text(value.lower())


def _unspoken(tag: str, store: Store) -> str:
    """Say so if nothing is named in a language, and in which ones things are."""
    label = "?thing skos:prefLabel ?name"
    if store.query(f"{PROLOGUE}ASK {{ {label} FILTER(LANG(?name) = {_language(tag)}) }}"):
        return ""
    known = _column(store, f"SELECT DISTINCT (LANG(?name) AS ?tag) {{ {label} }} ORDER BY ?tag")
    return (
        f'nothing has a name in the language "{tag}"; there are: {", ".join(filter(None, known))}'
    )


def _text(value: str) -> str:
    return str(ox.Literal(value))


def _things(value: str) -> str:
    return " ".join(str(ox.NamedNode(_address(word))) for word in value.split())


def _address(word: str) -> str:
    kind, slash, slug = word.partition("/")
    if not slash:
        raise ValueError(f'"{word}" is no address; write city/krakow')
    return word if ":" in word else thing(kind, slug)


_WRITERS: dict[str, Callable[[str], str]] = {
    "day": _day,
    "integer": _integer,
    "language": _language,
    "text": _text,
    "things": _things,
}
# Type of a parameter and the kind of thing in its address.
_THINGS = {
    "city": "city",
    "initiative": "initiative",
    "network": "network",
    "official": "person",
    "partnership": "partnership",
    "source": "source",
}
