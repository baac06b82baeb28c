"""The rows of a table of the API, and what a request leaves of them.

Functions whose first argument is the store run where the store is; the others need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.columns import tables
from twingraph.core.errors import QueryError, UnknownName
from twingraph.core.terms import shorten, slug, thing
from twingraph.core.text import counted, fold
from twingraph.serve.api.requests import NAMED
from twingraph.serve.api.resources import known
from twingraph.store import names
from twingraph.store.parameters import resolve
from twingraph.store.results import Iri, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from twingraph.serve.api.requests import Wanted
    from twingraph.serve.api.resources import Resource
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question
    from twingraph.store.results import Result

MOST_CHOSEN = 5_000  # which an engine reads in some seconds

_OF_CLAIMS = frozenset(("contradicts", "agrees_with"))  # columns with ids of other claims


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        thing: Address of the thing that it is about.
        cells: What stands in its columns; None where nothing is known.
    """

    thing: str
    cells: dict[str, Any]


class Page(NamedTuple):
    """The part of a table that one answer has.

    Attributes:
        rows: The rows.
        total: Number of all rows that meet the conditions.
    """

    rows: Sequence[Row]
    total: int


def things(store: Store, table: str) -> list[str]:
    """Return the addresses of the things that have rows in a table without choices.

    Args:
        store: The store.
        table: Name of the table.
    """
    return tables.things(store, known()[table].question)


def about(store: Store, table: str, addresses: Sequence[str]) -> list[Row]:
    """Return the rows of a table about some things, with names in English.

    Args:
        store: The store.
        table: Name of the table.
        addresses: Addresses of the things.
    """
    resource = known()[table]
    return list(_rows(tables.about(store, addresses, resource.question), resource))


def names_of(store: Store, addresses: Sequence[str], language: str) -> dict[str, str]:
    """Return the names of things by their addresses, as ``store.names`` chooses them.

    Args:
        store: The store.
        addresses: Addresses of the things.
        language: The language.
    """
    return names.of(addresses, language, store)


def named(found: Iterable[Row], resource: Resource) -> list[str]:
    """Return the addresses of all things that rows name, in their order.

    Args:
        found: The rows.
        resource: Their table.
    """
    ids = {(id_, row.cells[id_]) for row in found for id_ in resource.names.values()}
    return sorted({thing(resource.ids[column], id_) for column, id_ in ids if id_})


def translated(found: Iterable[Row], resource: Resource, names_: Mapping[str, str]) -> list[Row]:
    """Return rows with other names, where there are any.

    Args:
        found: The rows.
        resource: Their table.
        names_: Names of things by their addresses.
    """
    return [Row(row.thing, row.cells | _renamed(row, resource, names_)) for row in found]


def _renamed(row: Row, resource: Resource, names_: Mapping[str, str]) -> dict[str, str]:
    addresses = {
        name: thing(resource.ids[id_], row.cells[id_])
        for name, id_ in resource.names.items()
        if row.cells[id_]
    }
    return {name: names_[address] for name, address in addresses.items() if address in names_}


def _rows(answer: Result, resource: Resource) -> Iterator[Row]:
    types = {column.name: column.type for column in resource.columns}
    for values in answer:
        about = values.pop("this")
        yield Row(about, {name: _typed(value, types[name]) for name, value in values.items()})


def _typed(value: Any, type_: str) -> Any:
    """Return a value in the type of its column, as JSON has it, or a day."""
    if value is None or value == "":  # a literal without a language has an empty one
        return None
    if type_ == "number":
        return float(value)
    if type_ == "text" and not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def chosen(store: Store, table: str, given: Mapping[str, str]) -> list[str]:
    """Return the addresses of the things of a table that a request chooses.

    Args:
        store: The store.
        table: Name of a table with choices.
        given: Values of one or more of these; where there are several, a thing must meet all.

    Raises:
        QueryError: There are too many, or a value is wrong.
    """
    choices = known()[table].choices
    met = [_asked(choices[name], {name: value}, store) for name, value in given.items()]
    found = sorted(set.intersection(*met))
    if len(found) > MOST_CHOSEN:
        raise QueryError(
            f"these are {counted(len(found), 'row')}, and one answer is made of at most"
            f" {MOST_CHOSEN:,}; give about as well, or read the file columns/claims.parquet"
        )
    return found


def told(store: Store, table: str, addresses: Sequence[str]) -> list[Row]:
    """Return the rows of some things.

    Args:
        store: The store.
        table: Name of a table with choices.
        addresses: Addresses of the things.
    """
    resource = known()[table]
    (asked,) = resource.question.parameters
    answer = rows(resource.question.ask(store, {asked.name: " ".join(addresses)}))
    types = {column.name: column.type for column in resource.columns}
    return [
        Row(
            row[resource.key],
            {name: _typed(_short(name, row[name], resource), types[name]) for name in types},
        )
        for row in answer
    ]


def _short(column: str, value: Any, resource: Resource) -> Any:
    """Return an address as a table has it: an id, or kind and id."""
    if not isinstance(value, Iri):
        return value
    return slug(value) if column in resource.ids or column in _OF_CLAIMS else shorten(value)


def meeting(store: Store, table: str, given: Mapping[str, str]) -> set[str] | None:
    """Return the things that meet filters; None if no filter is given.

    Args:
        store: The store.
        table: Name of the table.
        given: Values of its filters.

    Raises:
        QueryError: A value is wrong, or the name of nothing.
    """
    filters = known()[table].filters
    return _asked(filters, given, store) if filters and given else None


def _asked(question: Question, given: Mapping[str, str], store: Store) -> set[str]:
    try:
        return {row["this"] for row in rows(question.ask(store, given))}
    except UnknownName as error:  # of a value; no address of the API is unknown
        raise QueryError(str(error)) from error


def meant(
    store: Store, table: str, named: Mapping[str, Sequence[str]]
) -> dict[str, frozenset[str | None]]:
    """Return the ids of the cities and states that are named, by column.

    Args:
        store: The store.
        table: Name of the table.
        named: Names by column; an empty one means an empty cell.

    Raises:
        QueryError: A name means nothing, or several things.
    """
    ids = known()[table].ids
    return {
        column: frozenset(_id(NAMED[ids[column]], name, store) for name in found)
        for column, found in named.items()
    }


def _id(type_: str, name: str, store: Store) -> str | None:
    if not name:
        return None
    try:
        return slug(resolve(type_, name, store))
    except UnknownName as error:
        raise QueryError(str(error)) from error


def page(found: Iterable[Row], wanted: Wanted, of: set[str] | None) -> Page:
    """Return the part of a table that a request wants.

    Args:
        found: All rows.
        wanted: The request.
        of: Things whose rows count; None if all do.
    """
    left = [row for row in found if of is None or row.thing in of]
    for column, allowed in wanted.equal.items():
        left = [row for row in left if row.cells[column] in allowed]
    for column, is_downward in reversed(wanted.sort):
        left = _sorted(left, column, is_downward=is_downward)
    return Page(left[wanted.offset : wanted.offset + wanted.limit], len(left))


def _sorted(found: Sequence[Row], column: str, *, is_downward: bool) -> list[Row]:
    """Sort by a column, with the rows last in which it is empty."""
    filled = [row for row in found if row.cells[column] is not None]
    empty = [row for row in found if row.cells[column] is None]
    return sorted(filled, key=_key(column), reverse=is_downward) + empty


def _key(column: str) -> Callable[[Row], Any]:
    """Return what a column is sorted by; names as people look them up, with Łódź before Lund."""
    if column == "name" or column.endswith("_name"):
        return lambda row: (fold(row.cells[column]), row.cells[column])
    return lambda row: row.cells[column]
