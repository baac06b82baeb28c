"""What is known of matched cities, for more columns in somebody's table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BaseModel, Field

from twingraph.core.errors import QueryError
from twingraph.core.text import quoted
from twingraph.serve.api.resources import known
from twingraph.serve.reconcile.candidates import TYPE
from twingraph.serve.reconcile.queries import Text  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.serve.api.rows import Row
    from twingraph.serve.reconcile.candidates import Named

MOST_IDS = 1_000


class Property(NamedTuple):
    """Something that is known of cities.

    Attributes:
        id: Its id.
        name: What clients show.
        description: What it means.
        is_city: Whether its values are cities.
    """

    id: str
    name: str
    description: str
    is_city: bool = False


class Asked(BaseModel):
    """A property that a client asks for."""

    id: Text


class Extension(BaseModel):
    """A request for properties of cities."""

    ids: Annotated[list[Text], Field(max_length=MOST_IDS)]
    properties: Annotated[list[Asked], Field(max_length=50)]


class Tables(NamedTuple):
    """The tables that have the values: their rows."""

    cities: Sequence[Row]
    names: Sequence[Row]
    members: Sequence[Row]
    memberships: Sequence[Row]


def properties() -> list[Property]:
    """Return what may be asked of cities: the columns of their table, and what has many values."""
    columns = [column for column in known()["cities"].columns if column.name != "city"]
    return [
        *(Property(one.name, one.name.replace("_", " "), one.description) for one in columns),
        Property("names", "names", "All its names, in every language."),
        Property("partner", "partner", "The cities with which it has a partnership.", is_city=True),
        Property("network", "network", "The networks of cities of which it is or was a member."),
    ]


def chosen(extension: Extension) -> list[Property]:
    """Return the properties that a client asks for.

    Raises:
        QueryError: One of them does not exist.
    """
    by_id = {one.id: one for one in properties()}
    for asked in extension.properties:
        if asked.id not in by_id:
            names = ", ".join(by_id)
            raise QueryError(
                f"there is no property {quoted(asked.id)}; the properties are: {names}"
            )
    return [by_id[asked.id] for asked in extension.properties]


def meta(found: Iterable[Property]) -> list[dict[str, Any]]:
    """Describe the properties of an answer."""
    return [
        {"id": one.id, "name": one.name} | ({"type": TYPE} if one.is_city else {}) for one in found
    ]


def values(
    extension: Extension, tables: Tables, cities: Mapping[str, Named]
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the values of properties, by city and property.

    Args:
        extension: The request; a city that does not exist has no values.
        tables: The tables that have them.
        cities: The cities, by their ids, with their names.
    """
    wanted = set(extension.ids)
    read = {one.id: _reader(one.id, tables, wanted, cities) for one in chosen(extension)}
    return {
        id_: {name: found.get(id_, []) for name, found in read.items()} for id_ in extension.ids
    }


def _reader(
    name: str, tables: Tables, wanted: set[str], cities: Mapping[str, Named]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return the values of a property, by city."""
    if name == "partner":
        return _partners(tables.members, wanted, cities)
    if name == "names":
        return _grouped(tables.names, "name", wanted)
    if name == "network":
        return _grouped(tables.memberships, "network_name", wanted)
    return _grouped(tables.cities, name, wanted)


def _grouped(
    found: Iterable[Row], column: str, wanted: set[str]
) -> Mapping[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        value, city = row.cells[column], row.cells["city"]
        if city in wanted and value is not None and (told := _value(value)) not in grouped[city]:
            grouped[city].append(told)
    return grouped


def _value(value: Any) -> dict[str, Any]:
    return {"float": value} if isinstance(value, float) else {"str": str(value)}


def _partners(
    members: Iterable[Row], wanted: set[str], cities: Mapping[str, Named]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return the other members of the partnerships of some cities, in the order of their names."""
    together: dict[str, set[str]] = defaultdict(set)
    for row in members:
        together[row.cells["partnership"]].add(row.cells["city"])
    partners: dict[str, set[str]] = defaultdict(set)
    for found in together.values():
        for city in found & wanted:
            partners[city] |= found - {city}
    return {
        city: [
            {"id": one, "name": cities[one].name}
            for one in sorted(found, key=lambda one: cities[one].name)
        ]
        for city, found in partners.items()
    }
