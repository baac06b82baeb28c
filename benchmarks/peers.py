"""The same queries put to other engines, with the same graph: Oxigraph alone, rdflib, Virtuoso."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support import servers
from twingraph.core.errors import TwingraphError
from twingraph.dataset import Dataset
from twingraph.store.endpoint import Endpoint
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from multiprocessing.connection import Connection

    import rdflib

Asked = dict[str, float | None]

_ROWS = 1_000_000  # that Virtuoso may send


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that this process takes for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def oxigraph(build: Path, queries: Mapping[str, str]) -> Asked:
    """Return the CPU seconds of each query in Oxigraph alone, until its last row was read.

    Args:
        build: Folder of a build.
        queries: Queries, by the names of their questions.
    """
    store = ox.Store.read_only(str(build / "store"))
    return {name: cpu(lambda: _read(store, sparql)) for name, sparql in queries.items()}  # noqa: B023 - called at once


def _read(store: ox.Store, sparql: str) -> None:
    answer = store.query(sparql)
    if isinstance(answer, ox.QuerySolutions):
        for _ in answer:
            pass


def in_rdflib(build: Path, queries: Mapping[str, str], patience: int) -> Asked:
    """Return the CPU seconds of each query in rdflib; None for one that was stopped.

    Args:
        build: Folder of a build.
        queries: Queries, by the names of their questions.
        patience: CPU seconds after which a query is stopped.
    """
    graph = Dataset(EmbeddedStore.open(build / "store")).graph()
    return {name: _in_child(graph, sparql, patience) for name, sparql in queries.items()}


def _in_child(graph: rdflib.Graph, sparql: str, patience: int) -> float | None:
    """Ask in a process of its own, which has the graph and can be ended."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=_ask_rdflib, args=(graph, sparql, patience, sender))
    child.start()
    sender.close()
    try:
        taken: float = receiver.recv()
    except EOFError:
        return None
    finally:
        child.join()
    return taken


def _ask_rdflib(graph: rdflib.Graph, sparql: str, patience: int, sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
    sender.send(cpu(lambda: list(graph.query(sparql))))


@contextmanager
def _virtuoso(build: Path, folder: Path) -> Iterator[Endpoint]:
    file = folder / "data.nt"
    quads = ox.parse(path=str(build / "twingraph.nq"), format=ox.RdfFormat.N_QUADS)
    triples = (quad.triple for quad in quads)
    ox.serialize(triples, str(file), format=ox.RdfFormat.N_TRIPLES)
    with servers.virtuoso(file, folder / "virtuoso", rows=_ROWS) as url:
        yield Endpoint(url)


def virtuoso(build: Path, folder: Path, queries: Mapping[str, str]) -> Asked:
    """Return the seconds until Virtuoso's answer to each query is here; None if it has none.

    Args:
        build: Folder of a build.
        folder: Folder for its files.
        queries: Queries, by the names of their questions.
    """
    with _virtuoso(build, folder) as endpoint:
        return {name: _wait(endpoint, sparql) for name, sparql in queries.items()}


def _wait(endpoint: Endpoint, sparql: str) -> float | None:
    start = time.perf_counter()
    try:
        endpoint.query(sparql)
    except TwingraphError:
        return None
    return time.perf_counter() - start
