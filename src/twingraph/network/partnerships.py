"""What the graph says of partnerships, as edges of a network may have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twingraph.core.terms import CONCEPT, slug
from twingraph.store.engine import select

if TYPE_CHECKING:
    from datetime import date

    import pyoxigraph as ox

    from twingraph.store.engine import Store

_PARTNERSHIPS = """
SELECT ?partnership ?city ?kind ?start ?end ?status {
  ?partnership tg:member ?city .
  OPTIONAL { ?partnership tg:kind ?kind }
  OPTIONAL { ?partnership tg:since/tg:edtf ?start }
  OPTIONAL { ?partnership tg:until/tg:edtf ?end }
  OPTIONAL { ?partnership tg:statusToday ?status }
} ORDER BY ?partnership ?city
"""
_CONFIDENCE = """
SELECT DISTINCT ?partnership ?confidence {
  ?claim rdf:predicate tg:member ; rdf:subject ?partnership ;
    tg:confidence ?confidence ; tg:rank ?rank .
  FILTER(?rank != tgc:rank-deprecated)
}
"""
_SPEAKERS = """
SELECT ?partnership (COUNT(DISTINCT ?speaker) AS ?speakers) {
  ?partnership tg:namedOn/tg:speaksFor ?speaker
} GROUP BY ?partnership
"""
# Of several phases in which a partnership may have been, the latest comes last.
_ON_A_DAY = """
SELECT ?partnership ?kind ?status {{
  ?partnership tg:phase ?then .
  ?then tg:{certainty}From ?begin ; tg:{certainty}Until ?end .
  FILTER(?begin <= "{day}"^^xsd:date && "{day}"^^xsd:date < ?end)
  OPTIONAL {{ ?then tg:kindThen ?kind }}
  OPTIONAL {{ ?then tg:status ?status }}
}} ORDER BY ?partnership ?begin ?end ?then
"""
_NARROWER = "SELECT ?kind {{ ?kind skos:broader* <{kind}> }}"
_SUREST_FIRST = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership: what is known of it, and its members in order.

    Attributes:
        attributes: ``kind``, ``start``, ``end``, ``status``, ``confidence`` and ``said_by``, where
            known.
        members: Ids of its members; the values are None.
    """

    attributes: dict[str, str | int]
    members: dict[str, None] = field(default_factory=dict)


def read(store: Store) -> dict[str, Partnership]:
    """Return all partnerships by their ids, as they stand on the day of the dataset.

    Args:
        store: The store of the graph.
    """
    found: dict[str, Partnership] = {}
    for row in select(store, _PARTNERSHIPS):
        name = slug(row["partnership"].value)
        if name not in found:
            known = _attributes(row, ("kind", "start", "end", "status"))
            found[name] = Partnership({**known, "said_by": 0})
        found[name].members[slug(row["city"].value)] = None
    for name, confidence in _confidences(store).items():
        found[name].attributes["confidence"] = confidence
    for row in select(store, _SPEAKERS):
        if (name := slug(row["partnership"].value)) in found:
            found[name].attributes["said_by"] = int(row["speakers"].value)
    return found


def on(day: date, store: Store, *, possible: bool) -> dict[str, dict[str, str]]:
    """Return the kind and the status that partnerships had on a day, by their ids.

    A partnership without any date is not among them.

    Args:
        day: The day.
        store: The store of the graph.
        possible: Whether to take those that possibly existed, and not only those that certainly
            did.
    """
    certainty = "possibly" if possible else "certainly"
    rows = select(store, _ON_A_DAY.format(certainty=certainty, day=day.isoformat()))
    return {slug(row["partnership"].value): _attributes(row, ("kind", "status")) for row in rows}


def narrower(kind: str, store: Store) -> set[str]:
    """Return the names of a kind and of all kinds that are narrower.

    Args:
        kind: Name of the kind, such as "twin-town".
        store: The store of the graph.
    """
    rows = select(store, _NARROWER.format(kind=f"{CONCEPT}kind-{kind}"))
    return {_word(row["kind"].value, "kind") for row in rows}


def _attributes(row: ox.QuerySolution, names: tuple[str, ...]) -> dict[str, str]:
    known = {name: row[name] for name in names if row[name]}
    return {name: _word(term.value, name) for name, term in known.items()}


def _word(value: str, scheme: str) -> str:
    """Return the name of a concept without that of its scheme, and everything else as it is."""
    return value.removeprefix(f"{CONCEPT}{scheme}-")


def _confidences(store: Store) -> dict[str, str]:
    """Return the highest confidence with which a source was read that names the members."""
    found: dict[str, set[str]] = {}
    for row in select(store, _CONFIDENCE):
        name = slug(row["partnership"].value)
        found.setdefault(name, set()).add(_word(row["confidence"].value, "confidence"))
    return {name: min(met, key=_SUREST_FIRST.index) for name, met in found.items()}
