"""The triple store behind one small interface, and the one that runs inside this process.

Everything that asks questions asks them here; nothing but SPARQL passes through.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.sparql import lent_lines
from twingraph.core.terms import PROLOGUE
from twingraph.store.limits import refuse_federation, refuse_overgrown, stack_for
from twingraph.store.results import read, rows
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


def select(store: Store, sparql: str) -> list[ox.QuerySolution]:
    """Ask a SELECT query of the project's own, which may use the project's prefixes.

    Returns:
        The rows; ``row["city"]`` is an RDF term, or None where the column is not bound.
    """
    return rows(store.query(PROLOGUE + sparql)).solutions()


class Store(Protocol):
    """Something that answers SPARQL 1.1 queries."""

    def query(self, sparql: str) -> Answer:
        """Answer a query.

        Raises:
            QueryError: The query does not parse, or asks for what is not allowed.
            CannotError: The store cannot be reached.
        """


class EmbeddedStore:
    """Oxigraph inside this process, in memory or on disk.

    Args:
        store: The store.
        limits: What each query may take.
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
            CannotError: There is no store there, or it is damaged.
        """
        if not (folder / "CURRENT").is_file():
            raise CannotError(f"{folder}: no store here; make one with: twingraph build")
        try:
            return cls(ox.Store.read_only(str(folder)), limits)
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            message = f"{folder}: the store cannot be opened; build it again: {error}"
            raise CannotError(message) from error

    @classmethod
    def of(cls, triples: Iterable[ox.Triple], limits: Limits = UNLIMITED) -> EmbeddedStore:
        """Make a store in memory."""
        store = ox.Store()
        quads = (ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        while batch := list(islice(quads, _BATCH)):
            store.bulk_extend(batch)
        return cls(store, limits)

    @classmethod
    def load(cls, ntriples: Path, folder: Path) -> EmbeddedStore:
        """Make a store on disk from a file of ours, whose addresses nobody need check again."""
        store = ox.Store(str(folder))
        store.bulk_load(path=str(ntriples), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return cls(store)

    def settle(self) -> None:
        """Put in order on the disk what was loaded, so that it is quick to ask.

        The store would do so by itself, but beside the first queries, and at the cost of both.
        """
        self._store.optimize()

    def query(self, sparql: str) -> Answer:
        """Answer a query; see ``Store.query``.

        Raises:
            CannotError: The query reached a limit; the engine goes on for a while, unheard.
        """
        refuse_overgrown(sparql)
        return run(partial(self._answer, sparql), stack_for(sparql), self._limits)

    def _answer(self, sparql: str, abandoned: Event) -> Answer:
        """Answer a query in the engine's thread."""
        refuse_federation(sparql)
        try:
            return read(self._store.query(sparql), abandoned, self._limits.rows)
        except SyntaxError as error:
            raise QueryError(_syntax(str(error), sparql)) from None
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            raise CannotError(f"the store cannot answer: {error}") from None


def _syntax(message: str, sparql: str) -> str:
    """Say where the query is wrong, and why if the parser knows: the line, with a mark under it."""
    match = _PLACE.match(message)
    if not match:
        return f"the query does not parse: {message}"
    line, column, reason = int(match[1]), int(match[2]), _reason(match[3])
    lines = sparql.split("\n")
    if not "".join(lines[line - 1 :]).strip():
        return f"the query does not parse at its end{reason and ': '}{reason}"
    mark = " " * (column - 1) + "^" + (reason and f" {reason}")
    where = f"the query does not parse: line {line - lent_lines(sparql)}, column {column}"
    return f"{where}\n  {lines[line - 1]}\n  {mark}"


def _reason(explanation: str) -> str:
    """Return what the parser says in words, without its list of all that might have followed."""
    if "Prefix not found" in explanation:
        return "this prefix is not declared"
    expected = explanation.removeprefix("expected one of ").split(", ")
    return "; ".join(filter(_SENTENCE.fullmatch, expected))
