"""Whether both cities of a partnership say that there is one."""

from __future__ import annotations

import networkx as nx
import pytest

import twingraph
from support.networks import found, value
from twingraph.network import simple


def spoken() -> simple.Network:
    """Return partnerships named by two, two, one and no city, and two that do not count."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from("abcd", own_pages=1)
    graph.add_node("e")
    named = [("a", "b", 2), ("a", "b", 2), ("b", "c", 1), ("c", "d", 0), ("d", "e", 1)]
    graph.add_edges_from((one, other, {"members": 2, "said_by": n}) for one, other, n in named)
    graph.add_edge("a", "d", members=3, said_by=3)
    return simple.of_graph(graph)


def test_reciprocity_is_the_share_of_statements_that_are_returned() -> None:
    network = spoken()
    assert (value(network, "named_by_both"), value(network, "named_by_one")) == (2, 1)
    assert value(network, "statement_reciprocity") == pytest.approx(4 / 5)
    assert found(network, "statement_reciprocity").edges == 3


def test_an_edge_list_does_not_know_who_names_an_edge() -> None:
    network = simple.of_pairs([("1", "2")], {})
    for key in ("named_by_both", "named_by_one", "statement_reciprocity"):
        assert found(network, key).reason == "the network does not know who names an edge"


def test_the_curated_graph_has_the_one_sided_partnerships_of_the_question() -> None:
    dataset = twingraph.open()
    asked = dataset.query("one-sided")
    expected = {row["partnership"].rpartition("/")[2] for row in asked if row["other_page"]}
    network = dataset.network()
    ours = {
        data["partnership"]
        for one, other, data in network.edges(data=True)
        if (data["members"], data["said_by"]) == (2, 1)
        and "own_pages" in network.nodes[one]
        and "own_pages" in network.nodes[other]
    }
    assert ours == expected
    assert value(simple.of_graph(network), "named_by_one") == len(expected) > 0
