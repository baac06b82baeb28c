"""The network of cities: a projection of the graph for networkx."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.core.terms import CONCEPT, slug
from twingraph.network import cities
from twingraph.store.engine import select

if TYPE_CHECKING:
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
_SUREST_FIRST = ("high", "medium", "low")


def of(store: Store, *, ended: bool = True) -> nx.MultiGraph[str]:
    """Return the cities as a multigraph, with an edge for each pair of members of a partnership.

    An attribute whose value is not known is left out, so that every format of networkx can be
    written.

    A node is the id of a city, with the attributes that ``network.cities.read`` describes.

    The key of an edge is the id of the partnership; among three or more members, the pair follows
    it, because a key is the id of an edge in GraphML. An edge has the attributes

    - ``partnership``: id of the partnership;
    - ``kind``: such as "twin-town";
    - ``start``, ``end``: since when it exists, and until when it lasted if it has ended, in EDTF;
    - ``status``: its status on the day of the dataset: active, dormant, suspended or ended;
    - ``confidence``: high, medium or low: how sure the reader of a source was that these are the
      members; of several sources, the surest;
    - ``members``: number of its members; a pair among three or more is derived, not a twinning of
      two.

    Args:
        store: The store of the graph.
        ended: Whether to include partnerships that have ended.
    """
    network: nx.MultiGraph[str] = nx.MultiGraph()
    network.add_nodes_from(cities.read(store).items())
    for name, partnership in _partnerships(store).items():
        if ended or partnership.attributes.get("status") != "ended":
            _connect(network, name, partnership)
    return network


@dataclass(frozen=True, slots=True)
class _Partnership:
    """A partnership of the network: what is known of it, and its members in order."""

    attributes: dict[str, str]
    members: dict[str, None] = field(default_factory=dict)


def _connect(network: nx.MultiGraph[str], name: str, partnership: _Partnership) -> None:
    size = len(partnership.members)
    for one, other in combinations(partnership.members, 2):
        key = name if size == 2 else f"{name}/{one}--{other}"  # noqa: PLR2004 - a pair
        network.add_edge(one, other, key, partnership=name, members=size, **partnership.attributes)


def _partnerships(store: Store) -> dict[str, _Partnership]:
    partnerships: dict[str, _Partnership] = {}
    for row in select(store, _PARTNERSHIPS):
        name = slug(row["partnership"].value)
        if name not in partnerships:
            partnerships[name] = _Partnership(_attributes(row))
        partnerships[name].members[slug(row["city"].value)] = None
    for name, confidence in _confidences(store).items():
        partnerships[name].attributes["confidence"] = confidence
    return partnerships


def _attributes(row: ox.QuerySolution) -> dict[str, str]:
    known = {name: row[name] for name in ("kind", "start", "end", "status") if row[name]}
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
