"""``twingraph network stats``: what it writes, and what it says of bad input."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support.command import twingraph
from twingraph.network import measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run

EDGES = "% sym\n# towns\n1 2 9\n2\t1\n2 3\n3 1\n3 4\n5 5\n18446744073709551615 4\n"
CHEAP = ("--only", "nodes", "--only", "edges", "--only", "diameter")


@pytest.fixture
def edges(run: Callable[..., Run]) -> Path:
    """Write an edge list in an empty folder."""
    assert run is twingraph
    Path("edges.txt").write_text(EDGES, encoding="utf-8")
    return Path("edges.txt")


def parsed(done: Run) -> dict[str, Any]:
    """Return the object that was written; NaN and infinity are no JSON."""
    assert done.returncode == 0, done.stderr

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    content: dict[str, Any] = json.loads(done.stdout, parse_constant=refuse)
    return content


def test_an_edge_list_is_measured_with_what_was_dropped(edges: Path) -> None:
    done = twingraph("network", "stats", "--edges", edges, "--format", "json")
    content = parsed(done)
    expected = {
        "nodes": 6, "edges": 5, "self_loops_dropped": 1, "duplicates_dropped": 1, "components": 2,
        "largest_component_nodes": 5, "max_degree": 3, "triangles": 1, "wedges": 6, "diameter": 3,
        "transitivity": 0.5, "average_clustering": pytest.approx((1 + 1 + 1 / 3) / 6),
        "mean_distance": pytest.approx(1.7), "degree_assortativity": pytest.approx(-1 / 9),
    }  # fmt: skip
    assert {key: content[key] for key in expected} == expected
    assert content["country_assortativity"] is None
    assert content["definitions"]["country_assortativity"]["reason"]
    assert list(content["definitions"]) == list(measures.registry())
    assert "what follows two ids is not read, in 1 line" in done.stderr
    assert content["network"]["lines_with_more_columns"] == 1


def test_two_runs_write_the_same_bytes(edges: Path) -> None:
    runs = [
        twingraph("network", "stats", "--edges", edges, "--format", "json", PYTHONHASHSEED=seed)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


def test_a_build_is_measured_by_country_and_bloc(built: Path, run: Callable[..., Run]) -> None:
    keys = (
        "nodes", "country_assortativity", "bloc_assortativity", "nuts3_assortativity",
        "betweenness_ranking",
    )  # fmt: skip
    chosen = [word for key in keys for word in ("--only", key)]
    done = run("network", "stats", built, "--format", "json", "--ranking", 3, *chosen)
    content = parsed(done)
    assert content["nodes"] == 450
    assert -1 <= content["country_assortativity"] <= 1
    for key in ("bloc_assortativity", "nuts3_assortativity"):
        said = content["definitions"][key]
        assert said["computed_on"]["nodes"] + said["nodes_without_value"] == 450, key
        assert 0 < said["nodes_without_value"] < 450, key
    ranking = content["betweenness_ranking"]
    assert [row["rank"] for row in ranking] == [1, 2, 3]
    assert ranking[0]["value"] >= ranking[1]["value"] >= ranking[2]["value"] > 0


def test_csv_has_a_row_for_each_number_and_says_which_tables_it_lacks(edges: Path) -> None:
    done = twingraph(
        "network", "stats", "--edges", edges, "--format", "csv", *CHEAP, "--only", "cores"
    )
    read = {row["key"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert {key: row["value"] for key, row in read.items()} == {
        "nodes": "6", "edges": "5", "diameter": "3",
    }  # fmt: skip
    assert (read["diameter"]["nodes"], read["diameter"]["method"]) == ("5", "exact")
    assert read["diameter"]["source"].startswith("Kunegis")
    assert "tables are not in this CSV (cores); write each by itself: --only cores" in done.stderr


def test_a_table_alone_is_csv_of_its_own(edges: Path) -> None:
    twingraph("network", "stats", "--edges", edges, "--only", "cores", "-o", "cores.csv")
    assert Path("cores.csv").read_text(encoding="utf-8") == "k,nodes\n0,6\n1,5\n2,3\n"


def test_the_table_says_what_each_measure_is(edges: Path) -> None:
    done = twingraph("network", "stats", "--edges", edges, *CHEAP, "--only", "degree_distribution")
    assert "│ diameter │ 3     │" in done.stdout
    assert "5 nodes, 5 edges" in done.stdout
    assert "network: edge list edges.txt" in done.stdout
    assert "  diameter (diameter): Greatest distance between two nodes" in done.stdout
    assert "│ 3      │ 1     │ 0.166667       │" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"1 2\n3\n", 'bad.txt:2: has one id, "3"'),
        (b"\x7fELF\x00\x00 1", "bad.txt:1: has a byte 0: this is not text"),
    ],
)
def test_what_is_no_edge_list_is_refused_with_the_line_and_nothing_is_written(
    content: bytes, said: str, run: Callable[..., Run]
) -> None:
    Path("bad.txt").write_bytes(content)
    done = run("network", "stats", "--edges", "bad.txt", "-o", "stats.json")
    assert done.returncode == 1
    assert said in done.stderr
    assert not Path("stats.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere"], 2, "nowhere"),
        (["--edges", "none.txt"], 2, "none.txt: No such file"),
        (["nowhere", "--edges", "edges.txt"], 2, "name one source: a folder, --endpoint or"),
        (["--edges", "edges.txt", "--only", "transitivty"], 1, "did you mean: transitivity"),
        (["--edges", "edges.txt", "-o", "stats.xlsx"], 2, "unknown ending"),
    ],
)
def test_a_mistake_is_explained(arguments: list[str], code: int, said: str, edges: Path) -> None:
    assert edges.exists()
    done = twingraph("network", "stats", *arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_the_size_of_a_small_network_is_in_the_singular(run: Callable[..., Run]) -> None:
    Path("one.txt").write_text("a b\n", encoding="utf-8")
    done = run("network", "stats", "--edges", "one.txt", "--only", "edges")
    assert " 2 nodes, 1 edge " in done.stdout


def test_an_empty_list_is_an_empty_network(run: Callable[..., Run]) -> None:
    Path("empty.txt").write_text("% nothing\n", encoding="utf-8")
    content = parsed(run("network", "stats", "--edges", "empty.txt", "--format", "json"))
    assert (content["nodes"], content["edges"], content["transitivity"]) == (0, 0, None)
    assert content["definitions"]["transitivity"]["reason"] == "there are no wedges"


def test_without_igraph_it_says_what_to_install(edges: Path) -> None:
    hidden = Path("hidden.py")
    hidden.write_text(
        "import sys, importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'igraph' else found(name, *rest)\n"
        "from twingraph.cli import main\n"
        f"main(['network', 'stats', '--edges', {str(edges)!r}])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, hidden], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "igraph is not installed; try: pip install 'twingraph[network]'" in done.stderr
