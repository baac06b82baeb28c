"""The network of cities for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import twingraph
from support import small
from twingraph.publish import build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from twingraph import Dataset


def built(folder: Path, *partnerships: Mapping[str, str]) -> Dataset:
    """Build the small dataset with these partnerships instead of its own."""
    content: dict[str, Any] = small.data() | {"partnerships.csv": list(partnerships)}
    content["sources.csv"].append(content["sources.csv"][0] | {"source": "list", "title": "A list"})
    build.build([small.write(folder / "tables", content)], folder / "build")
    return twingraph.open(folder / "build")


def row(*members: str, phase: str = "1", **cells: str) -> dict[str, str]:
    return {
        "partnership": "--".join(members),
        "members": "; ".join(members),
        "phase": phase,
        "source": "page",
    } | cells


ENDED = (
    row("alpha", "beta", status="active", start="1962-05", end="2016"),
    row("alpha", "beta", phase="2", status="ended", start="2016"),
)


def test_an_edge_has_what_is_known_of_the_partnership(tmp_path: Path) -> None:
    network = built(tmp_path, *ENDED).network()

    assert network.edges["alpha", "beta", "alpha--beta"] == {
        "partnership": "alpha--beta",
        "members": 2,
        "start": "1962-05",
        "end": "2016",
        "status": "ended",
        "confidence": "high",
    }


def test_ended_partnerships_can_be_left_out(tmp_path: Path) -> None:
    lasting = row("alpha", "gamma-main", status="active", start="1985")
    dataset = built(tmp_path, *ENDED, lasting)

    assert set(dataset.network().edges(keys=True)) == {
        ("alpha", "beta", "alpha--beta"),
        ("alpha", "gamma-main", "alpha--gamma-main"),
    }
    assert set(dataset.network(ended=False).edges(keys=True)) == {
        ("alpha", "gamma-main", "alpha--gamma-main")
    }
    assert "beta" in dataset.network(ended=False), (
        "a city without partnerships is one of the cities"
    )


@pytest.mark.parametrize(
    ("first", "second", "surest"),
    [("low", "medium", "medium"), ("medium", "low", "medium"), ("low", "low", "low")],
)
def test_an_edge_is_as_sure_as_the_surest_source(
    tmp_path: Path, first: str, second: str, surest: str
) -> None:
    rows = (
        row("alpha", "beta", confidence=first),
        row("alpha", "beta", confidence=second, source="list"),
    )
    network = built(tmp_path, *rows).network()

    assert network.edges["alpha", "beta", "alpha--beta"]["confidence"] == surest


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    network = built(tmp_path, row("alpha", "beta")).network()

    assert network.edges["alpha", "beta", "alpha--beta"].keys() == {
        "partnership",
        "members",
        "confidence",
    }
    assert network.nodes["alpha"] == {"label": "Alpha", "country": "de"}


def test_each_pair_of_three_members_has_an_edge_of_its_own_key(tmp_path: Path) -> None:
    network = built(tmp_path, row("alpha", "beta", "gamma-main")).network()
    name = "alpha--beta--gamma-main"

    assert set(network.edges(keys=True)) == {
        ("alpha", "beta", f"{name}/alpha--beta"),
        ("alpha", "gamma-main", f"{name}/alpha--gamma-main"),
        ("beta", "gamma-main", f"{name}/beta--gamma-main"),
    }
    assert {data["partnership"] for *_, data in network.edges(data=True)} == {name}


def test_the_curated_network_survives_graphml_and_gexf(tmp_path: Path) -> None:
    network = twingraph.open().network()
    nx.write_graphml(network, tmp_path / "network.graphml")
    nx.write_gexf(network, tmp_path / "network.gexf")

    graphml: Any = nx.read_graphml(tmp_path / "network.graphml", force_multigraph=True)
    keys = [key for *_, key in graphml.edges(keys=True)]
    assert len(keys) == len(set(keys)) == network.number_of_edges()
    assert list(graphml.nodes(data=True)) == list(network.nodes(data=True))
    gexf = nx.read_gexf(tmp_path / "network.gexf")
    assert gexf.number_of_edges() == network.number_of_edges()
