"""The service beside Oxigraph's own server and rdflib-endpoint, each asked by eight clients.

``python -m benchmarks.serving BUILD`` measures on a build that is there; without it, a made-up
Europe is built. All servers have the same triples, and are asked question 1, the twin towns of a
city, for many cities in turn, by the same clients in a process of their own. rdflib-endpoint is
measured if its command is found.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from benchmarks import europe
from benchmarks.measure import Figure, report
from twingraph.publish.build import build
from twingraph.store import questions
from twingraph.store.engine import select
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.queues import SimpleQueue

PARTNERSHIPS = 17_000
CLIENTS = 8
SECONDS = 4  # of each round
ROUNDS = 3  # in turn, so that other load falls on all
CITIES = 40
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?c < ?f) }"
HEAVY_CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Attributes:
        port: Its port on this machine.
        process: Id of its process.
        path: Path of its endpoint.
        started: Seconds until it listened.
    """

    port: int
    process: int
    path: str
    started: float


@dataclass(frozen=True, slots=True)
class Load:
    """What came of asking a server for some seconds.

    Attributes:
        per_second: Answers a second.
        slowest: Seconds within which 99 of 100 answers came.
    """

    per_second: float
    slowest: float


def figures(folder: Path | None = None) -> Iterator[Figure]:
    """Yield ratios against other servers, and of light queries beside heavy ones."""
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = folder or _built(temporary)
        queries = _queries(folder)
        servers = {
            "guarded": stack.enter_context(twingraph(folder, "--cache", 0)),
            "cached": stack.enter_context(twingraph(folder)),
            "oxigraph": stack.enter_context(_oxigraph(folder)),
        }
        if shutil.which("rdflib-endpoint"):
            servers["rdflib"] = stack.enter_context(_rdflib(folder))
        speed = _speeds(servers, queries)
        there = "throughput over oxigraph serve-read-only"
        yield Figure(there, speed["guarded"] / speed["oxigraph"], 0.5, at_least=True)
        kept = speed["cached"] / speed["oxigraph"]
        yield Figure(f"{there}, answers kept", kept, 0.5, at_least=True)
        if "rdflib" in speed:
            ratio = speed["guarded"] / speed["rdflib"]
            yield Figure("throughput over rdflib-endpoint", ratio, 20, at_least=True)
        yield Figure(
            "p99 of light queries, beside heavy ones over alone",
            _pressed(servers["guarded"], queries),
            5,
        )
        yield Figure("a cold server listens", servers["guarded"].started, 2, "s")


def _built(folder: Path) -> Path:
    europe.write(folder / "tables", PARTNERSHIPS)
    build([folder / "tables"], folder / "build")
    return folder / "build"


def _queries(folder: Path) -> list[str]:
    """Return question 1 for some cities, as text that any endpoint can be asked."""
    store = BuildFolder.open(folder).store()
    found = select(store, "SELECT DISTINCT ?city { ?city tg:partnerOf ?x } ORDER BY ?city")
    step = max(1, len(found) // CITIES)
    ids = [row["city"].value.rpartition("/")[2] for row in found[::step][:CITIES]]
    question = questions.named("twin-towns")
    return [question.fill(store, {"city": id_}) for id_ in ids]


def _speeds(servers: dict[str, Server], queries: Sequence[str]) -> dict[str, float]:
    """Return the answers a second of each server, the best of some rounds."""
    rounds = [
        {name: _asked(server, queries).per_second for name, server in servers.items()}
        for _ in range(ROUNDS)
    ]
    return {name: max(speed[name] for speed in rounds) for name in servers}


def _pressed(server: Server, queries: Sequence[str]) -> float:
    """Return the p99 of light queries while others ask heavy ones, over that without these."""
    alone = _asked(server, queries).slowest
    context = get_context("spawn")
    given = (server, [HEAVY], HEAVY_CLIENTS, 2 * SECONDS, context.SimpleQueue())
    heavy = context.Process(target=_ask, args=given)
    heavy.start()
    time.sleep(SECONDS / 2)
    pressed = _asked(server, queries).slowest
    heavy.join()
    return pressed / alone


def _asked(server: Server, queries: Sequence[str]) -> Load:
    """Ask a server from another process."""
    context = get_context("spawn")
    told: SimpleQueue[Load] = context.SimpleQueue()
    clients = context.Process(target=_ask, args=(server, queries, CLIENTS, SECONDS, told))
    clients.start()
    load = told.get()
    clients.join()
    return load


def _ask(
    server: Server,
    queries: Sequence[str],
    clients: int,
    seconds: float,
    told: SimpleQueue[Load],
) -> None:
    times = list[float]()
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_client, args=(server, queries, number, end, times))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    slowest = quantiles(times, n=100)[98] if len(times) > 1 else seconds
    told.put(Load(len(times) / seconds, slowest))


def _client(
    server: Server, queries: Sequence[str], first: int, end: float, times: list[float]
) -> None:
    """Ask one query after the other over one connection, with as little work as can be."""
    requests = [
        f"GET {server.path}?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
        for query in queries
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        reader = connection.makefile("rb")
        while (began := time.monotonic()) < end:
            connection.sendall(requests[first % len(requests)])
            first += 1
            _read(reader)
            times.append(time.monotonic() - began)


def _read(reader: BinaryIO) -> None:
    """Read an answer to its end, of whichever length it says to be."""
    length, is_chunked = 0, False
    while (line := reader.readline().lower()) not in {b"\r\n", b""}:
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
        is_chunked = is_chunked or line.startswith(b"transfer-encoding: chunked")
    if not is_chunked:
        reader.read(length)
    while is_chunked:
        size = int(reader.readline(), 16)
        reader.read(size + 2)
        is_chunked = size > 0


@contextmanager
def twingraph(folder: Path, *options: object) -> Iterator[Server]:
    """Yield the service of a build, run as a user runs it.

    Args:
        folder: Folder of the build.
        options: Options of the command.
    """
    port = _free_port()
    serve = [sys.executable, "-m", "twingraph", "serve", folder, "--port", port, *options]
    with _running(serve, port, "/sparql") as server:
        yield server


@contextmanager
def _oxigraph(folder: Path) -> Iterator[Server]:
    port = _free_port()
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = shutil.which("oxigraph", path=beside)
    bind = ("--bind", f"127.0.0.1:{port}")
    serve = [command, "serve-read-only", "--location", folder / "store", *bind]
    with _running(serve, port, "/query") as server:
        yield server


@contextmanager
def _rdflib(folder: Path) -> Iterator[Server]:
    port = _free_port()
    command = shutil.which("rdflib-endpoint")
    serve = [command, "serve", folder / "twingraph.ttl", "--host", "127.0.0.1", "--port", port]
    with _running(serve, port, "/") as server:
        yield server


@contextmanager
def _running(command: Sequence[object], port: int, path: str) -> Iterator[Server]:
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(list(map(str, command)), stdout=quiet, stderr=quiet)
    try:
        while not _listens(port):
            time.sleep(0.02)
            if process.poll() is not None or time.monotonic() - began > 300:
                raise RuntimeError(f"{command[0]} does not listen")
        yield Server(port, process.pid, path, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    return report("Serving", figures(given))


if __name__ == "__main__":
    sys.exit(not main())
