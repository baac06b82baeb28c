"""Where things stand around one in the middle."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import networkx as nx

from twingraph.pages.view.boxes import Box
from twingraph.pages.view.radial import islands, rings

BOX = Box(20, 20, 40)


def distances(graph: nx.Graph[int], centre: int) -> dict[int, float]:
    spots = rings(graph, centre, [BOX] * len(graph))
    return {thing: hypot(*spot) for thing, spot in spots.items()}


def test_the_farther_in_the_network_the_farther_from_the_middle() -> None:
    distance = distances(nx.path_graph(5), 0)
    assert distance[0] == 0
    assert sorted(distance, key=distance.__getitem__) == [0, 1, 2, 3, 4]


def test_a_part_that_nothing_joins_is_left_to_the_islands() -> None:
    graph = nx.Graph([(0, 1), (2, 3)])
    assert set(rings(graph, 0, [BOX] * 4)) == {0, 1}


def test_every_part_finds_a_spot_of_its_own() -> None:
    graph: nx.Graph[int] = nx.disjoint_union_all([nx.star_graph(4)] * 6)
    spots = islands(graph, None, {}, [BOX] * len(graph)).spots
    assert set(spots) == set(graph)
    assert all(one != other for one, other in combinations(spots.values(), 2))


def test_what_has_a_spot_keeps_it() -> None:
    graph = nx.Graph([(0, 1), (2, 3)])
    first = rings(graph, 0, [BOX] * 4)
    assert islands(graph, 0, first, [BOX] * 4).spots.items() >= first.items()
