"""The network of cities: a projection of the graph for networkx."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

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
} ORDER BY ?partnership ?start ?city
"""


def of(store: Store) -> nx.MultiGraph[str]:
    """Make a multigraph of the cities, an edge for each pair of members of each partnership.

    A node is the id of a city, with ``label`` (English name), ``latitude`` and ``longitude``.
    An edge has the partnership's id as its key, and ``kind``, ``start`` (EDTF, the earliest
    of its phases), and ``members``, the number of its members: a pair of three or more is
    derived, and no twinning of two.
    """
    network: nx.MultiGraph[str] = nx.MultiGraph()
    for row in select(store, _CITIES):
        network.add_node(
            slug(row["city"].value),
            label=row["label"].value if row["label"] else slug(row["city"].value),
            latitude=float(row["latitude"].value) if row["latitude"] else None,
            longitude=float(row["longitude"].value) if row["longitude"] else None,
        )
    for name, (members, kind, start) in _partnerships(store).items():
        for one, other in combinations(members, 2):
            network.add_edge(one, other, name, kind=kind, start=start, members=len(members))
    return network


def _partnerships(store: Store) -> dict[str, tuple[list[str], str, str]]:
    found: dict[str, tuple[list[str], str, str]] = {}
    for row in select(store, _MEMBERS):
        kind = row["kind"].value.removeprefix(CONCEPT + "kind-") if row["kind"] else ""
        start = row["start"].value if row["start"] else ""
        name = slug(row["partnership"].value)
        members, _, _ = found.setdefault(name, ([], kind, start))
        if (city := slug(row["city"].value)) not in members:
            members.append(city)
    return found
