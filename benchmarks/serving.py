"""The service beside Oxigraph's own server and rdflib-endpoint, each asked by eight clients.

``python -m benchmarks.serving BUILD`` measures on a build that is there; without it, a made-up
Europe is built. All servers have the same triples, and are asked question 1, the twin towns of a
city, for many cities in turn, by the same clients in a process of their own. rdflib-endpoint is
measured if it is there; ``--rdflib-endpoint COMMAND`` says where.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from benchmarks import europe, servers
from benchmarks.measure import Figure, report
from twingraph.publish.build import build
from twingraph.store import questions
from twingraph.store.engine import select
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.queues import SimpleQueue

    from benchmarks.servers import Server

PARTNERSHIPS = 17_000
CLIENTS = 8
SECONDS = 4  # of each round
ROUNDS = 3  # in turn, so that other load falls on all
CITIES = 40
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?c < ?f) }"
PAGE = "/question/existing-on"  # 10,000 rows, where there are as many partnerships
HEAVY_CLIENTS = 4
PATIENCE = 60  # seconds in which an answer must come
_RDFLIB = "rdflib-endpoint"


@dataclass(frozen=True, order=True, slots=True)
class Load:
    """What came of asking a server for some seconds.

    Attributes:
        per_second: Answers a second.
        processor: Seconds of a processor that the server took for an answer.
        slowest: Seconds within which 99 of 100 answers came.
    """

    per_second: float
    processor: float
    slowest: float


def figures(folder: Path | None = None, rdflib: str = _RDFLIB) -> Iterator[Figure]:
    """Yield ratios against other servers, and of light queries beside heavy ones.

    Args:
        folder: Folder of a build; None for one of a made-up Europe.
        rdflib: Command of rdflib-endpoint.
    """
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = folder or _built(temporary)
        queries = _queries(folder)
        running = {
            "guarded": stack.enter_context(servers.twingraph(folder, "--cache", 0)),
            "cached": stack.enter_context(servers.twingraph(folder)),
            "oxigraph": stack.enter_context(servers.oxigraph(folder)),
        }
        if shutil.which(rdflib):
            running["rdflib"] = stack.enter_context(servers.rdflib_endpoint(folder, rdflib))
        else:
            print(f"  {rdflib} is not installed and therefore not measured: pip install {_RDFLIB}")
        speed = _speeds(running, queries)
        there = "throughput over oxigraph serve-read-only"
        for what, name, peer, bound in (
            (there, "guarded", "oxigraph", 0.5),
            (f"{there}, answers kept", "cached", "oxigraph", 0.5),
            ("throughput over rdflib-endpoint", "guarded", "rdflib", 20),
        ):
            if peer in speed:
                ratio = speed[name].per_second / speed[peer].per_second
                yield Figure(what, ratio, bound, at_least=True)
        cpu = speed["oxigraph"].processor / speed["guarded"].processor
        yield Figure("CPU time of oxigraph for an answer over ours", cpu, 0.5, at_least=True)
        light = _paths(running["guarded"], queries)
        for what, heavy in (("heavy ones", _paths(running["guarded"], [HEAVY])), ("pages", [PAGE])):
            ratio = _pressed(running["guarded"], light, heavy)
            yield Figure(f"p99 of light queries, beside {what} over alone", ratio, 5)
        yield Figure("a cold server answers", running["guarded"].started, 2, "s")
        yield Figure("CPU time until it answers", running["guarded"].taken, 2, "s")


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


def _speeds(running: dict[str, Server], queries: Sequence[str]) -> dict[str, Load]:
    """Return the load of each server that gave the most answers a second, of some rounds."""
    rounds = [
        {name: _asked(server, _paths(server, queries)) for name, server in running.items()}
        for _ in range(ROUNDS)
    ]
    best = {name: max(loads[name] for loads in rounds) for name in running}
    for name, load in best.items():
        print(
            f"  {name}: {load.per_second:.0f} answers/s, {load.processor * 1000:.2f} ms of CPU each"
        )
    return best


def _paths(server: Server, queries: Sequence[str]) -> list[str]:
    """Return where the answers to queries are."""
    return [f"{server.path}?query={quote(query)}" for query in queries]


def _pressed(server: Server, paths: Sequence[str], others: Sequence[str]) -> float:
    """Return the p99 of light queries while others are busy with heavy ones, over that without."""
    alone = _asked(server, paths).slowest
    context = get_context("spawn")
    given = (server, others, HEAVY_CLIENTS, 2 * SECONDS, context.SimpleQueue())
    heavy = context.Process(target=_ask, args=given)
    heavy.start()
    time.sleep(SECONDS / 2)
    pressed = _asked(server, paths).slowest
    heavy.join()
    return pressed / alone


def _asked(server: Server, paths: Sequence[str]) -> Load:
    """Ask a server from another process."""
    context = get_context("spawn")
    told: SimpleQueue[Load] = context.SimpleQueue()
    clients = context.Process(target=_ask, args=(server, paths, CLIENTS, SECONDS, told))
    clients.start()
    load = told.get()
    clients.join()
    return load


def _ask(
    server: Server,
    paths: Sequence[str],
    clients: int,
    seconds: float,
    told: SimpleQueue[Load],
) -> None:
    times = list[float]()
    before, began = servers.processor(server.process), time.monotonic()
    end = began + seconds
    threads = [
        threading.Thread(target=_client, args=(server, paths, number, end, times))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.monotonic() - began  # until the last answer
    slowest = quantiles(times, n=100)[98] if len(times) > 1 else taken
    number = max(1, len(times))
    told.put(Load(number / taken, (servers.processor(server.process) - before) / number, slowest))


def _client(
    server: Server, paths: Sequence[str], first: int, end: float, times: list[float]
) -> None:
    """Ask for one path after the other over one connection, with as little work as can be."""
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
        for path in paths
    ]
    address = "127.0.0.1", server.port
    with suppress(TimeoutError), socket.create_connection(address, PATIENCE) as connection:
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


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", nargs="?", type=Path)
    parser.add_argument("--rdflib-endpoint", default=_RDFLIB, metavar="COMMAND")
    given = parser.parse_args()
    return report("Serving", figures(given.build, given.rdflib_endpoint))


if __name__ == "__main__":
    sys.exit(not main())
