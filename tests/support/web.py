"""A small web of pages that answer in all the ways in which servers do."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator


class Pages(BaseHTTPRequestHandler):
    """Handler of requests, with one method for each kind of page."""

    server: Web
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer()

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.met.set()
        self.server.agents.add(self.headers["User-Agent"])
        self.server.passwords.add(self.headers["Authorization"])
        name, _, rest = self.path.lstrip("/").partition("/")
        method = getattr(self, f"page_{name.partition('?')[0]}", None)
        try:
            if self.path in self.server.answers:
                status, kind, body = self.server.answers[self.path]
                self.say(status, body, Content_Type=kind)
            elif method:
                method(rest)
            else:
                self.say(int(name) if name.isdecimal() else 200)
        except OSError:
            self.server.hung_up.set()
            self.close_connection = True

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_to(self, rest: str) -> None:
        """Redirect: /to/301/path."""
        status, _, target = rest.partition("/")
        self.say(int(status), Location=target if "://" in target else f"/{target}")

    def page_circle(self, _: str) -> None:
        self.say(302, Location="/round")

    def page_round(self, _: str) -> None:
        self.say(302, Location="/circle")

    def page_broken(self, _: str) -> None:
        self.say(302, Location="http://[::1")

    def page_endless(self, rest: str) -> None:
        self.say(302, Location=f"/endless/{int(rest) + 1}")

    def page_nothead(self, rest: str) -> None:
        """Answer HEAD with an error."""
        self.say(int(rest) if self.command == "HEAD" else 200)

    def page_busy(self, rest: str) -> None:
        """Answer only the second request."""
        again = [path for _, path in self.server.asked].count(self.path) > 1
        self.say(200 if again else 429, Retry_After=rest)

    def page_full(self, rest: str) -> None:
        self.say(503, Retry_After=rest)

    def page_slow(self, _: str) -> None:
        self.server.stopped.wait()

    def page_cut(self, _: str) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def page_huge(self, _: str) -> None:
        """Send a page without an end to GET; refuse HEAD."""
        self.send_response(405 if self.command == "HEAD" else 200)
        self.end_headers()
        while self.command != "HEAD":
            self.wfile.write(b"x" * 65536)
            self.server.written += 65536
        self.close_connection = True

    def page_failure(self, _: str) -> None:
        """Send an error page without an end."""
        self.send_response(500)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)
            self.server.written += 65536

    def page_drip(self, _: str) -> None:
        """Send a body one byte after the other, for ever."""
        self.send_response(200)
        self.end_headers()
        self.drip()

    def page_drippinghead(self, _: str) -> None:
        """Send headers that never end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.drip()

    def drip(self) -> None:
        while not self.server.stopped.wait(0.02):
            self.wfile.write(b" ")

    def page_bomb(self, rest: str) -> None:
        """Send so many megabytes of zeros, packed."""
        body = gzip.compress(bytes(int(rest) * 1_000_000))
        self.say(200, body, Content_Encoding="gzip")

    def page_badlypacked(self, _: str) -> None:
        self.say(200, b"not gzip", Content_Encoding="gzip")

    def page_short(self, _: str) -> None:
        """Send fewer bytes than were announced."""
        self.say(200, b"half", length="8")
        self.close_connection = True

    def page_echo(self, _: str) -> None:
        """Return the request, as JSON."""
        sent = {
            "method": self.command,
            "body": getattr(self, "body", b"").decode(),
            "headers": {name.lower(): value for name, value in self.headers.items()},
        }
        self.say(200, json.dumps(sent).encode())

    def page_utf8(self, _: str) -> None:
        """Redirect to an address with letters in UTF-8, as many hosts do."""
        self.wfile.write(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n")
        self.wfile.write("Location: /jumelées\r\n\r\n".encode())

    def log_message(self, format: str, *args: object) -> None:  # http.server's name
        pass


class Web(ThreadingHTTPServer):
    """Server of the pages, in a thread."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.passwords: set[str | None] = set()
        self.answers: dict[str, tuple[int, str, bytes]] = {}
        self.written = 0
        self.met = threading.Event()
        self.hung_up = threading.Event()
        self.stopped = threading.Event()

    def url(self, path: str = "", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of a page."""
        return f"{scheme}://{host}:{self.server_port}/{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that hang up."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Web]:
    web = Web()
    if context:
        web.socket = context.wrap_socket(web.socket, server_side=True)
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        web.stopped.set()
        web.shutdown()
        thread.join()
        web.server_close()
