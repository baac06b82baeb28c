"""A SPARQL endpoint elsewhere: the same answers as from a build, and answers that are none."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support import servers
from support.command import ANNOUNCING, twingraph
from support.web import Web, serving
from twingraph import connect
from twingraph.core.errors import CannotError, InputError, QueryError
from twingraph.store import results
from twingraph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real SPARQL server with the embedded dataset."""
    data = tmp_path_factory.mktemp("server") / "data"
    with servers.oxigraph(built / "twingraph.ttl", data) as url:
        yield url


@pytest.mark.parametrize("format_", ["csv", "json", "table", "markdown"])
def test_an_endpoint_answers_as_the_build_does(format_: str, built: Path, address: str) -> None:
    asked = ("query", "twin-towns", "--city", "Lipsk", "--format", format_)
    inside, outside = twingraph(*asked, "-b", built), twingraph(*asked, "--endpoint", address)
    assert inside.returncode == 0, inside.stderr
    assert outside.stdout == inside.stdout


def test_an_endpoint_constructs_and_asks(address: str) -> None:
    there = Endpoint(address)
    assert bool(there.query("ASK { ?s ?p ?o }"))
    turtle = results.write(there.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"), "turtle")
    assert turtle.count(" .\n") >= 1


def test_a_query_that_the_endpoint_refuses(address: str) -> None:
    with pytest.raises(QueryError, match="does not accept"):
        Endpoint(address).query("SELECT ?x { ?x nope:nope ?y }")


def test_an_update_is_not_sent(web: Web) -> None:
    with pytest.raises(QueryError, match="DROP changes data"):
        Endpoint(web.url("query")).query("DROP ALL")
    with pytest.raises(QueryError, match="has none of the known forms"):
        Endpoint(web.url("query")).query("# SELECT")
    assert web.asked == []


def test_a_query_of_many_empty_lines_is_sent_at_once(web: Web) -> None:
    web.answers["/query"] = (200, JSON, b'{"head":{},"boolean":true}')
    assert Endpoint(web.url("query")).query("\n" * 100_000 + "ASK {}")


# --- answers that are none ----------------------------------------------------------------------


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


JSON = "application/sparql-results+json"
ROW = b'{"s":{"type":"uri","value":"http://a/"}}'
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":['
SELECT, ASK, CONSTRUCT = "SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
MARK = b"\x1b]0;owned\x07\x1b[31m"


def refusal(web: Web, sparql: str, kind: str, body: bytes, status: int = 200) -> str:
    """What is said of an answer that is none."""
    web.answers["/query"] = (status, kind, body)
    with pytest.raises(CannotError) as caught:
        Endpoint(web.url("query")).query(sparql)
    assert str(caught.value).startswith(web.url("query"))
    assert len(str(caught.value)) < 800
    return str(caught.value).removeprefix(web.url("query")).lstrip(": ")


@pytest.mark.parametrize(
    ("sparql", "kind", "body"),
    [
        (SELECT, "text/html", b"<html>busy, come back later</html>"),
        (SELECT, JSON, ROWS + ROW + b","),
        (SELECT, JSON, b""),
        (SELECT, "application/json", b'{"message": "quota exceeded"}'),
        (SELECT, "application/sparql-results+xml", b"<sparql/>"),
        (SELECT, JSON, b"\xff\xfe\x00"),
        (CONSTRUCT, "text/html", b"<html>busy, come back later</html>"),
        (CONSTRUCT, "text/turtle", b"<http://a/> <http://b/> "),
        (CONSTRUCT, "application/rdf+xml", b"<rdf:RDF/>"),
    ],
)
def test_what_is_no_whole_answer_is_never_taken_for_one(
    web: Web, sparql: str, kind: str, body: bytes
) -> None:
    said = refusal(web, sparql, kind, body)
    shown = body.decode("utf-8", "replace").replace("\0", "").strip()
    assert said.startswith(f'the answer, of type "{kind}", is not a complete SPARQL result (')
    assert said.endswith(f"it begins: {shown}" if shown else "it is empty")


def test_nothing_of_an_answer_reaches_the_terminal_as_it_is(web: Web) -> None:
    kind = "text/\x1b[31mhtml" + "x" * 2_000
    for sparql in (SELECT, CONSTRUCT):
        said = refusal(web, sparql, kind, b'{"' + MARK + b"x" * 2_000_000)
        assert said.isprintable()


@pytest.mark.parametrize(
    ("sparql", "body"),
    [(SELECT, b'{"head":{},"boolean":true}'), (ASK, ROWS + ROW + b"]}}")],
)
def test_an_answer_to_another_form_is_none(web: Web, sparql: str, body: bytes) -> None:
    assert f"not the answer to {sparql.split(maxsplit=1)[0]}" in refusal(web, sparql, JSON, body)


@pytest.mark.parametrize(
    ("row", "yes"), [(b'{"__ASK_RETVAL":{"type":"literal","value":"1"}}', True), (b"", False)]
)
def test_the_table_that_virtuoso_sends_for_yes_or_no_is_read(
    web: Web, row: bytes, yes: bool
) -> None:
    body = b'{"head":{"link":[],"vars":["__ASK_RETVAL"]},"results":{"bindings":[' + row + b"]}}"
    web.answers["/query"] = (200, JSON, body)
    assert Endpoint(web.url("query")).query(ASK) is yes


DEEP = 100_000


@pytest.mark.parametrize(
    ("sparql", "kind", "body"),
    [
        (SELECT, JSON, ROWS + b"[" * DEEP + b"]" * DEEP + b"]}}"),
        (SELECT, JSON, b'{"head":' + b'{"a":' * DEEP + b"1" + b"}" * DEEP),
        (SELECT, JSON, ROWS + b'{"s":{"type":"triple","value":{"subject":' * DEEP),
        (ASK, JSON, b'"\\\\\\"]"' + b"[" * DEEP),
        (CONSTRUCT, "text/turtle", b"<http://a/> <http://b/> " + b"<<( <a:> <b:> " * DEEP),
        (CONSTRUCT, "text/turtle", b"<http://a/> <http://b/> " + b"<<( <a:> <b:> # >>\n" * DEEP),
    ],
)
def test_an_answer_nested_too_deep_does_not_end_the_process(
    web: Web, sparql: str, kind: str, body: bytes
) -> None:
    assert "nested more than 100 levels" in refusal(web, sparql, kind, body)


def test_brackets_in_texts_are_no_levels(web: Web) -> None:
    text = b"[" * 200 + b"\\\\" + b'\\"' + b"{" * 200
    body = ROWS + b'{"s":{"type":"literal","value":"' + text + b'"}}]}}'
    web.answers["/query"] = (200, JSON, body)
    answer = Endpoint(web.url("query")).query(SELECT)
    (row,) = results.rows(answer)
    assert row["s"] == "[" * 200 + '\\"' + "{" * 200


def test_many_triples_in_triples_are_not_deep(web: Web) -> None:
    body = b"<http://a/> <http://b/> <<( <a:> <b:> <c:> )>> .\n" * 200
    web.answers["/query"] = (200, "text/turtle", body)
    assert len(list(Endpoint(web.url("query")).query(CONSTRUCT))) == 1  # type: ignore[arg-type]


# --- errors of the endpoint ---------------------------------------------------------------------


def test_the_endpoint_says_itself_why_it_does_not_accept_a_query(web: Web) -> None:
    web.answers["/query"] = (400, "text/plain", MARK + b"Virtuoso 37000: syntax\nerror at 'x'")
    with pytest.raises(QueryError) as caught:
        Endpoint(web.url("query")).query(SELECT)
    reason = "]0;owned[31mVirtuoso 37000: syntax error at 'x'"
    assert str(caught.value) == f"{web.url('query')} does not accept the query: {reason}"


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (401, "write them as https://NAME:PASSWORD@"),
        (403, "it denies you access"),
        (404, "there is no endpoint at this address"),
        (405, "this address is not an endpoint"),
        (429, "try again later"),
        (500, "try again later"),
        (503, "try again later"),
    ],
)
def test_every_other_error_says_what_to_do(web: Web, status: int, hint: str) -> None:
    said = refusal(web, SELECT, "text/html", b"<h1>" + MARK + b"no</h1>" * 300_000, status)
    assert said.startswith(f"it answers with the error {status}: <h1>]0;owned[31mno</h1>")
    assert hint in said


def test_a_busy_endpoint_says_when_to_ask_again(web: Web) -> None:
    with pytest.raises(CannotError, match="503; try again later, after 30 seconds"):
        Endpoint(web.url("full/30")).query(SELECT)


# --- limits -------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["slow", "drip", "drippinghead"])
def test_the_whole_answer_has_a_time(web: Web, page: str) -> None:
    with pytest.raises(CannotError, match=r"within 0.5 seconds.*timeout=…"):
        Endpoint(web.url(page), timeout=0.5).query(SELECT)


@pytest.mark.parametrize("page", ["huge", "bomb/10"])
def test_an_answer_has_a_size(web: Web, page: str) -> None:
    with pytest.raises(CannotError, match=r"more than 5,000,000 bytes.*LIMIT.*largest=…"):
        connect(web.url(page), largest=5_000_000).query(SELECT)


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_loses_the_query_is_refused(web: Web, status: int) -> None:
    """What stands there would be taken for the answer."""
    web.answers["/other"] = (200, JSON, ROWS + ROW + b"]}}")
    said = rf"cannot be asked: redirects to {web.url('other')} \({status}\), which would lose"
    with pytest.raises(CannotError, match=said):
        Endpoint(web.url(f"to/{status}/other")).query(SELECT)


def test_a_redirect_that_keeps_the_query_is_followed(web: Web) -> None:
    web.answers["/other"] = (200, JSON, ROWS + ROW + b"]}}")
    answer = Endpoint(web.url("to/307/other")).query(SELECT)
    assert results.write(answer, "tsv") == "?s\n<http://a/>\n"
    assert web.asked[-1] == ("POST", "/other")


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["", " ", "example.org", "file:///etc/passwd", "ftp://a/", "data:,x", "http://[::1"]
)
def test_only_addresses_of_the_web_are_endpoints(url: str) -> None:
    with pytest.raises(InputError, match="is not the address of an endpoint; write https://…"):
        connect(url)
    done = twingraph("query", "twin-towns", "--city", "x", "--endpoint", url)
    assert done.returncode == 2
    assert "is not the address of an endpoint" in " ".join(done.stderr.split())


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "data://,x"])
def test_no_redirect_leads_out_of_the_web(web: Web, target: str) -> None:
    with pytest.raises(CannotError, match="only http and https are supported, not"):
        Endpoint(web.url(f"to/307/{target}")).query(SELECT)


def test_a_password_is_sent_and_not_shown(web: Web) -> None:
    address = web.url("404").replace("//", "//me:s%65cret@")
    with pytest.raises(CannotError) as caught:
        Endpoint(address).query(SELECT)
    assert web.passwords == {"Basic bWU6c2VjcmV0"}
    assert str(caught.value).startswith(f"{web.url('404')}: it answers with the error 404")
    assert "me:" not in str(caught.value)


def test_nobody_there() -> None:
    done = twingraph("query", "twin-towns", "--city", "x", "--endpoint", "http://127.0.0.1:9/")
    assert done.returncode == 2
    assert "http://127.0.0.1:9/ cannot be asked: no connection: Connection refused" in done.stderr


TURTLE = "text/turtle"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


def large_graph(web: Web) -> str:
    """Serve a graph that takes seconds to read, and return where."""
    body = b"".join(b"<urn:%d> <urn:p> %d ." % (n, n) for n in range(400_000))
    web.answers["/graph"] = (200, TURTLE, body)
    return web.url("graph")


def test_ctrl_c_waits_for_no_graph_to_be_read(web: Web, tmp_path: Path) -> None:
    query, answer = tmp_path / "graph.rq", tmp_path / "answer.ttl"
    query.write_text(GRAPH, encoding="utf-8")
    command = ["query", str(query), "--endpoint", large_graph(web), "-o", str(answer)]
    with subprocess.Popen(
        [sys.executable, "-c", ANNOUNCING, *command], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        # First the engine looks at the query, then it reads the answer.
        assert [process.stderr.readline() for _ in range(2)] == ["asked\n", "asked\n"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=50) == 130
        assert process.stderr.read() == "Interrupted.\n"
    assert list(tmp_path.iterdir()) == [query]


def test_a_limit_of_time_holds_while_an_answer_is_read(web: Web) -> None:
    there = Endpoint(large_graph(web), timeout=0.5)
    with pytest.raises(CannotError, match=r"0.5 seconds"):
        there.query(GRAPH)


def test_triples_of_an_endpoint_that_are_cut_off_are_told(web: Web, tmp_path: Path) -> None:
    query = tmp_path / "graph.rq"
    query.write_text(GRAPH, encoding="utf-8")
    web.answers["/graph"] = (200, TURTLE, b"<urn:s> <urn:p> 1, 2, 3 .")
    asked = ("query", query, "--endpoint", web.url("graph"), "--format", "turtle")
    cut, whole = (twingraph(*asked, "--limit", number) for number in (2, 3))
    assert cut.stderr == "Note: the answer was cut after 2 triples; there are more\n"
    assert (cut.returncode, cut.stdout.count("<urn:s>"), cut.stdout.count(",")) == (0, 1, 1)
    assert (whole.returncode, whole.stderr, whole.stdout.count(",")) == (0, "", 2)


def test_ctrl_c_waits_for_no_answer(web: Web) -> None:
    command = ["query", "most-connected", "--endpoint", web.url("drippinghead")]
    with subprocess.Popen(
        [sys.executable, "-m", "twingraph", *command], stderr=subprocess.PIPE, text=True
    ) as process:
        assert web.met.wait(timeout=60)
        process.send_signal(signal.SIGINT)
        _, complained = process.communicate(timeout=50)
    assert (process.returncode, complained) == (130, "Interrupted.\n")
