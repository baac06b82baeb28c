"""Queries that take too long, too much, or are interrupted: with real signals to real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.command import ANNOUNCING, twingraph
from twingraph.store.worker import UNLIMITED, run

if TYPE_CHECKING:
    from pathlib import Path

# The engine would take hours for each, and hands over nothing on the way.
HEAVY = {
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) < STR(?f)) } ORDER BY ?c ?f",
    "nothing": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) = CONCAT(STR(?f), '?!')) }",
    "ask": "ASK { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) = CONCAT(STR(?f), '?!')) }",
    "construct": "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
    "patterns": "ASK {" + "".join(f"?x{n} ?p{n} ?x{n + 1} ." for n in range(900)) + "}",
}


@pytest.mark.parametrize("kind", HEAVY)
def test_ctrl_c_ends_a_query_and_leaves_no_file(kind: str, built: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    process = subprocess.Popen(
        [sys.executable, "-c", ANNOUNCING, "query", "-", "-b", built, "-o", answer],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdin
    assert process.stderr
    process.stdin.write(HEAVY[kind])
    process.stdin.close()
    assert process.stderr.readline() == "asked\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr.read() == "Interrupted.\n"
    process.stderr.close()
    assert list(tmp_path.iterdir()) == []


def test_a_limit_of_time_says_so_and_leaves_no_file(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "heavy.rq"
    query.write_text(HEAVY["count"], encoding="utf-8")
    done = twingraph("query", query, "-b", built, "--timeout", "0.5", "-o", tmp_path / "a.csv")
    assert done.returncode == 2
    assert done.stderr == "Error: the query was stopped at its limit of 0.5 seconds\n"
    assert list(tmp_path.iterdir()) == [query]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process holds")
def test_a_limit_of_memory_says_so(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "heavy.rq"
    query.write_text(HEAVY["construct"], encoding="utf-8")
    done = twingraph("query", query, "-b", built, "--max-memory", "50", "--timeout", "200")
    assert done.returncode == 2
    assert done.stderr == "Error: the query was stopped at its limit of 50 MB of memory\n"


@pytest.mark.parametrize("format_", ["csv", "json", "table"])
def test_rows_that_are_cut_off_are_told(format_: str, built: Path, tmp_path: Path) -> None:
    query = tmp_path / "many.rq"
    query.write_text("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", encoding="utf-8")
    done = twingraph("query", query, "-b", built, "--limit", "3", "--format", format_)
    assert done.returncode == 0
    assert done.stderr == "Note: the answer was cut after 3 rows; there are more\n"
    assert {"csv": 4, "json": 1, "table": 8}[format_] == len(done.stdout.splitlines())


@pytest.mark.parametrize(
    "query",
    [
        # Every triple again and again, so that those which differ are counted.
        "CONSTRUCT { ?a a ?c } { ?a a ?c . ?d ?e ?f . ?g ?h ?i }",
        "DESCRIBE <https://w3id.org/twingraph/id/city/leipzig>",
    ],
)
def test_triples_that_are_cut_off_are_told(query: str, built: Path, tmp_path: Path) -> None:
    file, graph = tmp_path / "graph.rq", tmp_path / "graph.ttl"
    file.write_text(query, encoding="utf-8")
    done = twingraph("query", file, "-b", built, "--limit", "3", "-o", graph)
    assert done.returncode == 0
    assert done.stderr == "Note: the answer was cut after 3 triples; there are more\n"
    assert len(list(ox.parse(path=str(graph), format=ox.RdfFormat.TURTLE))) == 3


def test_a_graph_within_the_limit_is_whole_and_nothing_is_told(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "graph.rq"
    query.write_text("DESCRIBE <https://w3id.org/twingraph/id/city/leipzig>", encoding="utf-8")
    limited = twingraph("query", query, "-b", built, "--limit", "10000")
    assert limited.stderr == ""
    assert limited.stdout == twingraph("query", query, "-b", built).stdout


@pytest.mark.parametrize("form", ["CONSTRUCT { ?a ?b ?f }", "DESCRIBE ?a"])
def test_a_limit_of_time_stops_a_graph(form: str, built: Path, tmp_path: Path) -> None:
    query = tmp_path / "heavy.rq"
    query.write_text(form + " { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", encoding="utf-8")
    done = twingraph("query", query, "-b", built, "--timeout", "0.5")
    assert done.returncode == 2
    assert done.stderr == "Error: the query was stopped at its limit of 0.5 seconds\n"
    assert done.stdout == ""


def test_rows_within_the_limit_are_all_there_and_nothing_is_told(built: Path) -> None:
    asked = ("query", "twin-towns", "--city", "Leipzig", "-b", built, "--format", "json")
    limited = twingraph(*asked, "--limit", "10000")
    assert limited.stderr == ""
    assert limited.stdout == twingraph(*asked).stdout


def test_an_endpoint_has_no_limit_of_memory() -> None:
    done = twingraph("query", "undated", "--endpoint", "http://localhost/", "--max-memory", "5")
    assert done.returncode == 2
    assert "--max-memory applies to a build only" in done.stderr


def test_the_next_query_finds_the_thread_of_the_last() -> None:
    first, second = (run(lambda _: threading.get_ident(), 16_000_000, UNLIMITED) for _ in "12")
    assert first == second
    larger = run(lambda _: threading.get_ident(), 64_000_000, UNLIMITED)
    assert run(lambda _: threading.get_ident(), 16_000_000, UNLIMITED) == larger


def test_a_query_within_the_thread_of_another_has_its_own() -> None:
    def nested(_: object) -> tuple[int, int]:
        inner = run(lambda _: threading.get_ident(), 16_000_000, UNLIMITED)
        return threading.get_ident(), inner

    outer, inner = run(nested, 16_000_000, UNLIMITED)
    assert outer != inner


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot copy a process")
def test_a_copy_of_the_process_can_ask() -> None:
    program = """
import os
from twingraph.store.worker import UNLIMITED, run
assert run(lambda _: 1, 16_000_000, UNLIMITED) == 1
child = os.fork()
assert run(lambda _: 2, 16_000_000, UNLIMITED) == 2
if child:
    sys.exit(os.waitpid(child, 0)[1])
"""
    done = subprocess.run(
        [sys.executable, "-c", "import sys" + program], check=False, timeout=60, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")
