"""Networks whose nodes or edges are made fewer: countries of cities, one edge of several."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def by_country(network: nx.MultiGraph[str], labels: Mapping[str, str]) -> nx.MultiGraph[str]:
    """Return the network of the countries in which the cities lie.

    Partnerships within a country become edges from it to itself. Edges of cities without a known
    country are left out, and the number of these cities is an attribute of the network.

    Args:
        network: The network of cities.
        labels: Labels of countries by their ids.
    """
    place = {node: _country(node, data) for node, data in network.nodes(data=True)}
    cities = Counter(place[node] for node, data in network.nodes(data=True) if "type" not in data)
    merged: nx.MultiGraph[str] = nx.MultiGraph()
    merged.graph.update(network.graph, cities_without_country=cities.pop(None, 0))
    for country in sorted(str(country) for country in cities):
        merged.add_node(country, label=labels.get(country, country), cities=cities[country])
    merged.add_nodes_from((node, data) for node, data in network.nodes(data=True) if "type" in data)
    for one, other, key, data in network.edges(keys=True, data=True):
        source, target = place[one], place[other]
        if source is not None and target is not None:
            merged.add_edge(source, target, key, **data)
    return merged


def _country(node: str, data: Mapping[str, Any]) -> str | None:
    """Return the country of a city; a partnership stays the node that it is."""
    return node if "type" in data else data.get("country")


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
