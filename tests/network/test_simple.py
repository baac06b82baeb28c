"""The simple network that is measured."""

from __future__ import annotations

import networkx as nx

from twingraph.network import simple


def test_self_loops_and_duplicates_in_either_direction_are_dropped_and_counted() -> None:
    pairs = [("1", "2"), ("2", "1"), ("1", "2"), ("3", "3"), ("2", "4")]
    network = simple.of_pairs(pairs, {})
    assert list(network.names) == ["1", "2", "3", "4"]
    assert network.ends.tolist() == [[0, 1], [1, 3]]
    assert (network.self_loops_dropped, network.duplicates_dropped) == (1, 2)


def test_the_order_of_the_lines_changes_nothing() -> None:
    pairs = [("10", "9"), ("9", "b"), ("b", "a")]
    one, other = simple.of_pairs(pairs, {}), simple.of_pairs(pairs[::-1], {})
    assert list(one.names) == list(other.names) == ["9", "10", "a", "b"]
    assert one.ends.tolist() == other.ends.tolist()


def test_of_components_of_one_size_the_first_counts_as_the_largest() -> None:
    network = simple.of_pairs([("3", "4"), ("1", "2")], {})
    assert [network.names[node] for node in network.members] == ["1", "2"]


def test_an_empty_network_has_neither_nodes_nor_edges() -> None:
    network = simple.of_pairs([], {})
    assert (network.graph.vcount(), network.ends.shape, len(network.members)) == (0, (0, 2), 0)


def test_a_multigraph_keeps_labels_and_attributes_and_loses_parallel_edges() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("b", label="Beta", country="de", population=5)
    graph.add_node("a", label="Alpha", country="fr")
    graph.add_node("c")
    graph.add_edges_from([("a", "b"), ("a", "b"), ("c", "c")])
    network = simple.of_graph(graph, {})
    assert list(network.labels) == ["Alpha", "Beta", "c"]
    assert network.attributes == {"country": ["fr", "de", None], "population": [None, 5, None]}
    assert (network.self_loops_dropped, network.duplicates_dropped) == (1, 1)
