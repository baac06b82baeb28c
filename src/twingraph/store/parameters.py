"""The parameters of a question: their types, and the names by which people mean things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core import ids
from twingraph.core.errors import QueryError, UnknownName
from twingraph.core.sparql import lend
from twingraph.core.terms import PREFIXES, slug, thing
from twingraph.core.text import clean, fold, suggest
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from twingraph.store.engine import Store


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


def terms(
    question: str, parameters: Iterable[Parameter], values: Mapping[str, str], store: Store
) -> dict[str, str]:
    """Write the values of a question's parameters as SPARQL terms, by name.

    Args:
        question: Name of the question, for messages.
        parameters: Its parameters.
        values: Values as a person writes them, by the name of the parameter.
        store: The store in which names are looked up.

    Raises:
        QueryError: A parameter is unknown, missing, or not of its type.
        UnknownName: There is no thing of that name.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f'{question} has no parameter "{name}"; its parameters: {takes}')
    return {
        name: _term(parameter, question, store, values.get(name, parameter.default))
        for name, parameter in known.items()
    }


def _term(parameter: Parameter, question: str, store: Store, value: str | None) -> str:
    if value is None:
        message = f"{question} needs the parameter {parameter.name} ({parameter.type})"
        raise QueryError(
            f"{message}: {parameter.description}" if parameter.description else message
        )
    if parameter.type in _THINGS:
        return f"<{resolve(parameter.type, value, store)}>"
    try:
        return _WRITERS[parameter.type](_cleaned(value))
    except ValueError as error:
        raise QueryError(f"parameter {parameter.name}: {error}") from None


def _cleaned(value: str) -> str:
    """Clean a value as the tables are cleaned.

    Raises:
        QueryError: A shell gave it in another encoding: Python keeps such bytes as surrogates.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        raise QueryError(f"{value!a} is not UTF-8; set the terminal to UTF-8") from None
    return clean(value)


def resolve(kind: str, name: str, store: Store) -> str:
    """Return the IRI of the thing that a person means.

    Args:
        kind: "city", "partnership", "official", "initiative", "network" or "source".
        name: Its id; for a city also any of its names, for a partnership its cities' ids in any
            order.
        store: The store in which it is looked up.

    Raises:
        UnknownName: There is none; the message has the nearest names.
        QueryError: Several cities have the name; the message lists them.
    """
    name = _cleaned(name)
    own = thing(_THINGS[kind], ids.partnership(ids.parts(name)) if kind == "partnership" else name)
    if store.query(f"ASK {{ <{own}> a ?type }}"):
        return own
    return _city(name, store) if kind == "city" else _unknown(kind, name, store)


def _city(name: str, store: Store) -> str:
    key = ox.Literal(fold(name))
    found = _column(
        store, f"SELECT DISTINCT ?city {{ ?city tg:nameKey {key} ; a tg:City }} ORDER BY ?city"
    )
    if len(found) > 1:
        raise QueryError(f'"{name}" may mean any of: {", ".join(map(slug, found))}')
    if not found:
        raise UnknownName("city", name, _near_cities(fold(name), store))
    return found[0]


def _near_cities(key: str, store: Store) -> list[str]:
    ask = "SELECT DISTINCT ?key ?city { ?city a tg:City ; tg:nameKey ?key } ORDER BY ?key ?city"
    cities = {row["key"].value: slug(row["city"].value) for row in select(store, ask)}
    return list(dict.fromkeys(cities[known] for known in suggest(key, cities)))


def _unknown(kind: str, name: str, store: Store) -> str:
    start = thing(_THINGS[kind], "")
    ask = f'SELECT DISTINCT ?x {{ ?x a ?type FILTER(STRSTARTS(STR(?x), "{start}")) }} ORDER BY ?x'
    raise UnknownName(kind, name, suggest(name, map(slug, _column(store, ask))))


def _column(store: Store, sparql: str) -> list[str]:
    return [row[0].value for row in select(store, sparql)]


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?\d{1,18}", value):
        raise ValueError(f'"{value}" is not a whole number')
    return value


def _day(value: str) -> str:
    from twingraph.core.dates import parse_day  # most questions ask for no day

    day = parse_day(value).isoformat()
    return str(ox.Literal(day, datatype=ox.NamedNode(PREFIXES["xsd"] + "date")))


def _language(value: str) -> str:
    try:
        ox.Literal("", language=value)  # it knows the grammar of language tags
    except ValueError:
        raise ValueError(f'"{value}" is not a language tag; write de, en, pl, uk …') from None
    return _text(value.lower())


def unspoken(tag: str, store: Store) -> str:
    """Return a note if nothing has a name in a language; empty if something has.

    Args:
        tag: The language, a BCP 47 tag.
        store: The store; its languages are in the note.
    """
    label = "?thing skos:prefLabel ?name"
    if store.query(lend(f"ASK {{ {label} FILTER(LANG(?name) = {_language(tag)}) }}")):
        return ""
    known = _column(store, f"SELECT DISTINCT (LANG(?name) AS ?tag) {{ {label} }} ORDER BY ?tag")
    languages = ", ".join(filter(None, known))
    return f'there are no names in the language "{tag}"; the languages are: {languages}'


def _text(value: str) -> str:
    return str(ox.Literal(value))


def _things(value: str) -> str:
    return " ".join(str(ox.NamedNode(_address(word))) for word in value.split())


def _address(word: str) -> str:
    kind, slash, name = word.partition("/")
    if not slash:
        raise ValueError(f'"{word}" is not an address; write one like city/krakow')
    return word if ":" in word else thing(kind, name)


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
TYPES = (*_WRITERS, *sorted(_THINGS))
