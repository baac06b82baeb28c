"""A SPARQL service that answers as the real ones do: late, busy, half, elsewhere, in HTML."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

import urllib3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = "application/sparql-results+json"


class Answers(BaseHTTPRequestHandler):
    """Handler of a proxy, with one method for each kind of fault."""

    server: Proxy
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Where urllib goes after a redirect of a POST: it has lost the question."""
        self.say(400, b"no query")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        (query,) = parse_qs(body.decode())["query"]
        number = len(self.server.asked)
        self.server.asked.append(query)
        self.server.paths.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        name, _, rest = self.server.fault(number, query).partition(" ")
        try:
            getattr(self, f"fault_{name or 'none'}")(query, rest)
        except OSError:
            self.close_connection = True  # the client has hung up

    def say(self, status: int, body: bytes, kind: str = JSON, **headers: str) -> None:
        """Send a response."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    # --- what may happen ---

    def fault_none(self, query: str, _: str) -> None:
        """Pass on the answer of the service."""
        self.say(200, self.server.answer(query))

    def fault_status(self, _: str, rest: str) -> None:
        """Send an error; the text after its number is the value of Retry-After."""
        status, _, later = rest.partition(" ")
        self.say(
            int(status), b"<h1>busy</h1>", "text/html", **({"Retry_After": later} if later else {})
        )

    def fault_cut(self, query: str, _: str) -> None:
        """End the connection before the announced length."""
        body = self.server.answer(query)
        self.say(200, body[: len(body) // 2], length=str(len(body)))
        self.close_connection = True

    def fault_chunks(self, query: str, _: str) -> None:
        """End the connection in the middle of a chunked answer."""
        body = self.server.answer(query)
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(body) // 2, body[: len(body) // 2]))
        self.close_connection = True

    def fault_truncated(self, query: str, _: str) -> None:
        """Send half of an answer, with a length that fits it."""
        body = self.server.answer(query)
        self.say(200, body[: len(body) // 2])

    def fault_rowless(self, query: str, _: str) -> None:
        """Send an answer in which rows are missing and everything else is in order."""
        answer = json.loads(self.server.answer(query))
        rows = answer["results"]["bindings"]
        answer["results"]["bindings"] = rows[: len(rows) // 2]
        most = str(len(rows) // 2)
        self.say(200, json.dumps(answer).encode(), X_SPARQL_MaxRows=most)

    def fault_stack(self, query: str, _: str) -> None:
        """Send an error as Blazegraph does when the time is over."""
        body = self.server.answer(query)
        trace = b"SPARQL-QUERY: queryStr=...\njava.util.concurrent.TimeoutException\n\tat java.base"
        self.say(200, body[: len(body) // 2] + trace)

    def fault_behind(self, query: str, _: str) -> None:
        """Send a whole answer with an error after it."""
        self.say(200, self.server.answer(query) + b"\n!!!!>># An error has occurred\n")

    def fault_exception(self, _: str, __: str) -> None:
        """Send an error as QLever does."""
        self.say(200, b'{"exception": "Operation timed out.", "status": "ERROR"}')

    def fault_body(self, _: str, rest: str) -> None:
        """Send another text with the status of an answer."""
        kind, _, body = rest.partition(" ")
        self.say(200, body.encode(), kind)

    def fault_reset(self, _: str, __: str) -> None:
        """Reset the connection."""
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def fault_slow(self, _: str, __: str) -> None:
        """Send nothing until the client gives up."""
        self.connection.recv(1)
        self.close_connection = True

    def fault_drip(self, _: str, __: str) -> None:
        """Send an answer that never ends."""
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" " * 1000)

    def fault_moved(self, query: str, rest: str) -> None:
        """Redirect, unless the request is for the address to which this leads."""
        status, _, place = rest.partition(" ")
        if self.path == place:
            self.fault_none(query, "")
        else:
            self.say(int(status), b"", Location=place)

    def fault_kill(self, query: str, rest: str) -> None:
        """End the program: before the answer, in the middle of it, or after it."""
        moment, _, name = rest.partition(" ")
        body = self.server.answer(query)
        sent = {"before": b"", "amid": body[: len(body) // 2], "behind": body}[moment]
        if sent:
            self.say(200, sent, length=str(len(body)))
        os.kill(self.server.victim, signal.Signals[name])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # http.server's name
        pass


class Proxy(ThreadingHTTPServer):
    """Proxy before a service that applies a fault, chosen by number and text of the query."""

    daemon_threads = True
    good: ClassVar[Callable[[int, str], str]] = lambda _number, _query: ""

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.upstream = upstream
        self.asked: list[str] = []
        self.paths: list[str] = []
        self.agents: set[str | None] = set()
        self.fault: Callable[[int, str], str] = Proxy.good
        self.rearranged: Callable[[bytes], bytes] = bytes
        self.victim = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"

    def answer(self, query: str) -> bytes:
        """Ask the service itself."""
        headers = {"Content-Type": "application/sparql-query", "Accept": JSON}
        body = urllib3.request("POST", self.upstream, body=query.encode(), headers=headers).data
        return body if "ORDER BY" in query else self.rearranged(body)

    def reset(self) -> None:
        self.asked.clear()
        self.paths.clear()
        self.agents.clear()
        self.fault, self.rearranged = Proxy.good, bytes

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that hang up."""


@contextmanager
def standing_before(upstream: str) -> Iterator[Proxy]:
    proxy = Proxy(upstream)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
