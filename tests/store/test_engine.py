"""The store: the same answers from Oxigraph inside and from an endpoint outside."""

from __future__ import annotations

import datetime as dt
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.command import twingraph
from twingraph import open as open_dataset
from twingraph.core.errors import CannotError, QueryError, UnknownName
from twingraph.core.terms import ID, PROLOGUE, expand
from twingraph.pages.view import ask
from twingraph.store import engine, questions, results

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def endpoint(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real SPARQL server with the embedded dataset."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    server = shutil.which("oxigraph", path=beside)
    assert server, "oxigraph is missing; pip install --group dev"
    data = tmp_path_factory.mktemp("server") / "data"
    load = [server, "load", "--location", str(data), "--file", str(built / "twingraph.ttl")]
    subprocess.run(load, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    serve = [server, "serve-read-only", "--location", str(data), "--bind", address]
    process = subprocess.Popen(serve, stderr=subprocess.DEVNULL)
    wait_for(port)
    yield f"http://127.0.0.1:{port}/query"
    process.terminate()
    process.wait()


def wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise TimeoutError(port)


@pytest.mark.parametrize("format_", ["csv", "json", "table", "markdown"])
def test_an_endpoint_answers_as_the_build_does(format_: str, built: Path, endpoint: str) -> None:
    asked = ("query", "twin-towns", "--city", "Lipsk", "--format", format_)
    inside, outside = twingraph(*asked, "-b", built), twingraph(*asked, "--endpoint", endpoint)
    assert inside.returncode == 0, inside.stderr
    assert outside.stdout == inside.stdout


def test_an_endpoint_constructs_and_asks(endpoint: str) -> None:
    there = engine.Endpoint(endpoint)
    assert bool(there.query("ASK { ?s ?p ?o }"))
    turtle = results.write(there.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"), "turtle")
    assert turtle.count(" .\n") >= 1


def test_a_query_that_the_endpoint_refuses(endpoint: str) -> None:
    with pytest.raises(QueryError, match="does not accept"):
        engine.Endpoint(endpoint).query("SELECT ?x { ?x nope:nope ?y }")


ANSWERS = {
    "/page": ("text/html", b"<html>busy, come back later</html>"),
    "/cut": (
        "application/sparql-results+json",
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://a/"}},',
    ),
    "/other": ("application/json", b'{"message": "quota exceeded"}'),
}


@pytest.fixture(scope="module")
def bad_server() -> Iterator[str]:
    """A server that answers 200 to everything, with what is no answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kind, body = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ANSWERS)
def test_what_is_no_answer_is_never_taken_for_one(path: str, bad_server: str) -> None:
    with pytest.raises(CannotError, match="no SPARQL result"):
        engine.Endpoint(bad_server + path).query("SELECT * { ?s ?p ?o }")


def test_nobody_there() -> None:
    done = twingraph("query", "twin-towns", "--city", "x", "--endpoint", "http://127.0.0.1:9/")
    assert done.returncode == 2
    assert "http://127.0.0.1:9/ cannot be asked" in done.stderr


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it''s''' . SERVICE<http://localhost/>{ ?s ?p ?o } }",
        "SELECT * { #\rSERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(0<?b)SERVICE#>\n<http://localhost/> { ?s ?p ?o } }",
        "PREFIX : <http://localhost/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?s) SERVICE ?where { ?a ?b ?c } FILTER(?s>?o) }",
    ],
)
def test_no_query_calls_out(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"(SERVICE|service) is not allowed"):
        engine.refuse_federation(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s <http://example.org/SERVICE> 'SERVICE' } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT ?service { ?service service:SERVICE 1 }",
        'SELECT * { ?s ?p """a "quoted" SERVICE""" }',
    ],
)
def test_the_word_alone_is_no_harm(sparql: str) -> None:
    engine.refuse_federation(sparql)


# Text, opening and closing bracket, and how many more levels the text itself has.
NESTED = {
    "parentheses": ("SELECT * {{ FILTER({}1{}) }}", "(", ")", 2),
    "groups": ("SELECT * {}{}", "{", "}", 0),
    "optional": ("SELECT * {{ {}{} }}", "OPTIONAL {", "}", 1),
    "blank nodes": ("SELECT * {{ ?s ?p {}1{} }}", "[ ?p ", "]", 1),
    "lists": ("SELECT * {{ ?s ?p {}1{} }}", "(", ")", 1),
}


@pytest.mark.parametrize("kind", NESTED)
def test_a_query_is_nested_as_deep_as_documented_and_no_deeper(kind: str) -> None:
    """Deeper ones would end the process: the engine's parser has no bound of its own."""
    text, opening, closing, around = NESTED[kind]
    nested = [
        text.format(opening * depth, closing * depth)
        for depth in (engine.DEEPEST - around, engine.DEEPEST - around + 1, 20_000)
    ]
    empty = engine.EmbeddedStore.of([])
    empty.query(nested[0])
    for deeper in nested[1:]:
        with pytest.raises(QueryError, match="nested deeper than 100"):
            empty.query(deeper)


def test_no_other_spelling_hides_brackets() -> None:
    escaped = "SELECT * { FILTER(" + r"\u0028" * 20_000 + ") }"
    with pytest.raises(QueryError, match="nested deeper than 100"):
        engine.EmbeddedStore.of([]).query(escaped)


@pytest.mark.parametrize("link", ["?x = 1 || ", "1 + ", "1 - ", "! "])
def test_a_chain_of_operators_has_an_end(link: str) -> None:
    with pytest.raises(QueryError, match="more than 1,000 groups, patterns and operators"):
        engine.EmbeddedStore.of([]).query("SELECT * { FILTER(" + link * 20_000 + "1) }")


@pytest.mark.parametrize(
    "pattern",
    ["OPTIONAL { ?s ?p 1 } ", "{ ?s ?p 1 } UNION ", "BIND(1 AS ?x) ", "FILTER(?x) ", "?s ?p 1 . "],
)
def test_a_chain_of_patterns_has_an_end(pattern: str) -> None:
    with pytest.raises(QueryError, match="give long lists in VALUES or IN"):
        engine.EmbeddedStore.of([]).query("SELECT * {" + pattern * 20_000 + "{} }")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("SELECT * {{ VALUES (?x ?y) {{ {} }} }}", "(-1.5 <http://example.org/>) "),
        ("SELECT * {{ FILTER(?x IN ({} 1)) }}", "-1, "),
        ("SELECT * {{ VALUES ?x {{ {} }} }}", '"1"^^xsd:integer "((("@en '),
        ("SELECT * {{ ?s ?p '{}' }}", "("),
        ("SELECT * {{}} # {}", "("),
    ],
)
def test_long_data_are_no_harm(text: str, item: str) -> None:
    engine.EmbeddedStore.of([]).query(PROLOGUE + text.format(item * 5_000))


def test_a_letter_that_there_is_not() -> None:
    with pytest.raises(QueryError, match="that is no character"):
        engine.EmbeddedStore.of([]).query(r"SELECT * { ?s ?p '\UFFFFFFFF' }")


def test_a_store_that_knows_no_dataset_has_views_without_its_title() -> None:
    """An endpoint that somebody else has filled says nothing of our dataset."""
    alpha = ox.NamedNode(ID + "city/alpha")
    foreign = engine.EmbeddedStore.of(
        [
            ox.Triple(alpha, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("tg:City"))),
            ox.Triple(alpha, ox.NamedNode(expand("tg:nameKey")), ox.Literal("alpha")),
        ]
    )
    assert ask.network(foreign, "de").title == "Städtenetzwerk"
    assert ask.city(foreign, "Alpha", "de").footer == ""
    assert ask.caption(foreign) == ("City network", "")


def test_a_value_cannot_leave_its_place(built: Path) -> None:
    """Whatever a parameter holds, it stays one term of the query."""
    question = questions.parse(
        "#+ param text: text  Any.\nSELECT ($text AS ?same) {}", "the question"
    )
    embedded = engine.EmbeddedStore.open(built / "store")
    for text in ('" } DROP ALL #', "\\", "'''", "$text", "a\nb", "\u202e", "<x>"):
        (row,) = results.Result(question.ask(embedded, {"text": text}))  # type: ignore[arg-type]  # a SELECT
        assert row["same"] == text


def test_a_partnership_is_found_by_its_cities_in_any_order(built: Path) -> None:
    embedded = engine.EmbeddedStore.open(built / "store")
    trio = ID + "partnership/krakow--kyiv--leipzig"
    assert questions.resolve("partnership", "leipzig--krakow--kyiv", embedded) == trio
    with pytest.raises(UnknownName, match="leipzig--krakow--2"):
        questions.resolve("partnership", "leipzig--krakow--2", embedded)


def test_a_second_partnership_of_the_same_cities_is_found_too() -> None:
    second = ox.NamedNode(ID + "partnership/alpha--beta--2")
    kind = ox.Triple(second, ox.NamedNode(expand("rdf:type")), ox.NamedNode("http://example.org/"))
    found = questions.resolve("partnership", "beta--alpha--2", engine.EmbeddedStore.of([kind]))
    assert found == second.value


def test_suggestions_are_what_a_person_asks() -> None:
    with pytest.raises(UnknownName) as caught:
        questions.named("partnership")
    assert "view/" not in str(caught.value)
    with pytest.raises(UnknownName, match="view/partnerships"):
        questions.named("view/partnership")


def test_numbers_and_days_from_python(built: Path) -> None:
    graph = open_dataset(built)
    found = list(graph.query("most-connected", least=9))
    assert found
    assert found == list(graph.query("most-connected", least="9"))
    assert list(graph.query("longest", day=dt.date(2020, 1, 1)))
