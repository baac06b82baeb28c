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
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    # --- what may happen ---

    def fault_none(self, query: str, _: str) -> None:
        self.say(200, self.server.answer(query))

    def fault_status(self, _: str, rest: str) -> None:
        """An error; what stands behind its number is the wish for Retry-After."""
        status, _, later = rest.partition(" ")
        self.say(
            int(status), b"<h1>busy</h1>", "text/html", **({"Retry_After": later} if later else {})
        )

    def fault_cut(self, query: str, _: str) -> None:
        """The connection ends before the announced length."""
        body = self.server.answer(query)
        self.say(200, body[: len(body) // 2], length=str(len(body)))
        self.close_connection = True

    def fault_chunks(self, query: str, _: str) -> None:
        """The connection ends in the middle of a chunked answer."""
        body = self.server.answer(query)
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(body) // 2, body[: len(body) // 2]))
        self.close_connection = True

    def fault_truncated(self, query: str, _: str) -> None:
        """Half of an answer, and a length that fits it."""
        body = self.server.answer(query)
        self.say(200, body[: len(body) // 2])

    def fault_rowless(self, query: str, _: str) -> None:
        """Rows are missing, and everything else is in order."""
        answer = json.loads(self.server.answer(query))
        rows = answer["results"]["bindings"]
        answer["results"]["bindings"] = rows[: len(rows) // 2]
        most = str(len(rows) // 2)
        self.say(200, json.dumps(answer).encode(), X_SPARQL_MaxRows=most)

    def fault_stack(self, query: str, _: str) -> None:
        """Blazegraph's way to say that the time is over."""
        body = self.server.answer(query)
        trace = b"SPARQL-QUERY: queryStr=...\njava.util.concurrent.TimeoutException\n\tat java.base"
        self.say(200, body[: len(body) // 2] + trace)

    def fault_behind(self, query: str, _: str) -> None:
        """A whole answer, with an error behind it."""
        self.say(200, self.server.answer(query) + b"\n!!!!>># An error has occurred\n")

    def fault_exception(self, _: str, __: str) -> None:
        """QLever's way."""
        self.say(200, b'{"exception": "Operation timed out.", "status": "ERROR"}')

    def fault_body(self, _: str, rest: str) -> None:
        """Something else, with the status of an answer."""
        kind, _, body = rest.partition(" ")
        self.say(200, body.encode(), kind)

    def fault_reset(self, _: str, __: str) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def fault_slow(self, _: str, __: str) -> None:
        """Nothing comes, until the client is tired of it."""
        self.connection.recv(1)
        self.close_connection = True

    def fault_drip(self, _: str, __: str) -> None:
        """An answer that never ends."""
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" " * 1000)

    def fault_moved(self, query: str, rest: str) -> None:
        """A redirect, unless one has come to where it leads."""
        status, _, place = rest.partition(" ")
        if self.path == place:
            self.fault_none(query, "")
        else:
            self.say(int(status), b"", Location=place)

    def fault_kill(self, query: str, rest: str) -> None:
        """The program is ended: before the answer, in the midst of it, or behind it."""
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
    """Stands before a service and spoils what ``fault`` says, by number and text of the query."""

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
        """A client that hangs up is no news."""


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
