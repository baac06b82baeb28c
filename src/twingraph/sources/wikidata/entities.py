"""Wikidata's entity JSON: the statements of an entity, as they stand.

Everything here is a function of one entity, and nothing is decided: ``statements`` defines what a
statement means. An entity with another structure than Wikidata's raises one of ``MALFORMED``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twingraph.sources.wikidata.model import LABEL_LANGUAGES
from twingraph.sources.wikidata.statements import (
    ADDRESS,
    CLASS,
    CODE,
    COUNTRY,
    END,
    ON,
    PARTNER,
    POPULATION,
    POSITION,
    START,
    ItemStatement,
    PointInTime,
    is_item,
)
from twingraph.sources.wikidata.time import JULIAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json = dict[str, Any]

MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

SUPERCLASS = "P279"
_KEPT = (COUNTRY, CLASS, PARTNER, SUPERCLASS, CODE, POSITION, POPULATION)

_EARTH = "http://www.wikidata.org/entity/Q2"


# --- an entity, and what is kept of it ----------------------------------------------------------


def unwrap(value: Any) -> list[Json]:
    """Return the entities of a line: one, or several in an object "entities".

    Raises:
        TypeError: The line has no object.
    """
    if not isinstance(value, dict):
        raise TypeError(f"a {type(value).__name__} instead of an entity")
    wrapped = value.get("entities")
    return list(_object(wrapped).values()) if wrapped is not None else [value]


def extract(entity: Json, *, whatever: bool = False) -> Json | None:
    """Return the parts of an entity that are needed, as they came.

    Args:
        entity: An entity.
        whatever: Whether to keep it even if it has no partner, no code and no class above it.

    Returns:
        A smaller entity; None for one that has none of the parts, or is not an item.
    """
    if entity.get("type", "item") != "item" or not is_item(entity["id"]):
        return None
    claims = _object(entity.get("claims"))
    kept = {name: claims[name] for name in _KEPT if claims.get(name)}
    if not whatever and kept.keys().isdisjoint((PARTNER, CODE)):
        if SUPERCLASS not in kept:
            return None
        # There are millions of them.
        above = [{"mainsnak": s["mainsnak"], "rank": s["rank"]} for s in kept[SUPERCLASS]]
        return {"type": "item", "id": entity["id"], "claims": {SUPERCLASS: above}}
    labels = _object(entity.get("labels"))
    named = {language: labels[language] for language in LABEL_LANGUAGES if language in labels}
    return {"type": "item", "id": entity["id"], "labels": named, "claims": kept}


def _object(value: Any) -> Json:
    """Return an object; where it has no members, Wikidata's PHP writes an empty list."""
    if value is None or value == []:
        return {}
    if not isinstance(value, dict):
        raise TypeError(f"a {type(value).__name__} instead of an object")
    return value


# --- what it says -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """The statements of an entity, as they stand.

    Attributes:
        item: Its number, such as "Q2079".
        labels: Its names by language.
        statements: Its statements on partners, countries, classes, positions and populations.
        codes: Its ISO 3166-1 codes of the best rank (P297).
        superclasses: The classes of the best rank that it is directly below of (P279).
    """

    item: str
    labels: dict[str, str]
    statements: tuple[ItemStatement, ...]
    codes: frozenset[str]
    superclasses: frozenset[str]

    @property
    def names_partners(self) -> bool:
        """Whether it has statements on partners."""
        return any(statement.property == PARTNER for statement in self.statements)


def read(entity: Json) -> Entity:
    """Read an entity.

    Raises:
        Exception: Its structure is not that of Wikidata; one of ``MALFORMED``.
    """
    said = (
        _statement(entity["id"], property_, value, statement)
        for property_, value in _VALUES.items()
        for statement in _statements(entity, property_)
    )
    labels = _object(entity.get("labels"))
    return Entity(
        item=entity["id"],
        labels={language: _string(label["value"]) for language, label in labels.items()},
        statements=tuple(said),
        codes=frozenset(filter(None, map(_text, _best(entity, CODE)))),
        superclasses=frozenset(filter(None, map(_item, _best(entity, SUPERCLASS)))),
    )


def _statements(entity: Json, property_: str) -> list[Json]:
    found: list[Json] = _object(entity.get("claims")).get(property_, [])
    return found


def _best(entity: Json, property_: str) -> list[Json]:
    """Return the values of the best rank, as Wikidata's own "direct" properties do."""
    by_rank: dict[str, list[Json]] = {"preferred": [], "normal": [], "deprecated": []}
    for statement in _statements(entity, property_):
        by_rank[_rank(statement)].append(statement["mainsnak"])
    return by_rank["preferred"] or by_rank["normal"]


# --- a statement --------------------------------------------------------------------------------


def _statement(
    item: str, property_: str, value: Callable[[Json], str], statement: Json
) -> ItemStatement:
    snak, qualifiers = statement["mainsnak"], _object(statement.get("qualifiers"))
    ends = {end["snaktype"] for end in qualifiers.get(END, [])}
    return ItemStatement(
        item=item,
        property=property_,
        number=_string(statement.get("id", "")),
        value=value(snak),
        position=_position(snak) if property_ == POSITION else None,
        denied=snak["snaktype"] == "novalue",
        rank=_rank(statement),
        start=_times(qualifiers.get(START, [])),
        end=_times(qualifiers.get(END, [])),
        on=_times(qualifiers.get(ON, [])),
        ended=bool(ends & {"value", "somevalue"}),
        endless="novalue" in ends,
        references=frozenset(_references(statement)),
    )


def _rank(statement: Json) -> str:
    rank: str = statement["rank"]
    if rank not in {"preferred", "normal", "deprecated"}:
        raise ValueError(f'"{rank}" is not a rank')
    return rank


def _times(snaks: list[Json]) -> frozenset[PointInTime]:
    """Return the points in time; one of the wrong type has no precision."""
    return frozenset(
        _point_in_time(_value(snak, "time")) for snak in snaks if snak["snaktype"] == "value"
    )


def _point_in_time(value: Json) -> PointInTime:
    if not value:
        return PointInTime("", 0)
    julian = value["calendarmodel"].endswith(f"/{JULIAN}")
    return PointInTime(_string(value["time"]), int(value["precision"]), julian)


def _references(statement: Json) -> Iterator[str]:
    for reference in statement.get("references", []):
        for snak in _object(reference["snaks"]).get(ADDRESS, []):
            if address := _text(snak):
                yield address


# --- a value ------------------------------------------------------------------------------------


def _value(snak: Json, kind: str) -> Json:
    """Return a value that is an object; empty if it is unknown, denied, or of another type."""
    if snak["snaktype"] != "value" or snak["datavalue"]["type"] != kind:
        return {}
    return _object(snak["datavalue"]["value"])


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} instead of text")
    return value


def _text(snak: Json) -> str:
    return _string(snak["datavalue"]["value"]) if snak["snaktype"] == "value" else ""


def _item(snak: Json) -> str:
    """Return the item that is named; old JSON has only its number."""
    value = _value(snak, "wikibase-entityid")
    if value.get("entity-type", "item") != "item":
        return ""
    name = value.get("id") or (f"Q{value['numeric-id']}" if value else "")
    return name if is_item(name) else ""


def _amount(snak: Json) -> str:
    return _string(_value(snak, "quantity").get("amount", ""))


def _position(snak: Json) -> tuple[float, float] | None:
    value = _value(snak, "globecoordinate")
    if value.get("globe") != _EARTH:
        return None
    return float(value["latitude"]), float(value["longitude"])


# The properties of a place, and what their statements name.
_VALUES: dict[str, Callable[[Json], str]] = {
    PARTNER: _item,
    COUNTRY: _item,
    CLASS: _item,
    POPULATION: _amount,
    POSITION: lambda _: "",
}
