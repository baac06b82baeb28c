"""Wikidata's entity JSON: what an entity says of a place, as ``model`` has it.

Everything here is a function of one entity. What cannot be used is counted, by reason. An entity
that is not built as Wikidata builds them raises one of ``MALFORMED``.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.geo import degrees
from twingraph.sources.wikidata.model import (
    LANGUAGES,
    NO_PARTNER,
    UNDATED,
    UNKNOWN_PARTNER,
    UNWRITTEN,
    Country,
    Item,
    Population,
    Twinning,
    number,
)
from twingraph.sources.wikidata.time import JULIAN, edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

PARTNER, CODE, SUPERCLASS = "P190", "P297", "P279"
_COUNTRY, _CLASS, _SPOT, _POPULATION = "P17", "P31", "P625", "P1082"
_START, _END, _ON, _ADDRESS = "P580", "P582", "P585", "P854"
_KEPT = (_COUNTRY, _CLASS, PARTNER, SUPERCLASS, CODE, _SPOT, _POPULATION)

SEVERAL = "several values of one qualifier, of which the earliest is taken"
NO_ADDRESS = "a reference that is no web address, left out"

_EARTH = "http://www.wikidata.org/entity/Q2"
_ITEM = re.compile(r"Q[1-9]\d{0,9}")
_AMOUNT = re.compile(r"[+-]?\d{1,18}(\.\d*)?")
# What may stand in an address that becomes an IRI.
_WEB = re.compile(
    r"https?://[^\s\x00-\x20<>\"{}|\\^`/?#]+[^\s\x00-\x20<>\"{}|\\^`]*", re.IGNORECASE
)


# --- an entity, and what is kept of it ----------------------------------------------------------


def unwrap(value: Any) -> list[Json]:
    """Return the entities of a line: one, or several in an object "entities".

    Raises:
        TypeError: The line has no object.
    """
    if not isinstance(value, dict):
        raise TypeError(f"a {type(value).__name__} where an entity should stand")
    wrapped = value.get("entities")
    return list(_object(wrapped).values()) if wrapped is not None else [value]


def extract(entity: Json, *, whatever: bool = False) -> Json | None:
    """Keep of an entity what is asked for, as it came.

    Args:
        entity: An entity.
        whatever: Whether to keep it even if it has no partner, no code and no class above it.

    Returns:
        An entity that has less; None for one that has nothing to do with it, or is no item.
    """
    if entity.get("type", "item") != "item" or not _ITEM.fullmatch(entity["id"]):
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
    named = {language: labels[language] for language in LANGUAGES if language in labels}
    return {"type": "item", "id": entity["id"], "labels": named, "claims": kept}


def _object(value: Any) -> Json:
    """Take an object; where it has no members, Wikidata's PHP writes an empty list."""
    if value is None or value == []:
        return {}
    if not isinstance(value, dict):
        raise TypeError(f"a {type(value).__name__} where an object should stand")
    return value


def names_partners(extract: Json) -> bool:
    """Whether it has statements of P190."""
    return PARTNER in extract["claims"]


def has_code(extract: Json) -> bool:
    """Whether it has the code of a country (P297)."""
    return CODE in extract["claims"]


def check(entity: Json) -> None:
    """Refuse an extract that is not built as Wikidata builds them, by reading all of it.

    Raises:
        Exception: It is not; one of ``MALFORMED``.
    """
    unused = Counter[str]()
    superclasses(entity)
    item(entity, unused)
    for _ in twinnings(entity, unused):
        pass


# --- what it says -------------------------------------------------------------------------------


def twinnings(entity: Json, skipped: Counter[str]) -> Iterator[Twinning]:
    """Yield its statements of P190.

    Args:
        entity: An entity.
        skipped: Counts the statements that cannot be used, and those of which something cannot.
    """
    for statement in _statements(entity, PARTNER):
        snak = statement["mainsnak"]
        partner = _item(snak)
        if snak["snaktype"] == "novalue":
            skipped[NO_PARTNER] += 1
        elif not partner:
            skipped[UNKNOWN_PARTNER] += 1
        else:
            times, references = _times(statement), _references(statement)
            skipped.update(times.remarks | references.remarks)
            yield Twinning(
                subject=entity["id"],
                object=partner,
                start=times.start,
                end=times.end,
                ended=times.ended,
                on=times.on,
                rank=_rank(statement),
                references=references.addresses,
            )


def item(entity: Json, skipped: Counter[str]) -> Item:
    """Return what it says of itself as a place or a country.

    Args:
        entity: An entity.
        skipped: Counts the populations that cannot be used.
    """
    latitude, longitude = _spot(entity)
    codes = {_text(snak) for snak in _best(entity, CODE)}
    return Item(
        item=entity["id"],
        labels={name: label["value"] for name, label in _object(entity.get("labels")).items()},
        latitude=latitude,
        longitude=longitude,
        countries=tuple(sorted(set(_countries(entity)))),
        populations=tuple(sorted(set(_populations(entity, skipped)))),
        classes=tuple(sorted(set(_classes(entity)), key=number)),
        code=min(filter(None, codes), default=""),
    )


def superclasses(entity: Json) -> set[str]:
    """Return the classes that it is directly below of: those of the best rank."""
    return {above for snak in _best(entity, SUPERCLASS) if (above := _item(snak))}


def _countries(entity: Json) -> Iterator[Country]:
    for statement in _statements(entity, _COUNTRY):
        if country := _item(statement["mainsnak"]):
            times, references = _times(statement), _references(statement)
            ended, rank = bool(times.ended), _rank(statement)
            yield Country(country, times.start, times.end, ended, rank, references.addresses)


def _populations(entity: Json, skipped: Counter[str]) -> Iterator[Population]:
    for statement in _statements(entity, _POPULATION):
        amount = _value(statement["mainsnak"], "quantity").get("amount", "")
        on = _times(statement).on
        if on and _AMOUNT.fullmatch(amount):
            references = _references(statement).addresses
            yield Population(int(Decimal(amount)), on, _rank(statement), references)
        else:
            skipped[UNDATED] += 1


def _classes(entity: Json) -> Iterator[str]:
    for statement in _statements(entity, _CLASS):
        if _rank(statement) != "deprecated" and (class_ := _item(statement["mainsnak"])):
            yield class_


def _spot(entity: Json) -> tuple[str, str]:
    """Return the place on Earth of the best rank; of several, always the same."""
    spots = []
    for statement in _statements(entity, _SPOT):
        value = _value(statement["mainsnak"], "globecoordinate")
        if value.get("globe") == _EARTH and _rank(statement) != "deprecated":
            latitude, longitude = degrees(value["latitude"]), degrees(value["longitude"])
            spots.append((_rank(statement) != "preferred", latitude, longitude))
    return min(spots, default=(False, "", ""))[1:]


# --- a statement --------------------------------------------------------------------------------


def _statements(entity: Json, property_: str) -> list[Json]:
    found: list[Json] = _object(entity.get("claims")).get(property_, [])
    return found


def _best(entity: Json, property_: str) -> list[Json]:
    """Return what the statements of the best rank say, as Wikidata's own "direct" properties do."""
    by_rank: dict[str, list[Json]] = {"preferred": [], "normal": [], "deprecated": []}
    for statement in _statements(entity, property_):
        by_rank[_rank(statement)].append(statement["mainsnak"])
    return by_rank["preferred"] or by_rank["normal"]


def _rank(statement: Json) -> str:
    rank: str = statement["rank"]
    if rank not in {"preferred", "normal", "deprecated"}:
        raise ValueError(f'"{rank}" is no rank')
    return rank


class _Times(NamedTuple):
    """Start, end and point in time of a statement, and what is to be said about them."""

    start: str
    end: str
    ended: bool | None
    on: str
    remarks: frozenset[str]


def _times(statement: Json) -> _Times:
    qualifiers = _object(statement.get("qualifiers"))
    ends = {snak["snaktype"] for snak in qualifiers.get(_END, [])}
    ended = True if ends & {"value", "somevalue"} else False if ends else None
    found = {name: _written(qualifiers.get(name, [])) for name in (_START, _END, _ON)}
    start, end, on = (min(filter(None, times), default="") for times in found.values())
    remarks = {UNWRITTEN for times in found.values() if None in times}
    remarks |= {SEVERAL for times in found.values() if len(set(times)) > 1}
    return _Times(start, end, ended, on, frozenset(remarks))


def _written(snaks: list[Json]) -> list[str | None]:
    values = [value for snak in snaks if (value := _value(snak, "time"))]
    return [
        edtf(value["time"], value["precision"], value["calendarmodel"].endswith(f"/{JULIAN}"))
        for value in values
    ]


class _References(NamedTuple):
    """Web addresses of a statement's references, and what is to be said about them."""

    addresses: tuple[str, ...]
    remarks: frozenset[str]


def _references(statement: Json) -> _References:
    snaks = [
        snak
        for reference in statement.get("references", [])
        for snak in _object(reference["snaks"]).get(_ADDRESS, [])
    ]
    addresses = {_text(snak) for snak in snaks} - {""}
    usable = {address for address in addresses if _WEB.fullmatch(address)}
    remarks = frozenset({NO_ADDRESS} if usable != addresses else ())
    return _References(tuple(sorted(usable)), remarks)


# --- a value ------------------------------------------------------------------------------------


def _value(snak: Json, kind: str) -> Json:
    """Return a value that is an object; nothing if it is unknown, if there is none, or another."""
    if snak["snaktype"] != "value" or snak["datavalue"]["type"] != kind:
        return {}
    return _object(snak["datavalue"]["value"])


def _text(snak: Json) -> str:
    value = snak["datavalue"]["value"] if snak["snaktype"] == "value" else ""
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} where a text should stand")
    return value


def _item(snak: Json) -> str:
    """Return the item that is named; old JSON has only its number."""
    value = _value(snak, "wikibase-entityid")
    if value.get("entity-type", "item") != "item":
        return ""
    name = value.get("id") or (f"Q{value['numeric-id']}" if value else "")
    return name if _ITEM.fullmatch(name) else ""
