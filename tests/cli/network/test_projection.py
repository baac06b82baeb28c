"""``twingraph network``: the network as a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd
import pytest

from support.servers import oxigraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_the_format_is_that_of_the_ending_and_the_summary_says_how_it_was_made(
    built: Path, run: Callable[..., Run]
) -> None:
    for ending in ("graphml", "gexf", "edges", "json", "csv", "parquet", "geojson"):
        done = run("network", built, "-o", f"n.{ending}")
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        assert f"n.{ending}: 450 nodes, 380 edges" in done.stderr
        assert "three_or_more_members: cliques" in done.stderr
    read = nx.read_graphml("n.graphml", force_multigraph=True)
    assert (len(read), read.number_of_edges()) == (450, 380)
    table = pd.read_parquet("n.parquet", dtype_backend="pyarrow")
    assert len(table) == 380
    assert str(table["start_first"].dtype).startswith("date32")
    with Path("n.csv").open(encoding="utf-8", newline="") as file:
        assert [row["key"] for row in csv.DictReader(file)] == list(table["key"])


def test_a_day_and_a_kind_leave_partnerships_out(built: Path, run: Callable[..., Run]) -> None:
    sizes = []
    for more in ([], ["--possible"], ["--possible", "--kinds", "twin-towns"], ["--without-ended"]):
        done = run("network", built, "--as-of", "1989-11-08", "--format", "json", *more)
        assert done.returncode == 0, done.stderr
        content = json.loads(done.stdout)
        sizes.append(len(content["links"]))
        assert "on 1989-11-08" in content["graph"]["existing"]
    certain, possible, twins, lasting = sizes
    assert possible > certain > lasting > 0
    assert possible > twins > 0


def test_a_day_before_everything_has_cities_and_no_edges(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("network", built, "--as-of", "0900-01-01", "--format", "json")
    content = json.loads(done.stdout)
    assert (len(content["nodes"]), content["links"]) == (450, [])


def test_an_endpoint_gives_the_bytes_of_a_build(
    built: Path, run: Callable[..., Run], tmp_path: Path
) -> None:
    chosen = ["--as-of", "1989-11-08", "--possible", "--kinds", "twin-towns", "--format", "json"]
    with oxigraph(built / "twingraph.ttl", tmp_path / "there") as url:
        read = run("network", "--endpoint", url, *chosen)
        both = run("network", built, "--endpoint", url)
    assert read.returncode == 0, read.stderr
    assert read.stdout == run("network", built, *chosen).stdout != ""
    assert (both.returncode, "name one source" in both.stderr) == (2, True)


def test_stars_and_countries_are_choices(built: Path, run: Callable[..., Run]) -> None:
    run("network", built, "--many", "stars", "-o", "stars.json")
    stars = json.loads(Path("stars.json").read_text(encoding="utf-8"))
    assert any(node.get("type") == "partnership" for node in stars["nodes"])
    run("network", built, "--nodes", "countries", "--simple", "-o", "countries.json")
    countries = json.loads(Path("countries.json").read_text(encoding="utf-8"))
    assert "de" in {node["id"] for node in countries["nodes"]}
    assert countries["multigraph"] is False
    done = run("network", built, "--nodes", "nuts2", "-o", "regions.graphml")
    assert "  cities_without_nuts2: " in done.stderr
    assert '<node id="DED5">' in Path("regions.graphml").read_text(encoding="utf-8")


def test_both_helps_read_well(run: Callable[..., Run]) -> None:
    group, stats = run("network", "--help"), run("network", "stats", "--help")
    assert group.stdout.startswith("Usage: twingraph network [OPTIONS] [DIR] | COMMAND …\n")
    assert "\n  stats " in group.stdout
    assert stats.stdout.startswith("Usage: twingraph network stats [OPTIONS] [DIR]\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere"], 2, "nowhere: there is no such folder"),
        (["statz"], 2, "neither a folder nor a command of network; did you mean: stats?"),
        (["-o", "n.png"], 2, "unknown ending"),
        (["--as-of", "1989-13-01"], 2, "does not exist in the calendar"),
        (["--as-of", "1989"], 2, "is not a day; write 1989-11-09"),
        (["--possible"], 2, "add --as-of DAY"),
        (
            ["--nodes", "nuts"],
            2,
            "'nuts' is not one of 'cities', 'countries', 'nuts1', 'nuts2', 'nuts3'",
        ),
        (["stats", "--edges", "x.txt", "--kinds", "all"], 2, "--kinds applies to a graph only"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_written(
    arguments: list[str], code: int, said: str, run: Callable[..., Run]
) -> None:
    done = run("network", *arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert not list(Path().glob("n.*"))
