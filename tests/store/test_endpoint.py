"""A SPARQL endpoint elsewhere: the same answers as from a build, and answers that are none."""

from __future__ import annotations

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

import pytest

from support.command import twingraph
from twingraph.core.errors import CannotError, QueryError
from twingraph.store import results
from twingraph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
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
    here = f"127.0.0.1:{port}"
    serve = [server, "serve-read-only", "--location", str(data), "--bind", here]
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
        Endpoint(bad_server + path).query("SELECT * { ?s ?p ?o }")


def test_nobody_there() -> None:
    done = twingraph("query", "twin-towns", "--city", "x", "--endpoint", "http://127.0.0.1:9/")
    assert done.returncode == 2
    assert "http://127.0.0.1:9/ cannot be asked" in done.stderr
