"""What a request wants of a table: conditions, order, part, language and format.

Each parameter is declared once: the same declaration reads what was given, and says in the
description of the API what may be given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.errors import QueryError
from twingraph.core.languages import LANGUAGES
from twingraph.core.text import did_you_mean, quoted, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from twingraph.serve.api.resources import Resource
    from twingraph.store.questions import Column

FORMATS = ("json", "csv")
USUAL = 100  # rows of an answer
MOST = 10_000
MOST_OFFSET = 1_000_000_000
MOST_VALUES = 50  # of one column

_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EMPTY = {"const": ""}
# Ids that may be given as any name of the thing, by its kind, with the type of such a parameter.
NAMED = {"city": "city", "state": "country"}


class Type(NamedTuple):
    """What the value of a parameter must be.

    Attributes:
        words: What it is called in a message.
        schema: What it looks like, in JSON Schema.
        read: Reads it from text; fails with a ``ValueError``.
    """

    words: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]


class Declared(NamedTuple):
    """A parameter of a request.

    Attributes:
        name: Its name.
        description: What it means.
        schema: What its value looks like, in JSON Schema.
    """

    name: str
    description: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request wants of a table.

    Attributes:
        given: Values of filters and of what chooses the things, as a person writes them.
        named: The cities or states that a column may have, by column, by any of their names.
        equal: The values that a column may have, by column; None is an empty cell.
        sort: Columns to sort by, the first first, and whether downward.
        limit: The greatest number of rows.
        offset: The number of rows that are left out before them.
        language: Language of the names.
        format: "json" or "csv"; empty if the request does not say.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    equal: Mapping[str, frozenset[Any]] = field(default_factory=dict)
    sort: tuple[tuple[str, bool], ...] = ()
    limit: int = USUAL
    offset: int = 0
    language: str = "en"
    format: str = ""


def _text(value: str) -> str:
    return value


def _matching(pattern: re.Pattern[str], convert: Callable[[str], Any]) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        if not pattern.fullmatch(value):
            raise ValueError
        return convert(value)

    return read


def _whole(least: int, most: int, usual: int) -> Type:
    def read(value: str) -> int:
        if not (_WHOLE.fullmatch(value) and least <= int(value) <= most):
            raise ValueError
        return int(value)

    schema = {"type": "integer", "minimum": least, "maximum": most, "default": usual}
    return Type(f"a whole number from {least:,} to {most:,}", schema, read)


def _one_of(values: Sequence[str], usual: str = "") -> Type:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError
        return value

    schema = {"type": "string", "enum": [*values]} | ({"default": usual} if usual else {})
    return Type(f"one of {', '.join(values)}", schema, read)


_TYPES = {
    "text": Type("a text", {"type": "string"}, _text),
    "integer": Type("a whole number", {"type": "integer"}, _matching(_WHOLE, int)),
    "number": Type("a number", {"type": "number"}, _matching(_NUMBER, float)),
    "day": Type(
        "a day such as 1973-09-08",
        {"type": "string", "format": "date"},
        _matching(_DAY, date.fromisoformat),
    ),
    "boolean": Type("true or false", {"type": "boolean"}, {"true": True, "false": False}.get),
}
ANY_NAME = "Any name of it may be given."  # where a column has ids
_PAGING = {
    "limit": (_whole(1, MOST, USUAL), "The greatest number of rows."),
    "offset": (_whole(0, MOST_OFFSET, 0), "The number of rows to leave out before them."),
    "lang": (_one_of(LANGUAGES, "en"), "Language of the names, where there are names in it."),
    "format": (_one_of(FORMATS), "Format of the answer; without it, the header Accept decides."),
}


def declared_of_one() -> list[Declared]:
    """Return all parameters that a request for one thing may have."""
    type_, words = _PAGING["lang"]
    return [Declared("lang", words, type_.schema)]


def declared(resource: Resource) -> list[Declared]:
    """Return all parameters that a request for a table may have."""
    given = (Declared(one.name, one.description, {"type": "string"}) for one in resource.takes)
    equal = (
        Declared(column.name, _condition(column, resource), _several(_TYPES[column.type]))
        for column in resource.equalities
    )
    columns = "|".join(column.name for column in resource.columns)
    sort = Declared(
        "sort",
        "Columns to sort by, with commas between; a minus before one turns its order round. Rows"
        " in which it is empty come last.",
        {"type": "string", "pattern": f"^-?({columns})(,-?({columns}))*$"},
    )
    paging = (Declared(name, words, type_.schema) for name, (type_, words) in _PAGING.items())
    return [*given, *equal, sort, *paging]


def _several(type_: Type) -> dict[str, Any]:
    """Return the schema of a column's values, of which an empty one means an empty cell."""
    one = type_.schema if type_.words == "a text" else {"anyOf": [type_.schema, _EMPTY]}
    return {"type": "array", "items": one, "minItems": 1, "maxItems": MOST_VALUES}


def _condition(column: Column, resource: Resource) -> str:
    named = f" {ANY_NAME}" if is_named(column, resource) else ""
    return (
        f"Only rows with this value: {column.description[0].lower()}{column.description[1:]}{named}"
    )


def is_named(column: Column, resource: Resource) -> bool:
    """Whether any name of a thing may be given instead of the id that a column has."""
    return resource.ids.get(column.name) in NAMED and column.name != resource.key


def read(pairs: Iterable[tuple[str, str]], resource: Resource) -> Wanted:
    """Read a request for a table.

    Args:
        pairs: Names and values of its parameters, in their order.
        resource: The table.

    Raises:
        QueryError: A parameter is unknown, given twice, or not what it must be.
    """
    values = _grouped(pairs, resource)
    taken = {one.name for one in resource.takes}
    columns = [column for column in resource.equalities if column.name in values]
    given = {name: _only(name, found) for name, found in values.items() if name in taken}
    if resource.choices and not given:
        names = " or ".join(resource.choices)
        raise QueryError(
            f"{resource.name}: give {names}, such as about=partnership/krakow--leipzig"
        )
    paging = {
        name: _read(name, _only(name, values[name]), type_)
        for name, (type_, _) in _PAGING.items()
        if name in values
    }
    return Wanted(
        given=given,
        named={one.name: values[one.name] for one in columns if is_named(one, resource)},
        equal={
            column.name: frozenset(_value(value, column) for value in values[column.name])
            for column in columns
            if not is_named(column, resource)
        },
        sort=_order(_only("sort", values["sort"]), resource) if "sort" in values else (),
        limit=paging.get("limit", USUAL),
        offset=paging.get("offset", 0),
        language=paging.get("lang", "en"),
        format=paging.get("format", ""),
    )


def read_one(pairs: Iterable[tuple[str, str]], resource: Resource) -> Wanted:
    """Read a request for one thing, which may only name a language.

    Args:
        pairs: Names and values of its parameters.
        resource: The table that has a row for it.

    Raises:
        QueryError: There is another parameter, or it is not a language.
    """
    given = list(pairs)
    for name, _ in given:
        if name != "lang":
            place = f"one row of {resource.name}"
            raise QueryError(f"{place} has no parameter {quoted(name)}; it takes: lang")
    type_, _ = _PAGING["lang"]
    values = [value for _, value in given]
    return Wanted(language=_read("lang", _only("lang", values), type_)) if given else Wanted()


def _grouped(pairs: Iterable[tuple[str, str]], resource: Resource) -> dict[str, list[str]]:
    known = [one.name for one in declared(resource)]
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in known:
            near = did_you_mean(suggest(name, known))
            takes = ", ".join(known)
            raise QueryError(
                f"{resource.name} has no parameter {quoted(name)}{near}; it takes: {takes}"
            )
        values.setdefault(name, []).append(value)
    for name, found in values.items():
        if len(found) > MOST_VALUES:
            raise QueryError(f"parameter {name}: at most {MOST_VALUES} values may be given")
    return values


def _only(name: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise QueryError(f"parameter {name} is given {len(values)} times; give it once")
    return values[0]


def _read(name: str, value: str, type_: Type) -> Any:
    try:
        found = type_.read(value)
    except ValueError:
        found = None
    if found is None:
        raise QueryError(f"parameter {name}: {quoted(value)} is not {type_.words}")
    return found


def _value(value: str, column: Column) -> Any:
    return _read(column.name, value, _TYPES[column.type]) if value else None


def _order(value: str, resource: Resource) -> tuple[tuple[str, bool], ...]:
    known = [column.name for column in resource.columns]
    order: dict[str, bool] = {}
    for part in value.split(","):  # a column that comes again would change nothing
        order.setdefault(part.removeprefix("-"), part.startswith("-"))
    for column in order:
        if column not in known:
            near = did_you_mean(suggest(column, known))
            columns = ", ".join(known)
            raise QueryError(
                f"parameter sort: {resource.name} has no column {quoted(column)}{near};"
                f" the columns are: {columns}"
            )
    return tuple(order.items())
