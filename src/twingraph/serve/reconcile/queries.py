"""Reconciliation queries as clients send them, in version 0.2 of the protocol and in its 1.0 draft.

Both versions ask the same: which city a name means, given what else is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from twingraph.core.errors import QueryError
from twingraph.core.geo import position
from twingraph.core.text import clean, quoted
from twingraph.places.matching import ITEM, Mention

T = TypeVar("T")

MOST = 100  # queries of a batch
LONGEST = 500  # characters of a name
USUAL = 10  # candidates

# What a query may say of a city beside its name, with the words in which clients show it.
PROPERTIES = {
    "country": "country",
    "wikidata": "Wikidata item",
    "latitude": "latitude",
    "longitude": "longitude",
}

Text = Annotated[str, Field(max_length=LONGEST)]
Limit = Annotated[int, Field(ge=1, le=1_000)]


class Entity(BaseModel):
    """A value that is an entity, matched before by this service or by another."""

    id: Text
    name: Text = ""


Value = Text | bool | float | Entity


class Condition02(BaseModel):
    """What a query of version 0.2 says beside the name."""

    pid: Text
    v: Value | list[Value]


class Query02(BaseModel):
    """A query of version 0.2."""

    query: Text = ""
    type: Text | list[Text] = Field(default_factory=list)
    limit: Limit = USUAL
    properties: list[Condition02] = Field(default_factory=list, max_length=20)


class Condition10(BaseModel):
    """A condition of a query of the draft of version 1.0."""

    matchType: Literal["name", "property", "id"]  # noqa: N815 - as the protocol spells it
    propertyId: Text = ""  # noqa: N815
    propertyValue: Value | list[Value]  # noqa: N815
    required: bool = False
    matchQuantifier: Literal["any", "all"] = "any"  # noqa: N815
    matchQualifier: Literal[""] = ""  # noqa: N815


class Query10(BaseModel):
    """A query of the draft of version 1.0."""

    conditions: Annotated[list[Condition10], Field(min_length=1, max_length=20)]
    type: Text = ""
    limit: Limit = USUAL


class Batch10(BaseModel):
    """The queries of one request in the draft of version 1.0."""

    queries: Annotated[list[Query10], Field(max_length=MOST)]


@dataclass(frozen=True, slots=True)
class Query:
    """A question which city is meant.

    Attributes:
        mention: The name, and what else is known.
        types: Types of which the entity must have one; empty if any will do.
        limit: The greatest number of candidates.
        needs_country: Whether only cities in the country that is given may be candidates.
    """

    mention: Mention
    types: tuple[str, ...] = ()
    limit: int = USUAL
    needs_country: bool = False


_BATCH_02 = TypeAdapter(Annotated[dict[str, Query02], Field(max_length=MOST)])


def read_02(text: str) -> dict[str, Query]:
    """Read the queries of a request in version 0.2, by their keys.

    Args:
        text: The queries, as JSON.

    Raises:
        QueryError: They are not what the protocol says, or too many.
    """
    found = validated(_BATCH_02, text, "queries")
    return {key: _query_02(query, f"queries, {key}") for key, query in found.items()}


def read_10(data: bytes) -> list[Query]:
    """Read the queries of a request in the draft of version 1.0, in their order.

    Args:
        data: The body of the request.

    Raises:
        QueryError: They are not what the protocol says, or too many.
    """
    batch = validated(TypeAdapter(Batch10), data, "the request")
    return [
        _query_10(query, f"queries, number {number}")
        for number, query in enumerate(batch.queries, start=1)
    ]


def validated(model: TypeAdapter[T], text: str | bytes, place: str) -> T:
    """Read JSON of the form that a model describes.

    Args:
        model: The form.
        text: The JSON.
        place: What is read, for messages.

    Raises:
        QueryError: It has another form; the message says where and why.
    """
    try:
        return model.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ", ".join(str(step) for step in first["loc"])
        raise QueryError(f"{place}{where and ', '}{where}: {first['msg']}") from None


def _query_02(query: Query02, place: str) -> Query:
    given = {known_property(one.pid, place): _first(one.v) for one in query.properties}
    types = (query.type,) if isinstance(query.type, str) else tuple(query.type)
    return Query(_mention(query.query, given), tuple(filter(None, types)), query.limit)


def _query_10(query: Query10, place: str) -> Query:
    given = {
        known_property(one.propertyId, place): _first(one.propertyValue)
        for one in query.conditions
        if one.matchType == "property"
    }
    named = (_first(one.propertyValue) for one in query.conditions if one.matchType != "property")
    needed = {one.propertyId for one in query.conditions if one.required}
    types = (query.type,) if query.type else ()
    mention = _mention(next(named, ""), given)
    return Query(mention, types, query.limit, needs_country="country" in needed)


def known_property(id_: str, place: str) -> str:
    """Return the id of a property by which cities can be told.

    Args:
        id_: The id.
        place: Where it stands, for messages.

    Raises:
        QueryError: There is no such property.
    """
    if id_ not in PROPERTIES:
        known = ", ".join(PROPERTIES)
        raise QueryError(
            f"{place}: there is no property {quoted(id_)}; the properties are: {known}"
        )
    return id_


def _first(value: Any) -> str:
    """Return a value as text; of several, the first, as a city has one of each."""
    first = next(iter(value), "") if isinstance(value, list) else value
    return clean(first.id or first.name) if isinstance(first, Entity) else clean(str(first))


def _mention(name: str, given: dict[str, str]) -> Mention:
    where = position(given.get("latitude", ""), given.get("longitude", ""))
    country = given.get("country", "")
    item = ITEM.fullmatch(country)  # a country that was matched to Wikidata before
    country = item[1] if item else country
    return Mention(clean(name), country, given.get("wikidata", ""), where)
