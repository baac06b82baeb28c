"""The network of cities, countries or NUTS regions: a projection of the graph for networkx."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx

from twingraph.core.terms import slug
from twingraph.network import cities, merging, partnerships
from twingraph.store.engine import select

if TYPE_CHECKING:
    from datetime import date

    from twingraph.network.partnerships import Partnership
    from twingraph.store.engine import Store

Nodes = Literal["cities", "countries", "nuts1", "nuts2", "nuts3"]
Kinds = Literal["all", "twin-towns"]
Many = Literal["cliques", "stars", "hyperedges"]

_TWIN_TOWN = "twin-town"
_PAIR = 2
_LEVELS: dict[Nodes, str] = {"countries": "country"}  # others are called as the attribute is
_REGIONS = (
    "SELECT ?code ?name { ?region tg:nutsCode ?code ; rdfs:label ?name } ORDER BY ?code ?name"
)
_STATES = "SELECT ?state ?name { ?state a tg:State ; rdfs:label ?name } ORDER BY ?state ?name"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a network is made of.

    Attributes:
        nodes: "cities", or "countries", "nuts1", "nuts2" or "nuts3": the states, or the NUTS
            regions of that level, in which the cities lie today.
        kinds: "all" partnerships, or "twin-towns": those of that kind and narrower ones.
        many: What a partnership of three or more members becomes. "cliques": an edge for each pair
            of members. "stars": a node of its own, joined to each member. "hyperedges": the same,
            and partnerships of two become such nodes too.
        as_of: Day on which the partnerships existed; None for those of every time.
        possible: Whether it is enough that they possibly existed on that day.
        ended: Whether to include partnerships that have ended by the day of the dataset.

    Raises:
        ValueError: A choice is not one of these.
    """

    nodes: Nodes = "cities"
    kinds: Kinds = "all"
    many: Many = "cliques"
    as_of: date | None = None
    possible: bool = False
    ended: bool = True

    def __post_init__(self) -> None:
        """Hold that each choice is one of those that there are."""
        for name, known in (("nodes", Nodes), ("kinds", Kinds), ("many", Many)):
            if getattr(self, name) not in get_args(known):
                listed = ", ".join(get_args(known))
                raise ValueError(f"{name}={getattr(self, name)!r}: choose one of {listed}")

    @property
    def said(self) -> dict[str, str]:
        """The choices in words, for readers of the output."""
        certainty = "possibly" if self.possible else "certainly"
        when = f"{certainty} on {self.as_of.isoformat()}" if self.as_of else "of every time"
        return {
            "nodes": self.nodes,
            "partnerships": "all kinds" if self.kinds == "all" else "twin towns",
            "existing": when if self.ended else f"{when}, without those that have ended",
            "three_or_more_members": self.many,
            "parallel_edges": "kept",
        }


def of(store: Store, choices: Choices | None = None) -> nx.MultiGraph[str]:
    """Return a network of the cities, the countries or the NUTS regions.

    An attribute whose value is not known is left out, so that every format of networkx can be
    written. The attributes of the network say how it was made, and what was left out.

    A city is a node with the attributes that ``network.cities.read`` describes. A country or a
    region has its ``label`` and ``cities``, the number of its cities; a region also has its
    ``country`` and the codes of the regions above it. A node that stands for a partnership has its
    attributes, and ``type`` is "partnership".

    The key of an edge is the id of the partnership; among three or more members, the pair follows
    it, because a key is the id of an edge in GraphML. An edge has the attributes

    - ``partnership``: id of the partnership;
    - ``kind``: such as "twin-town"; that on the day, if one is chosen;
    - ``start``, ``end``: since when it exists, and until when it lasted if it has ended, in EDTF;
    - ``status``: its status on the day of the dataset, or on the chosen day: active, dormant,
      suspended or ended;
    - ``confidence``: high, medium or low: how sure the reader of a source was that these are the
      members; of several sources, the surest;
    - ``said_by``: number of members whose own pages, their sites or their items in Wikidata, name
      the partnership;
    - ``members``: number of its members; a pair among three or more is derived, not a twinning of
      two;
    - ``expansion``: "pair", "clique", "star" or "hyperedge": what the partnership became;
    - ``weight``: 1, and 1 / (members − 1) in a clique, so that each partnership adds 1 to the
      weights of each of its members.

    Args:
        store: The store of the graph.
        choices: What the network is made of; None for all partnerships of cities.
    """
    chosen = choices or Choices()
    known = partnerships.read(store)
    kept = _chosen(known, chosen, store)
    network: nx.MultiGraph[str] = nx.MultiGraph()
    network.graph.update(chosen.said)
    network.add_nodes_from(cities.read(store, chosen.as_of).items())
    for name, partnership in kept.items():
        _connect(network, name, partnership, chosen.many)
    network.graph["partnerships_left_out"] = len(known) - len(kept)
    if chosen.nodes == "cities":
        return network
    labels = _countries(store) if chosen.nodes == "countries" else _regions(store)
    return merging.by_place(network, _LEVELS.get(chosen.nodes, chosen.nodes), labels)


def _chosen(
    known: dict[str, Partnership], choices: Choices, store: Store
) -> dict[str, Partnership]:
    """Return the partnerships that are wanted; on a day, as they were then."""
    kept = {
        name: one
        for name, one in known.items()
        if choices.ended or one.attributes.get("status") != "ended"
    }
    if choices.as_of:
        then = partnerships.on(choices.as_of, store, possible=choices.possible)
        kept = {name: _as(one, then[name]) for name, one in kept.items() if name in then}
    if choices.kinds == "twin-towns":
        wanted = partnerships.narrower(_TWIN_TOWN, store)
        kept = {name: one for name, one in kept.items() if one.attributes.get("kind") in wanted}
    return kept


def _as(partnership: Partnership, then: dict[str, str]) -> Partnership:
    """Return a partnership with the kind and the status that it had on a day."""
    lasting = {
        name: value
        for name, value in partnership.attributes.items()
        if name not in {"kind", "status"}
    }
    return partnerships.Partnership({**lasting, **then}, partnership.members)


def _connect(network: nx.MultiGraph[str], name: str, partnership: Partnership, many: Many) -> None:
    size = len(partnership.members)
    about = {"partnership": name, "members": size, **partnership.attributes}
    if many == "hyperedges" or (many == "stars" and size > _PAIR):
        network.add_node(name, label=name, type="partnership", **partnership.attributes)
        expansion = many.removesuffix("s")
        for member in partnership.members:
            key = f"{name}/{member}"
            network.add_edge(name, member, key, expansion=expansion, weight=1.0, **about)
        return
    for one, other in combinations(partnership.members, 2):
        key, expansion = (name, "pair") if size == _PAIR else (f"{name}/{one}--{other}", "clique")
        weight = 1 / (size - 1)
        network.add_edge(one, other, key, expansion=expansion, weight=weight, **about)


def _countries(store: Store) -> dict[str, str]:
    """Return the label of each state by its id."""
    return {slug(row["state"].value): row["name"].value for row in select(store, _STATES)}


def _regions(store: Store) -> dict[str, str]:
    """Return the label of each NUTS region that has one by its code."""
    return {row["code"].value: row["name"].value for row in select(store, _REGIONS)}
