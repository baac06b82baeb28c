"""The interface of a triple store, and the implementation that runs inside this process.

All questions to the graph are put through it, in SPARQL alone.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.sparql import form_of, lend, lent_lines
from twingraph.store.limits import (
    refuse_federation,
    refuse_from,
    refuse_overgrown,
    stack_for,
)
from twingraph.store.reading import read
from twingraph.store.results import rows
from twingraph.store.worker import UNLIMITED, Limits, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from threading import Event

    from twingraph.store.results import Answer

# All at once takes no less time, but four times the memory.
_BATCH = 250_000

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Za-z]+(?: [A-Za-z*]+){2,}")


class StoreError(CannotError):
    """A store cannot be read; the message says where it is and why."""


def select(store: Store, sparql: str) -> list[ox.QuerySolution]:
    """Ask a SELECT query of the project's own, which may use the project's prefixes.

    Args:
        store: The store.
        sparql: The query, without a prologue.

    Returns:
        The rows; ``row["city"]`` is an RDF term, or None where the column is not bound.
    """
    return rows(store.query(lend(sparql))).solutions()


class Store(Protocol):
    """Interface of a store that answers SPARQL 1.1 queries."""

    def query(self, sparql: str, most: int | None = None) -> Answer:
        """Answer a query.

        Args:
            sparql: The query.
            most: Rows or triples after which the answer is cut off; None is without limit.

        Raises:
            QueryError: The query does not parse, or asks for what is not allowed.
            CannotError: The store cannot be reached.
        """


class RdfDataset(NamedTuple):
    """The graphs that a query is put to.

    Attributes:
        default: Those that together are the default graph.
        named: Those that GRAPH finds.
    """

    default: tuple[ox.NamedNode, ...]
    named: tuple[ox.NamedNode, ...]


class _Graphs(TypedDict, total=False):
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


class EmbeddedStore:
    """Oxigraph inside this process, in memory or on disk.

    Args:
        store: The store.
        limits: Limits of each query.
    """

    def __init__(self, store: ox.Store, limits: Limits = UNLIMITED) -> None:
        self._store = store
        self._limits = limits

    @classmethod
    def open(cls, folder: Path, limits: Limits = UNLIMITED) -> EmbeddedStore:
        """Open a store on disk for reading.

        Args:
            folder: Where it is.
            limits: What each query may take.

        Raises:
            StoreError: There is no store there, or it is damaged.
        """
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder} has no store; make one with: twingraph build")
        try:
            return cls(ox.Store.read_only(str(folder)), limits)
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            message = f"{folder}: the store cannot be opened; build it again: {error}"
            raise StoreError(message) from error

    @classmethod
    def of(cls, triples: Iterable[ox.Triple], limits: Limits = UNLIMITED) -> EmbeddedStore:
        """Return a store in memory.

        Args:
            triples: The triples that it holds.
            limits: Limits of each query.
        """
        store = ox.Store()
        _extend(store, triples)
        return cls(store, limits)

    @classmethod
    def made(cls, triples: Iterable[ox.Triple], folder: Path) -> None:
        """Make a store on disk, and close it.

        Args:
            triples: The triples that it holds.
            folder: Folder of the store.

        Raises:
            OSError: The folder cannot be written.
        """
        store = ox.Store(str(folder))
        _extend(store, triples)
        store.optimize()

    @classmethod
    def load(cls, ntriples: Path, folder: Path) -> EmbeddedStore:
        """Make a store on disk from a file of ours, whose addresses need no second check.

        Args:
            ntriples: The file.
            folder: Folder of the store.
        """
        store = ox.Store(str(folder))
        store.bulk_load(path=str(ntriples), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return cls(store)

    def settle(self) -> None:
        """Compact the loaded data on the disk, so that queries are quick.

        The store would do so by itself, but beside the first queries, and at the cost of both.
        """
        self._store.optimize()

    def query(
        self,
        sparql: str,
        most: int | None = None,
        size: int | None = None,
        dataset: RdfDataset | None = None,
    ) -> Answer:
        """Answer a query; see ``Store.query``.

        Args:
            sparql: The query.
            most: Rows or triples after which the answer is cut off; None is without limit.
            size: Bytes after which it is cut off, as TSV or N-Triples; None is without limit.
            dataset: The graphs to ask, whatever the query says; None is the default graph.

        Raises:
            QueryError: The query does not parse, or asks for what is not allowed.
            CannotError: The query reached a limit; the engine goes on for a while, unheard.
            StoreError: The store is damaged.
        """
        refuse_overgrown(sparql)
        work = partial(self._answer, sparql, most, size, dataset)
        return run(work, stack_for(sparql), self._limits)

    def lacks(self, graph: ox.NamedNode) -> bool:
        """Whether there is no named graph of this name."""
        return not self._store.contains_named_graph(graph)

    def _answer(
        self,
        sparql: str,
        most: int | None,
        size: int | None,
        dataset: RdfDataset | None,
        abandoned: Event,
    ) -> Answer:
        """Answer a query in the engine's thread."""
        refuse_federation(sparql)
        graphs: _Graphs = {}
        if dataset is None:
            refuse_from(sparql)
        else:
            graphs = {"default_graph": [*dataset.default], "named_graphs": [*dataset.named]}
        try:
            return read(self._store.query(sparql, **graphs), abandoned, most, size)
        except SyntaxError as error:
            form_of(sparql)  # says of an update what it is, which is no mistake in writing
            raise QueryError(_syntax(str(error), sparql)) from None
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            raise StoreError(f"the store cannot answer: {error}") from None


def _extend(store: ox.Store, triples: Iterable[ox.Triple]) -> None:
    quads = (ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    while batch := list(islice(quads, _BATCH)):
        store.bulk_extend(batch)


def _syntax(message: str, sparql: str) -> str:
    """Return where a query is wrong: the line, with a mark under it, and the reason if known."""
    match = _PLACE.match(message)
    if not match:
        return f"the query has a syntax error: {message}"
    line, column, reason = int(match[1]), int(match[2]), _reason(match[3])
    lines = sparql.split("\n")
    if not "".join(lines[line - 1 :]).strip():
        return f"the query has a syntax error at its end{reason and ': '}{reason}"
    mark = " " * (column - 1) + "^" + (reason and f" {reason}")
    where = f"the query has a syntax error: line {line - lent_lines(sparql)}, column {column}"
    return f"{where}\n  {lines[line - 1]}\n  {mark}"


def _reason(explanation: str) -> str:
    """Return the parser's explanation without its list of everything that might have followed."""
    if "Prefix not found" in explanation:
        return "this prefix is not declared"
    expected = explanation.removeprefix("expected one of ").split(", ")
    return "; ".join(filter(_SENTENCE.fullmatch, expected))
