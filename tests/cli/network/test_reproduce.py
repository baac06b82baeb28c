"""``twingraph network reproduce``: what it writes, and what it says of bad input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import twingraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run

PAPER = """
title = "Four towns"
authors = "Somebody"
address = "https://example.org/four"
retrieved = 2026-11-27
data = "four towns"
definitions = "https://example.org/definitions"
[[figures]]
name = "Towns"
published = "4"
measure = "nodes"
[[figures]]
name = "Clustering"
published = "0.601"
measure = "transitivity"
[[figures]]
name = "Happiness"
published = "1"
not_computed = "it is not defined"
[[figures]]
name = "Triangles"
published = "2"
measure = "triangles"
"""


@pytest.fixture
def edges(run: Callable[..., Run]) -> Path:
    """Write an edge list, and a publication on it, in an empty folder."""
    assert run is twingraph
    Path("edges.txt").write_text("% sym\n1 2\n2 3\n3 1\n3 4\n4 4\n1 2\n", encoding="utf-8")
    Path("paper.toml").write_text(PAPER, encoding="utf-8")
    return Path("edges.txt")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_figure_stands_beside_ours_with_a_verdict(edges: Path) -> None:
    done = twingraph("network", "reproduce", "paper.toml", "--edges", edges, "--format", "csv")

    assert done.returncode == 0, done.stderr
    said = rows(done.stdout)
    assert [(row["figure"], row["published"], row["ours"], row["verdict"]) for row in said] == [
        ("Towns", "4", "4", "equal"),
        ("Clustering", "0.601", "0.6", "near"),
        ("Happiness", "1", "", "not computed"),
        ("Triangles", "2", "1", "does not follow from the data"),
    ]  # fmt: skip


def test_konect_is_reproduced_from_an_edge_list_with_its_source_and_definitions(
    edges: Path,
) -> None:
    done = twingraph("network", "reproduce", "konect", "--edges", edges, "--format", "json")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["reproduction"]
    assert found["published_at"] == "http://konect.cc/networks/twin/"
    assert found["computed_on"]["duplicates_dropped"] == 1
    assert "Newman" in found["measures"]["transitivity"]
    by_name = {row["figure"]: row for row in found["rows"]}
    assert by_name["Loop count"]["ours"] == 1
    assert by_name["Mean distance"]["ours"] == pytest.approx((4 * 0 + 8 * 1 + 4 * 2) / 16)
    assert by_name["Wedge count"]["ours"] == 5
    assert len(by_name) == 37


def test_a_second_run_gives_the_same_bytes_for_people(edges: Path) -> None:
    one, other = (
        twingraph("network", "reproduce", "konect", "--edges", edges, "-o", name)
        for name in ("one.txt", "other.txt")
    )

    assert (one.returncode, other.returncode) == (0, 0), one.stderr
    text = Path("one.txt").read_text(encoding="utf-8")
    assert text == Path("other.txt").read_text(encoding="utf-8")
    assert "does not follow from the data" in text
    assert "retrieved: 2026-11-27" in text


@pytest.mark.parametrize(
    ("publication", "content", "code", "message"),
    [
        ("konekt", "1 2\n", 1, 'Error: no publication "konekt"; did you mean: konect?'),
        ("other", "1 2\n", 1, 'Error: no publication "other"; did you mean: konect?'),
        ("none.toml", "1 2\n", 2, "Error: none.toml: No such file or directory"),
        ("konect", "1\n", 1, "edges.txt is not an edge list"),
    ],
)
def test_bad_input_is_refused(
    edges: Path, publication: str, content: str, code: int, message: str
) -> None:
    edges.write_text(content, encoding="utf-8")

    done = twingraph("network", "reproduce", publication, "--edges", edges, "-o", "out.csv")

    assert done.returncode == code
    assert message in done.stderr
    assert not Path("out.csv").exists()


def test_of_an_empty_edge_list_nothing_is_made_up(edges: Path) -> None:
    edges.write_text("% nothing\n", encoding="utf-8")

    done = twingraph("network", "reproduce", "konect", "--edges", edges, "--format", "csv")

    assert done.returncode == 0, done.stderr
    found = {row["figure"]: row for row in rows(done.stdout)}
    assert found["Mean distance"]["verdict"] == "not computed"
    assert found["Mean distance"]["reason"] == "the largest component has fewer than two nodes"
    assert found["Size"]["ours"] == "0"


def test_without_an_edge_list_it_says_what_is_missing(edges: Path) -> None:
    assert edges.exists()
    done = twingraph("network", "reproduce", "konect")

    assert done.returncode == 2
    assert "--edges" in done.stderr
