"""Whether the memory of the service stays as it is: its processes after 1,000 requests to 100,000.

``python -m benchmarks.soak BUILD`` asks a build that is there; without it, the dataset that comes
with twingraph is built. Four clients ask for queries, tables, questions and pages in turn, and for
what is refused. No answer is kept, so that each has to be made.
"""

from __future__ import annotations

import http.client
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.measure import Figure, report
from benchmarks.servers import twingraph
from twingraph.core import resources
from twingraph.publish.build import build
from twingraph.store.engine import select
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLIENTS = 4
# Requests after which memory is looked at; with the first ones, all that is loaded once has been.
STAGES = (1_000, 10_000, 100_000)
GROWTH = 1.1  # which an allocator may take without a leak
CITIES = 40
_PARTNERS = "SELECT ?partner {{ <{city}> tg:partnerOf ?partner }}"
_MEGABYTE = 1024  # kilobytes, in which Linux counts


def figures(folder: Path | None = None) -> Iterator[Figure]:
    """Yield the growth of the service and of the greatest of its processes."""
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if folder is None:
            folder = temporary / "build"
            build([resources.folder("data")], folder)
        paths = _paths(folder)
        server = stack.enter_context(twingraph(folder, "--cache", 0))
        told = Counter[int]()
        service, greatest = list[float](), list[float]()
        for stage in STAGES:
            told += _asked(server.port, paths, stage - told.total())
            memory = _memory(server.process)
            service.append(memory[0])
            greatest.append(max(memory[1:]))
            print(
                f"  after {stage:,} requests, the service has {service[-1]:.0f} MB, the greatest of"
                f" its processes {greatest[-1]:.0f} MB",
                flush=True,
            )
    print(f"  answers by status: {dict(sorted(told.items()))}")
    yield _grown("the service", service)
    yield _grown("the greatest of its processes", greatest)
    failed = sum(number for status, number in told.items() if status == 0 or status >= 500)
    yield Figure("requests that failed", failed, 0, "")


def _grown(what: str, megabytes: Sequence[float]) -> Figure:
    named = f"memory of {what}, after {STAGES[-1]:,} requests over {STAGES[0]:,}"
    return Figure(named, megabytes[-1] / megabytes[0], GROWTH)


def _paths(folder: Path) -> list[str]:
    """Return what is asked for in turn: mostly queries, as at any endpoint."""
    store = BuildFolder.open(folder).store()
    found = select(store, "SELECT DISTINCT ?city { ?city tg:partnerOf ?x } ORDER BY ?city")
    step = max(1, len(found) // CITIES)
    return [
        path for row in found[::step][:CITIES] for path in _about(row["city"].value.rpartition("/"))
    ]


def _about(city: tuple[str, str, str]) -> Iterator[str]:
    id_ = city[2]
    query = quote(_PARTNERS.format(city="".join(city)))
    yield from [f"/sparql?query={query}&n={number}" for number in range(14)]
    yield f"/about/city/{id_}.html"
    yield f"/about/city/{id_}.ttl"
    yield f"/api/partnerships?city={id_}&sort=since"
    yield f"/question/twin-towns?city={id_}"
    yield f"/search?q={id_[:3]}"
    yield "/sparql?query=SELECT"
    yield "/about/city/nowhere.html"


def _asked(port: int, paths: Sequence[str], number: int) -> Counter[int]:
    """Ask for so many of the paths in turn; return how many answers had each status."""
    told = Counter[int]()
    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [(port, paths, range(first, number, CLIENTS)) for first in range(CLIENTS)]
        for share in clients.map(lambda given: _client(*given), shares):
            told += share
    return told


def _client(port: int, paths: Sequence[str], numbers: range) -> Counter[int]:
    """Ask one request after the other over one connection; a lost one counts as status 0."""
    told = Counter[int]()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        try:
            connection.request("GET", paths[number % len(paths)])
            answer = connection.getresponse()
            answer.read()
            told[answer.status] += 1
        except (OSError, http.client.HTTPException):
            connection.close()
            told[0] += 1
    connection.close()
    return told


def _memory(process: int) -> list[float]:
    """Return the megabytes of a process that are in memory, and those of each of its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [_resident(each) for each in (process, *map(int, children.split()))]


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / _MEGABYTE


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    return report("Soak", figures(given))


if __name__ == "__main__":
    sys.exit(not main())
