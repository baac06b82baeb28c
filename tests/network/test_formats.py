"""The network in the formats of other tools."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from twingraph.network import edgelist, formats, merging

GEXF = "{http://www.gexf.net/1.2draft}"


def network() -> nx.MultiGraph[str]:
    """Return two cities with two partnerships, a third without, and one beside them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.graph["three_or_more_members"] = "cliques"
    graph.add_node("a", label="Älpha & <Co>", latitude=50.5, longitude=10.25, population=5)
    graph.add_node("b", label="Beta", latitude=51.0, longitude=11.0)
    graph.add_node("c", label="Gamma")
    graph.add_node("d", label="Delta")
    known: dict[str, Any] = {"expansion": "pair", "weight": 1.0, "members": 2}
    graph.add_edge("a", "b", "a--b", partnership="a--b", start="1962-05~", end="2016", **known)
    graph.add_edge("a", "b", "a--b--2", partnership="a--b--2", **known)
    graph.add_edge("a", "c", "a--c", partnership="a--c", start="../1970", **known)
    return graph


def written(graph: nx.Graph[str], format: str) -> bytes:
    file = io.BytesIO()
    formats.write(graph, format, file)
    return file.getvalue()


@pytest.mark.parametrize("format", formats.FORMATS)
@pytest.mark.parametrize("simple", [False, True], ids=["multigraph", "simple"])
def test_the_same_network_gives_the_same_bytes_and_stays_as_it_was(
    format: str, simple: bool
) -> None:
    graph: nx.Graph[str] = merging.simple(network()) if simple else network()
    before = nx.node_link_data(graph, edges="links")
    assert written(graph, format) == written(graph, format) != b""
    assert nx.node_link_data(graph, edges="links") == before


def test_graphml_keeps_types_and_says_how_the_network_was_made(tmp_path: Any) -> None:
    file = tmp_path / "n.graphml"
    file.write_bytes(written(network(), "graphml"))
    read: Any = nx.read_graphml(file, force_multigraph=True)
    assert list(read.nodes(data=True)) == list(network().nodes(data=True))
    assert sorted(read.edges(keys=True, data=True)) == sorted(network().edges(keys=True, data=True))
    assert read.graph["three_or_more_members"] == "cliques"


def test_gexf_has_days_for_its_timeline_and_dates_as_the_sources_have_them() -> None:
    root = ET.fromstring(written(network(), "gexf"))  # noqa: S314 - our own
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = {edge.get("id"): edge for edge in root.iter(f"{GEXF}edge")}
    assert list(edges) == ["a--b", "a--b--2", "a--c"]
    assert (edges["a--b"].get("start"), edges["a--b"].get("end")) == ("1962-04-01", "2016-12-31")
    assert (edges["a--c"].get("start"), edges["a--c"].get("end")) == (None, None)
    values = [value.get("value") for value in edges["a--c"].iter(f"{GEXF}attvalue")]
    assert "../1970" in values
    assert "three_or_more_members: cliques" in "".join(root.itertext())
    assert b"lastmodified" not in written(network(), "gexf")


def test_gexf_is_read_by_networkx(tmp_path: Any) -> None:
    file = tmp_path / "n.gexf"
    file.write_bytes(written(network(), "gexf"))
    read: Any = nx.read_gexf(file)
    assert read.number_of_edges() == 3
    assert read.nodes["a"]["label"] == "Älpha & <Co>"


def test_node_link_json_is_read_by_networkx() -> None:
    read = nx.node_link_graph(json.loads(written(network(), "json")), edges="links")
    assert nx.utils.graphs_equal(read, network())


def test_an_edge_list_is_one_that_stats_reads(tmp_path: Any) -> None:
    file = tmp_path / "n.edges"
    file.write_bytes(written(network(), "edgelist"))
    assert edgelist.read(file).pairs == [("a", "b"), ("a", "b"), ("a", "c")]
    assert file.read_text(encoding="utf-8").startswith("% three_or_more_members: cliques\n")


def test_csv_has_a_row_for_each_edge_with_the_names_of_both_ends() -> None:
    read = list(csv.DictReader(io.StringIO(written(network(), "csv").decode())))
    assert [row["key"] for row in read] == ["a--b", "a--b--2", "a--c"]
    assert (
        read[0]
        | {
            "source_label": "Älpha & <Co>",
            "target_label": "Beta",
            "start": "1962-05~",
            "start_first": "1962-04-01",
            "end_last": "2016-12-31",
            "weight": "1.0",
            "expansion": "pair",
            "kind": "",
        }
        == read[0]
    )


def test_geojson_draws_what_has_a_position_and_counts_the_rest() -> None:
    content = json.loads(written(network(), "geojson"))
    assert content["network"]["nodes_without_position"] == 2
    assert content["network"]["edges_without_position"] == 1
    kinds = [feature["geometry"]["type"] for feature in content["features"]]
    assert kinds == ["Point", "Point", "LineString", "LineString"]
    line = content["features"][2]
    assert line["geometry"]["coordinates"] == [[10.25, 50.5], [11.0, 51.0]]
    assert line["properties"]["key"] == "a--b"
