"""The parameters of a question: their types, and the names by which people mean things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from twingraph.core import ids
from twingraph.core.errors import AmbiguousName, QueryError, UnfitValueError, UnknownName
from twingraph.core.sparql import lend
from twingraph.core.terms import CONCEPT, PREFIXES, slug, thing
from twingraph.core.text import clean, fold, suggest
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from twingraph.store.engine import Store


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: Its name; it stands in the query with a dollar sign before it.
        type: "city", "day", "integer", "text", "language", the type of another thing, such as
            "partnership" or "source", whose id is then asked for, "kind" or "status": a concept,
            "first-day" or "last-day" of a date in EDTF, or "things": IRIs, or addresses such as
            city/krakow, with spaces between.
        default: Its value where none is given; None if there is none.
        description: What it means.
        is_optional: Whether it may be left out although it has no default.
    """

    name: str
    type: str
    default: str | None
    description: str
    is_optional: bool = False


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
            raise QueryError(f'{question} has no parameter "{name}"; it takes: {takes}')
    return {
        name: _term(parameter, question, store, values.get(name, parameter.default))
        for name, parameter in known.items()
        if name in values or not parameter.is_optional
    }


def _term(parameter: Parameter, question: str, store: Store, value: str | None) -> str:
    if value is None:
        message = f"{question} needs the parameter {parameter.name} ({parameter.type})"
        raise QueryError(
            f"{message}: {parameter.description}" if parameter.description else message
        )
    if parameter.type in THINGS:
        return f"<{resolve(parameter.type, value, store)}>"
    if parameter.type in SCHEMES:
        return f"<{_concept(parameter.type, _cleaned(value), store)}>"
    try:
        return _WRITERS[parameter.type](_cleaned(value))
    except ValueError as error:
        raise UnfitValueError(parameter.name, value, str(error)) from None


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
        kind: "city", "country", "partnership", "official", "initiative", "network" or "source".
        name: Its id; for a city or a country also any of its names, for a partnership its cities'
            ids in any order.
        store: The store in which it is looked up.

    Raises:
        UnknownName: There is none; the message has the nearest names.
        AmbiguousName: Several things have the name.
    """
    name = _cleaned(name)
    own = thing(THINGS[kind], _id(kind, name))
    if store.query(f"ASK {{ <{own}> a ?type }}"):
        return own
    return _named(kind, name, store) if kind in NAMED else _unknown(kind, name, store)


def _id(kind: str, name: str) -> str:
    """Return the id that a name would be, if it is one: PL is the id pl."""
    if kind == "partnership":
        return ids.partnership(ids.parts(name))
    return name.lower() if kind == "country" else name


def _named(kind: str, name: str, store: Store) -> str:
    key = ox.Literal(fold(name))
    ask = f"SELECT DISTINCT ?x {{ ?x tg:nameKey {key} ; a {NAMED[kind]} }} ORDER BY ?x"
    return _only(kind, name, _column(store, ask), partial(_near, kind, fold(name), store))


def _only(kind: str, name: str, found: Sequence[str], near: Callable[[], list[str]]) -> str:
    if len(found) > 1:
        raise AmbiguousName(name, map(slug, found))
    if not found:
        raise UnknownName(kind, name, near())
    return found[0]


def _near(kind: str, key: str, store: Store) -> list[str]:
    ask = f"""SELECT DISTINCT ?key ?x ?label {{
        ?x a {NAMED[kind]} ; tg:nameKey ?key ; rdfs:label ?label }} ORDER BY ?key ?x"""
    # The id of a country is its code, which does not say why it is near.
    known = {
        row["key"].value: row["label"].value if kind == "country" else slug(row["x"].value)
        for row in select(store, ask)
    }
    return list(dict.fromkeys(known[one] for one in suggest(key, known)))


def _concept(scheme: str, name: str, store: Store) -> str:
    """Return the concept of a scheme that a person means by its id, or by a label in any language.

    Raises:
        UnknownName: There is none; the message has all that there are.
        AmbiguousName: Several concepts have the label.
    """
    ask = f"""SELECT ?concept ?label {{
        ?concept skos:inScheme tgc:{scheme} ; skos:prefLabel|skos:altLabel ?label }}"""
    known: dict[str, set[str]] = {}
    for row in select(store, ask):
        concept = row["concept"].value
        for word in (row["label"].value, short(concept, scheme)):
            known.setdefault(fold(word), set()).add(concept)
    ids_ = sorted({short(concept, scheme) for found in known.values() for concept in found})
    return _only(scheme, name, sorted(known.get(fold(name), ())), lambda: ids_)


def short(concept: str, scheme: str) -> str:
    """Return the id of a concept in its scheme: ``twin-town`` for the kind-twin-town.

    Args:
        concept: Address of the concept.
        scheme: Name of the scheme, such as "kind".
    """
    return concept.removeprefix(f"{CONCEPT}{scheme}-")


def _unknown(kind: str, name: str, store: Store) -> str:
    start = thing(THINGS[kind], "")
    ask = f'SELECT DISTINCT ?x {{ ?x a ?type FILTER(STRSTARTS(STR(?x), "{start}")) }} ORDER BY ?x'
    raise UnknownName(kind, name, suggest(name, map(slug, _column(store, ask))))


def _column(store: Store, sparql: str) -> list[str]:
    return [row[0].value for row in select(store, sparql)]


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise ValueError(f'"{value}" is not a whole number')
    return value


def _day(value: str) -> str:
    from twingraph.core.dates import parse_day  # most questions ask for no day

    return _written(parse_day(value))


def _written(day: date) -> str:
    return str(ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date")))


def _bound(value: str, edge: Literal["earliest", "latest"]) -> str:
    """Write the first or the last day of a date: 1973 is from 1973-01-01 to 1973-12-31."""
    from twingraph.core.dates import parse

    day: date | None = getattr(parse(value), edge)
    if day is None:
        which = "first" if edge == "earliest" else "last"
        raise ValueError(f"“{value}” has no {which} day; write a year, a month or a day")
    return _written(day)


def language_tag(value: str) -> str:
    """Return a BCP 47 language tag as the graph writes it, in lower case.

    Raises:
        ValueError: It is none.
    """
    try:
        ox.Literal("", language=value)  # it knows the grammar of language tags
    except ValueError:
        raise ValueError(f'"{value}" is not a language tag; write de, en, pl, uk …') from None
    return value.lower()


def _language(value: str) -> str:
    return _text(language_tag(value))


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
    "first-day": partial(_bound, edge="earliest"),
    "integer": _integer,
    "language": _language,
    "last-day": partial(_bound, edge="latest"),
    "text": _text,
    "things": _things,
}
# Type of a parameter and the kind of thing in its address.
THINGS = {
    "city": "city",
    "country": "state",
    "initiative": "initiative",
    "network": "network",
    "official": "person",
    "partnership": "partnership",
    "source": "source",
}
# The class of the things that have names in many languages.
NAMED = {"city": "tg:City", "country": "tg:State"}
# Concepts, by the scheme that they are in.
SCHEMES = ("kind", "status")
TYPES = (*_WRITERS, *sorted(THINGS), *SCHEMES)
