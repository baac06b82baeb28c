"""The same queries put to other engines, with the same graph: Oxigraph alone, rdflib, Virtuoso."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support import servers
from twingraph.core.errors import TwingraphError
from twingraph.dataset import Dataset
from twingraph.store.endpoint import Endpoint
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import STORE, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    import rdflib

Asked = dict[str, float | None]

_ROWS = 1_000_000  # that Virtuoso may send
_LONG, _AGAIN = 2, 2  # seconds; and how often shorter work is done again, as other load only adds


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that this process takes for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def least(work: Callable[[], object]) -> float:
    """Return the least CPU seconds of some work, which is done again unless it takes long."""
    first = cpu(work)
    return first if first > _LONG else min(first, *(cpu(work) for _ in range(_AGAIN)))


def oxigraph(graph: Path, queries: Mapping[str, str]) -> Asked:
    """Return the CPU seconds of each query in Oxigraph alone, until its last row was read.

    Args:
        graph: Folder with a store and its triples.
        queries: Queries, by the names of their questions.
    """
    store = ox.Store.read_only(str(graph / STORE))
    return {name: least(lambda: _read(store, sparql)) for name, sparql in queries.items()}  # noqa: B023 - called at once


def _read(store: ox.Store, sparql: str) -> None:
    answer = store.query(sparql)
    if isinstance(answer, ox.QuerySolutions):
        for _ in answer:
            pass


def in_rdflib(graph: Path, queries: Mapping[str, str], patience: int) -> Asked:
    """Return the CPU seconds of each query in rdflib; None for one that was stopped.

    Args:
        graph: Folder with a store and its triples.
        queries: Queries, by the names of their questions.
        patience: CPU seconds after which a query is stopped.
    """
    read = Dataset(EmbeddedStore.open(graph / STORE)).graph()
    return {
        name: in_child(partial(cpu, partial(_rows_of, read, sparql)), patience)
        for name, sparql in queries.items()
    }


def _rows_of(graph: rdflib.Graph, sparql: str) -> list[object]:
    return list(graph.query(sparql))


def in_child(work: Callable[[], float | None], patience: int) -> float | None:
    """Return the answer of some work that is done in a process of its own, which can be ended.

    Args:
        work: The work, which has all that this process has.
        patience: CPU seconds after which it is stopped.

    Returns:
        Its answer; None if it was stopped.
    """
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=_send, args=(work, patience, sender))
    child.start()
    sender.close()
    try:
        answer: float | None = receiver.recv()
    except EOFError:
        return None
    finally:
        child.join()
    return answer


def _send(work: Callable[[], float | None], patience: int, sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
    sender.send(work())


def virtuoso(graph: Path, queries: Mapping[str, str]) -> Asked:
    """Return the seconds until Virtuoso's answer to each query is here; None if it has none.

    Args:
        graph: Folder with a store and its triples.
        queries: Queries, by the names of their questions.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.virtuoso(graph / TRIPLES, Path(folder) / "virtuoso", rows=_ROWS) as url,
    ):
        endpoint = Endpoint(url)
        return {name: _wait(endpoint, sparql) for name, sparql in queries.items()}


def _wait(endpoint: Endpoint, sparql: str) -> float | None:
    start = time.perf_counter()
    try:
        endpoint.query(sparql)
    except TwingraphError:
        return None
    return time.perf_counter() - start
