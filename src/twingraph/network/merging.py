"""Networks whose nodes or edges are made fewer: places of cities, one edge of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# What all cities of a region have in common; a region itself has it too.
_OF_REGIONS = ("country", "nuts1", "nuts2")


def by_place(
    network: nx.MultiGraph[str], level: str, labels: Mapping[str, str]
) -> nx.MultiGraph[str]:
    """Return the network of the countries or the NUTS regions in which the cities lie.

    Partnerships within a place become edges from it to itself. Edges of cities of which the place
    is not known are left out, and the number of these cities is an attribute of the network.

    Args:
        network: The network of cities.
        level: Attribute of a city that says in which place it lies, such as "country".
        labels: Labels of places by their ids.
    """
    place = {node: _place(node, data, level) for node, data in network.nodes(data=True)}
    cities = Counter(place[node] for node, data in network.nodes(data=True) if "type" not in data)
    merged: nx.MultiGraph[str] = nx.MultiGraph()
    merged.graph.update(network.graph, **{f"cities_without_{level}": cities.pop(None, 0)})
    known = _known_of_regions(network, place, level)
    for name in sorted(str(name) for name in cities):
        merged.add_node(name, label=labels.get(name, name), cities=cities[name], **known[name])
    merged.add_nodes_from((node, data) for node, data in network.nodes(data=True) if "type" in data)
    for one, other, key, data in network.edges(keys=True, data=True):
        source, target = place[one], place[other]
        if source is not None and target is not None:
            merged.add_edge(source, target, key, **data)
    return merged


def _place(node: str, data: Mapping[str, Any], level: str) -> str | None:
    """Return the place of a city; a partnership stays the node that it is."""
    return node if "type" in data else data.get(level)


def _known_of_regions(
    network: nx.MultiGraph[str], place: Mapping[str, str | None], level: str
) -> dict[str | None, dict[str, str]]:
    """Return what is larger than a place and has all of its cities in it: nothing of a country."""
    names = _OF_REGIONS[: _OF_REGIONS.index(level)] if level in _OF_REGIONS else _OF_REGIONS
    met: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, data in network.nodes(data=True):
        for name in names:
            met[place[node]][name].add(data.get(name, ""))
    return defaultdict(
        dict,
        {
            where: {name: min(values) for name, values in of.items() if len(values) == 1}
            for where, of in met.items()
        },
    )


def simple(network: nx.MultiGraph[str]) -> nx.Graph[str]:
    """Return the network with one edge in the place of all that join the same two nodes.

    It keeps what all of them have in common, and has the sum of their weights. ``partnerships`` is
    the number of partnerships, and ``partnership`` has their ids, with semicolons between them.

    Args:
        network: The network.
    """
    merged: nx.Graph[str] = nx.Graph()
    merged.graph.update(network.graph, parallel_edges="made one")
    merged.add_nodes_from(network.nodes(data=True))
    together: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one, other, data in network.edges(data=True):
        first, last = sorted((one, other))
        together.setdefault((first, last), []).append(data)
    for (one, other), edges in together.items():
        merged.add_edge(one, other, **_common(edges))
    return merged


def _common(edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what all edges have in common, their weight and their partnerships."""
    first, *others = edges
    common = {
        name: value
        for name, value in first.items()
        if all(other.get(name) == value for other in others)
    }
    names = list(dict.fromkeys(edge["partnership"] for edge in edges))
    return common | {
        "partnership": "; ".join(names),
        "partnerships": len(names),
        "weight": sum(edge["weight"] for edge in edges),
    }
