"""The triple store behind one small interface, and the one that runs inside this process.

Everything that asks questions asks them here; nothing but SPARQL passes through.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.sparql import lent_lines
from twingraph.core.terms import PROLOGUE
from twingraph.store.limits import refuse_federation, refuse_overgrown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# All at once takes no less time, but four times the memory.
_BATCH = 250_000

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def select(store: Store, sparql: str) -> ox.QuerySolutions:
    """Ask a SELECT query of the project's own, which may use the project's prefixes."""
    answer = store.query(PROLOGUE + sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("not a SELECT query")
    return answer


class Store(Protocol):
    """Something that answers SPARQL 1.1 queries."""

    def query(self, sparql: str) -> Answer:
        """Answer a query.

        Raises:
            QueryError: The query does not parse, or asks for what is not allowed.
            CannotError: The store cannot be reached.
        """


class EmbeddedStore:
    """Oxigraph inside this process, in memory or on disk."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a store on disk for reading.

        Raises:
            CannotError: There is no store there, or it is damaged.
        """
        if not (folder / "CURRENT").is_file():
            raise CannotError(f"{folder}: no store here; make one with: twingraph build")
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            message = f"{folder}: the store cannot be opened; build it again: {error}"
            raise CannotError(message) from error

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> EmbeddedStore:
        """Make a store in memory."""
        store = ox.Store()
        quads = (ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        while batch := list(islice(quads, _BATCH)):
            store.bulk_extend(batch)
        return cls(store)

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
        """Answer a query; see ``Store.query``."""
        refuse_overgrown(sparql)
        refuse_federation(sparql)
        try:
            return self._store.query(sparql)
        except SyntaxError as error:
            raise QueryError(_syntax(str(error), sparql)) from None
        except (OSError, RuntimeError) as error:  # the latter for damaged files
            raise CannotError(f"the store cannot answer: {error}") from error


def _syntax(message: str, sparql: str) -> str:
    """Say where the query is wrong: line, column, and the line itself with a mark under it."""
    match = _PLACE.match(message)
    if not match:
        return f"the query does not parse: {message}"
    lent = lent_lines(sparql)
    line, column = int(match[1]) - lent, int(match[2])
    text = (sparql.split("\n"))[line + lent - 1]
    mark = " " * (column - 1) + "^"
    where = f"the query does not parse: line {line}, column {column}"
    return f"{where}\n  {text}\n  {mark}{_unexpected(match[3])}"


def _unexpected(explanation: str) -> str:
    """Keep what helps of the parser's explanation, not the list of all that may follow."""
    return " this prefix is not declared" if "Prefix not found" in explanation else ""
