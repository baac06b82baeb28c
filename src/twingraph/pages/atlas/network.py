"""Where cities stand in the network: communities near each other, and the cities within each.

A layout by forces is no help here: of all of Europe it makes a ball of hair, and its rounding
differs from machine to machine.
"""

from __future__ import annotations

from collections import Counter
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from twingraph.pages.atlas import rings
from twingraph.pages.atlas.circles import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Spot = tuple[int, int]
_SEED = 1  # The same communities every time.


class Joined(NamedTuple):
    """Where a city stands in the network.

    Attributes:
        community: Number of its community, the largest first.
        spot: To the right and downwards, from the middle of the plane.
    """

    community: int
    spot: Spot


def joined(cities: int, pairs: Iterable[tuple[int, int]], radius: int) -> list[Joined]:
    """Return where cities stand in the network, no two on one spot.

    Args:
        cities: Number of cities.
        pairs: Which two are partners, by their numbers.
        radius: Radius of the plane in which they stand.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(cities))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs}))
    communities = _communities(graph)
    home = {city: n for n, members in enumerate(communities) for city in members}
    sizes = [rings.reach(len(members)) for members in communities]
    middles = packed(sizes, _links(graph, home, len(communities)))
    spots: dict[int, Spot] = {}
    for members, (x, y) in zip(communities, middles, strict=True):
        inside = _inside(members, graph, home, middles)
        spots |= {city: (x + dx, y + dy) for city, (dx, dy) in inside.items()}
    fitted = _fitted(spots, radius)
    return [Joined(home[city], fitted[city]) for city in range(cities)]


def _communities(graph: nx.Graph[int]) -> list[list[int]]:
    """Return the cities of each community, the largest community first."""
    found = nx.community.louvain_communities(graph, seed=_SEED)
    return sorted((sorted(cities) for cities in found), key=lambda each: (-len(each), each))


def _links(
    graph: nx.Graph[int], home: Mapping[int, int], communities: int
) -> list[Mapping[int, int]]:
    """Count for each community the pairs that join it to others."""
    links: list[Counter[int]] = [Counter() for _ in range(communities)]
    for pair in graph.edges:
        one, other = (home[city] for city in pair)
        if one != other:
            links[one][other] += 1
            links[other][one] += 1
    return list(links)


def _inside(
    members: Sequence[int],
    graph: nx.Graph[int],
    home: Mapping[int, int],
    middles: Sequence[Spot],
) -> dict[int, Spot]:
    """Arrange a community; partners in another one are taken to stand in the middle of that."""
    own = home[members[0]]
    x, y = middles[own]
    partners = {
        city: sorted(other for other in graph[city] if home[other] == own) for city in members
    }
    beyond = {
        city: [
            (middles[home[other]][0] - x, middles[home[other]][1] - y)
            for other in sorted(graph[city])
            if home[other] != own
        ]
        for city in members
    }
    ranked = sorted(members, key=lambda city: (-len(partners[city]), -graph.degree[city], city))
    return rings.arranged(ranked, partners, beyond)


def _fitted(spots: Mapping[int, Spot], radius: int) -> dict[int, Spot]:
    """Fit spots into the plane: the middle of their extent in its middle, none beyond its edge."""
    if not spots:
        return {}
    (left, right), (top, bottom) = (
        (min(values), max(values)) for values in zip(*spots.values(), strict=True)
    )
    x0, y0 = (left + right) // 2, (top + bottom) // 2
    far = max(isqrt((x - x0) ** 2 + (y - y0) ** 2) + 1 for x, y in spots.values())
    room = radius - 1  # the rest is for what rounding adds
    widest = max(far, 8 * rings.APART)  # a few cities do not fill a whole screen
    return {
        city: (round((x - x0) * room / widest), round((y - y0) * room / widest))
        for city, (x, y) in spots.items()
    }
