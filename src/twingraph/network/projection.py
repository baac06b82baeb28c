"""The network of cities: a projection of the graph for networkx."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.core import dates
from twingraph.core.terms import CONCEPT, slug
from twingraph.store.engine import select

if TYPE_CHECKING:
    from twingraph.store.engine import Store

_CITIES = """
SELECT ?city (MIN(?name) AS ?label) (MIN(?north) AS ?latitude) (MIN(?east) AS ?longitude) {
  ?city a tg:City .
  OPTIONAL { ?city skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?city geo:lat ?north ; geo:long ?east }
} GROUP BY ?city ORDER BY ?city
"""
_MEMBERS = """
SELECT ?partnership ?city ?kind ?start {
  ?partnership tg:member ?city .
  OPTIONAL { ?partnership tg:kind ?kind }
  OPTIONAL { ?partnership tg:phase/tg:start/tg:edtf ?start }
} ORDER BY ?partnership ?city ?kind
"""


def of(store: Store) -> nx.MultiGraph[str]:
    """Return the cities as a multigraph, with an edge for each pair of members of a partnership.

    A node is the id of a city, with ``label`` (English name), ``latitude`` and ``longitude``
    (degrees; None if not known). An edge has the partnership's id as its key, and ``kind``,
    ``start`` (EDTF, that of the phase that begins first), and ``members``, the number of its
    members: a pair among three or more is derived, not a twinning of two.
    """
    network: nx.MultiGraph[str] = nx.MultiGraph()
    for row in select(store, _CITIES):
        network.add_node(
            slug(row["city"].value),
            label=row["label"].value if row["label"] else slug(row["city"].value),
            latitude=float(row["latitude"].value) if row["latitude"] else None,
            longitude=float(row["longitude"].value) if row["longitude"] else None,
        )
    for name, partnership in _partnerships(store).items():
        attributes = {
            "kind": partnership.kind,
            "start": str(min(partnership.starts, default="")),
            "members": len(partnership.members),
        }
        for one, other in combinations(partnership.members, 2):
            network.add_edge(one, other, name, **attributes)
    return network


@dataclass(frozen=True, slots=True)
class _Partnership:
    """A partnership of the network: its kind, its members in order, the starts of its phases."""

    kind: str
    members: dict[str, None] = field(default_factory=dict)
    starts: set[dates.ImpreciseDate] = field(default_factory=set)


def _partnerships(store: Store) -> dict[str, _Partnership]:
    partnerships: dict[str, _Partnership] = {}
    for row in select(store, _MEMBERS):
        kind = row["kind"].value.removeprefix(CONCEPT + "kind-") if row["kind"] else ""
        partnership = partnerships.setdefault(slug(row["partnership"].value), _Partnership(kind))
        partnership.members[slug(row["city"].value)] = None
        if row["start"]:
            partnership.starts.add(dates.parse(row["start"].value))
    return partnerships
