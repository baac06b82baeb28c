"""The network of cities for networkx."""

from __future__ import annotations

from datetime import date
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
        "said_by": 0,
        "expansion": "pair",
        "weight": 1.0,
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
        "said_by",
        "expansion",
        "weight",
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


TWINS = {"kind": "twin-town", "kind_word": "jumelage", "language": "fr"}
MANY = row("alpha", "beta", "gamma-main", status="active", start="1985", **TWINS)
PAIR = row("alpha", "beta")


def test_the_weights_of_a_clique_add_up_to_one_for_each_member(tmp_path: Path) -> None:
    network = built(tmp_path, MANY).network()
    assert network.degree("alpha", weight="weight") == pytest.approx(1)
    assert {data["expansion"] for *_, data in network.edges(data=True)} == {"clique"}
    assert network.graph["three_or_more_members"] == "cliques"


def test_a_star_has_a_node_for_a_partnership_of_many_and_leaves_pairs_as_they_are(
    tmp_path: Path,
) -> None:
    network = built(tmp_path, MANY, PAIR).network(many="stars")
    name = "alpha--beta--gamma-main"
    assert network.nodes[name]["type"] == "partnership"
    assert sorted(network[name]) == ["alpha", "beta", "gamma-main"]
    assert network.edges["alpha", "beta", "alpha--beta"]["expansion"] == "pair"
    assert network.graph["three_or_more_members"] == "stars"


def test_with_hyperedges_the_network_is_bipartite(tmp_path: Path) -> None:
    network = built(tmp_path, MANY, PAIR).network(many="hyperedges")
    assert nx.is_bipartite(nx.Graph(network))
    assert sorted(network["alpha--beta"]) == ["alpha", "beta"]
    assert network.number_of_edges() == 5


def test_a_simple_network_keeps_what_its_edges_have_in_common(tmp_path: Path) -> None:
    dataset = built(tmp_path, MANY, PAIR)
    assert dataset.network(simple=True).edges["alpha", "beta"] == {
        "partnership": "alpha--beta; alpha--beta--gamma-main",
        "partnerships": 2,
        "confidence": "high",
        "said_by": 0,
        "weight": 1.5,
    }
    assert dataset.network(simple=True).graph["parallel_edges"] == "made one"


def test_only_twin_towns_are_taken_if_they_are_wanted(tmp_path: Path) -> None:
    network = built(tmp_path, MANY, PAIR).network(kinds="twin-towns")
    assert {data["partnership"] for *_, data in network.edges(data=True)} == {
        "alpha--beta--gamma-main"
    }
    assert network.graph["partnerships_left_out"] == 1


@pytest.mark.parametrize(
    ("day", "possible", "expected"),
    [
        ("1961-12-31", True, set()),
        ("1962-05-15", False, set()),
        ("1962-05-15", True, {"alpha--beta"}),
        ("1970-01-01", False, {"alpha--beta"}),
        ("2016-06-01", False, {"alpha--gamma-main"}),
        ("2016-06-01", True, {"alpha--beta", "alpha--gamma-main"}),
        ("2020-01-01", True, {"alpha--gamma-main"}),
        ("0001-01-01", False, set()),
    ],
)
def test_a_network_is_as_it_was_on_a_day(
    day: str, possible: bool, expected: set[str], tmp_path: Path
) -> None:
    lasting = row("alpha", "gamma-main", status="active", start="1985")
    dataset = built(tmp_path, *ENDED, lasting, row("beta", "gamma-main"))
    network = dataset.network(as_of=date.fromisoformat(day), possible=possible)
    assert {data["partnership"] for *_, data in network.edges(data=True)} == expected
    assert len(network) == 4, "the cities stay"


def test_an_edge_has_the_status_of_the_day(tmp_path: Path) -> None:
    network = built(tmp_path, *ENDED).network(as_of=date(1970, 1, 1))
    edge = network.edges["alpha", "beta", "alpha--beta"]
    assert (edge["status"], edge["end"]) == ("active", "2016")


def test_countries_are_joined_by_the_partnerships_of_their_cities() -> None:
    dataset = twingraph.open()
    cities, countries = dataset.network(), dataset.network(nodes="countries")
    known = {node for node, data in cities.nodes(data=True) if "country" in data}
    assert countries.graph["cities_without_country"] == len(cities) - len(known)
    assert sum(data["cities"] for _, data in countries.nodes(data=True)) == len(known)
    within = sum(
        cities.nodes[one].get("country") == cities.nodes[other].get("country")
        for one, other in cities.edges()
    )
    assert nx.number_of_selfloops(countries) == within > 0
    assert countries.number_of_edges() == cities.number_of_edges()
    assert countries.nodes["de"]["label"] == "Germany"


def in_regions(folder: Path, **of: str) -> Dataset:
    """Build alpha--beta and alpha--gamma-main, with the region of each of these cities."""
    content: dict[str, Any] = small.data() | {
        "partnerships.csv": [row("alpha", "beta"), row("alpha", "gamma-main")],
        "regions.csv": [
            {"region": "DED5", "language": "de", "name": "Leipzig", "source": "page"},
            *(
                {"region": code, "version": "2021", "source": "page"}
                for code in sorted({*of.values()})
            ),
        ],
        "city-regions.csv": [
            {"city": city.replace("_", "-"), "region": code, "source": "page"}
            for city, code in of.items()
        ],
    }
    build.build([small.write(folder / "tables", content)], folder / "build")
    return twingraph.open(folder / "build")


def test_a_city_has_the_codes_of_its_regions_on_each_level(tmp_path: Path) -> None:
    network = in_regions(tmp_path, alpha="DED51", beta="DED").network()
    of = {
        node: [data.get(f"nuts{level}") for level in (1, 2, 3)]
        for node, data in network.nodes(data=True)
    }
    assert of["alpha"] == ["DED", "DED5", "DED51"]
    assert of["beta"] == ["DED", None, None], "its region is larger than those of levels 2 and 3"
    assert of["gamma-main"] == [None, None, None]


def test_regions_are_joined_by_the_partnerships_of_their_cities(tmp_path: Path) -> None:
    dataset = in_regions(tmp_path, alpha="DED51", beta="DED52", gamma_main="DE212")

    smallest = dataset.network(nodes="nuts3")
    assert set(smallest.edges()) == {("DE212", "DED51"), ("DED51", "DED52")}
    assert smallest.nodes["DED51"] == {
        "label": "DED51",
        "cities": 1,
        "country": "de",
        "nuts1": "DED",
        "nuts2": "DED5",
    }
    assert smallest.graph["cities_without_nuts3"] == 1

    above = dataset.network(nodes="nuts2")
    assert {node: data["cities"] for node, data in above.nodes(data=True)} == {"DE21": 1, "DED5": 2}
    assert nx.number_of_selfloops(above) == 1, "alpha and beta lie in one region of level 2"
    assert above.nodes["DED5"] == {"label": "Leipzig", "cities": 2, "country": "de", "nuts1": "DED"}
    assert set(dataset.network(nodes="nuts1")) == {"DE2", "DED"}


def test_cities_without_a_region_of_the_level_are_left_out_and_counted(tmp_path: Path) -> None:
    dataset = in_regions(tmp_path, alpha="DED51", beta="DED")

    level_3, level_1 = dataset.network(nodes="nuts3"), dataset.network(nodes="nuts1")
    assert (level_3.graph["cities_without_nuts3"], level_3.number_of_edges()) == (3, 0)
    assert (level_1.graph["cities_without_nuts1"], level_1.number_of_edges()) == (2, 1)


def test_the_curated_regions_are_those_of_the_table() -> None:
    dataset = twingraph.open()
    cities, regions = dataset.network(), dataset.network(nodes="nuts3")
    known = [node for node, data in cities.nodes(data=True) if "nuts3" in data]
    assert sum(data["cities"] for _, data in regions.nodes(data=True)) == len(known) > 0
    assert regions.graph["cities_without_nuts3"] == len(cities) - len(known)
    assert cities.nodes["krakow"]["nuts3"] == "PL213"
    assert regions.nodes["PL213"]["label"] == "Miasto Kraków"
    assert "kyiv" in set(cities) - set(known), "Ukraine is outside the classification"


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of cliques, stars, hyperedges"):
        twingraph.open().network(many="lines")  # type: ignore[call-overload]


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
