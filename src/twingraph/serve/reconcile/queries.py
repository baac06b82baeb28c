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
from twingraph.serve.reconcile.conditions import (
    CLOSE,
    EXACT,
    Comparison,
    Condition,
    Quantifier,
    known_qualifier,
)

T = TypeVar("T")

MOST = 100  # queries of a batch
LONGEST = 500  # characters of a name
USUAL = 10  # candidates
MOST_VALUES = 20  # of a condition

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
    propertyValue: Value | Annotated[list[Value], Field(max_length=MOST_VALUES)]  # noqa: N815
    required: bool = False
    matchQuantifier: Quantifier = "any"  # noqa: N815
    matchQualifier: Text = ""  # noqa: N815

    @property
    def compared(self) -> str:
        """What is compared: the name, the id or a property."""
        return self.propertyId if self.matchType == "property" else self.matchType

    @property
    def values(self) -> tuple[str, ...]:
        """The values as texts."""
        given = self.propertyValue if isinstance(self.propertyValue, list) else [self.propertyValue]
        return tuple(filter(None, map(_text, given)))


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
        mentions: The name, and what else is known; of several, any may be meant.
        types: Types of which the entity must have one; empty if any will do.
        limit: The greatest number of candidates.
        conditions: What candidates must meet, or should meet.
    """

    mentions: tuple[Mention, ...]
    types: tuple[str, ...] = ()
    limit: int = USUAL
    conditions: tuple[Condition, ...] = ()

    @property
    def mention(self) -> Mention:
        """The first name, and what else is known."""
        return self.mentions[0]


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
    found = [
        _query_10(query, f"queries, number {number}")
        for number, query in enumerate(batch.queries, start=1)
    ]
    if (names := sum(len(query.mentions) for query in found)) > MOST:
        raise QueryError(f"the request has {names} names; at most {MOST} are looked up at once")
    return found


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
    return Query((_mention(query.query, given),), tuple(filter(None, types)), query.limit)


def _query_10(query: Query10, place: str) -> Query:
    """Divide conditions: what the matcher compares itself, and what its candidates have to meet."""
    given: dict[str, str] = {}
    names: tuple[str, ...] = ()
    conditions: list[Condition] = []
    for one in query.conditions:
        if one.matchType == "property":
            known_property(one.propertyId, place)
        qualifier = known_qualifier(one.compared, one.matchQualifier, place)
        is_wanted = one.matchQuantifier != "none" and bool(one.values)
        is_name = one.matchType != "property" and is_wanted and not names
        if is_name:  # a name for which the matcher has to look
            names = one.values if one.matchQuantifier == "any" else one.values[:1]
        elif one.compared in PROPERTIES and is_wanted and len(one.values) == 1:
            given.setdefault(one.propertyId, one.values[0])
        if one.values and not _is_compared(one, is_name=is_name):
            if (one.compared, one.matchQualifier) == ("name", CLOSE):
                raise QueryError(f"{place}: {CLOSE} is for any of the names that are looked up")
            comparison = Comparison(one.compared, qualifier)
            conditions.append(Condition(comparison, one.values, one.matchQuantifier, one.required))
    mentions = tuple(_mention(name, given) for name in names or ("",))
    return Query(mentions, (query.type,) if query.type else (), query.limit, tuple(conditions))


def _is_compared(one: Condition10, *, is_name: bool) -> bool:
    """Whether the matcher compares all that a condition says, so that nothing is left to meet."""
    if is_name:
        is_simple = one.matchQuantifier == "any" or len(one.values) == 1
        return is_simple and one.matchQualifier != EXACT
    is_simple = one.matchQuantifier != "none" and len(one.values) == 1
    return is_simple and not (one.required or one.matchQualifier) and one.compared in PROPERTIES


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
    return _text(next(iter(value), "") if isinstance(value, list) else value)


def _text(value: Any) -> str:
    return clean(value.id or value.name) if isinstance(value, Entity) else clean(str(value))


def _mention(name: str, given: dict[str, str]) -> Mention:
    where = position(given.get("latitude", ""), given.get("longitude", ""))
    country = given.get("country", "")
    item = ITEM.fullmatch(country)  # a country that was matched to Wikidata before
    country = item[1] if item else country
    return Mention(clean(name), country, given.get("wikidata", ""), where)
