"""The triple store behind one small interface: embedded, or any SPARQL endpoint.

Everything that asks questions asks them here; nothing but SPARQL passes through.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.sparql import TOKEN, without_comments
from twingraph.core.terms import PROLOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# All at once takes no less time, but four times the memory.
_BATCH = 250_000

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SERVICE = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# A parser that calls itself for each of these runs out of stack and takes the process with it:
# Oxigraph's does so at about 2,000 levels of groups or OPTIONALs on a stack of 8 MB.
DEEPEST = 100
LONGEST_CHAIN = 1_000
_BRACKET = re.compile(r"[(\[{]|[)\]}]")
# No data of a VALUES or IN is among them: no number's sign or point, and no literal's ^^.
_LINK = re.compile(
    r"[{\[|&!*/=<>] | (?<!\^)\^(?!\^) | [+-](?![\d.]) | \.(?!\d) | \b(?:BIND|FILTER)\b",
    re.VERBOSE | re.IGNORECASE,
)


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
            CannotError: There is no store there.
        """
        if not (folder / "CURRENT").is_file():
            raise CannotError(f"{folder}: no store here; make one with: twingraph build")
        try:
            return cls(ox.Store.read_only(str(folder)))
        except OSError as error:
            raise CannotError(f"{folder}: the store cannot be opened: {error}") from error

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
        except OSError as error:
            raise CannotError(f"the store cannot answer: {error}") from error


class Endpoint:
    """A SPARQL endpoint somewhere else.

    Args:
        url: Its address.
        timeout: Seconds after which to give up.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url = url
        self.timeout = timeout

    def query(self, sparql: str) -> Answer:
        """Answer a query; see ``Store.query``."""
        from http.client import HTTPException  # only an endpoint needs it

        from SPARQLWrapper import POST, SPARQLExceptions, SPARQLWrapper

        refuse_overgrown(sparql)
        refuse_federation(sparql)
        service = SPARQLWrapper(self.url)
        service.setMethod(POST)
        service.setTimeout(self.timeout)
        # SPARQLWrapper tells the form of a query from its first keyword, comments included.
        service.setQuery(without_comments(sparql))
        graph = service.queryType in {"CONSTRUCT", "DESCRIBE"}
        service.setReturnFormat("n3" if graph else "json")
        try:
            return _read(service.query().response.read(), graph=graph)
        except SPARQLExceptions.QueryBadFormed as error:
            raise QueryError(f"{self.url} does not accept the query: {error}") from error
        except (
            SPARQLExceptions.SPARQLWrapperException,
            HTTPException,
            OSError,
            ValueError,
        ) as error:
            raise CannotError(f"{self.url} cannot be asked: {error}") from error


def _read(body: bytes, *, graph: bool) -> Answer:
    """Read an endpoint's answer; a page that is no answer, or a cut one, is an error."""
    try:
        if graph:
            store = ox.Store()
            store.load(body, format=ox.RdfFormat.TURTLE)
            return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        # Read to the end once: an answer that was cut off must not pass for a whole one.
        if isinstance(answer := _parsed(body), ox.QuerySolutions):
            list(answer)
    except (SyntaxError, ValueError) as error:
        raise CannotError(f"the endpoint's answer is no SPARQL result: {error}") from error
    return _parsed(body)


def _parsed(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)


def refuse_overgrown(sparql: str) -> None:
    """Refuse a query whose structure is deeper or longer than a parser's stack.

    Raises:
        QueryError: Its brackets are nested deeper than ``DEEPEST``, or it has more groups,
            patterns and operators than ``LONGEST_CHAIN``.
    """
    text = TOKEN.sub(lambda token: token["word"] or " ", _unescape(sparql))
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "([{" else -1
        if depth > DEEPEST:
            raise QueryError(f"brackets nested deeper than {DEEPEST}; write the query flatter")
    if sum(1 for _ in _LINK.finditer(text)) > LONGEST_CHAIN:
        message = f"more than {LONGEST_CHAIN:,} groups, patterns and operators"
        raise QueryError(f"{message}; give long lists in VALUES or IN")


def refuse_federation(sparql: str) -> None:
    """Refuse a query that would make the store call out.

    Raises:
        QueryError: It has SERVICE.
    """
    text = _unescape(sparql)
    found = _SERVICE.search(text)
    if found is None or _parses(_SERVICE.sub("SERVIC3", text)):
        return  # where another word does as well, it is part of a name, a text or a comment
    line = text.count("\n", 0, found.start()) + 1 - _lent(sparql)
    raise QueryError(f"line {line}: {found[0]} is not allowed; twingraph never calls out")


def _unescape(sparql: str) -> str:
    """Write out the letters given by number: SPARQL allows them anywhere, in a keyword too."""
    try:
        return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), sparql)
    except (ValueError, OverflowError):
        raise QueryError(
            "the query has a \\U… that is no character; the last is \\U0010FFFF"
        ) from None


def _parses(sparql: str) -> bool:
    """Let the engine's own parser judge, on an empty store."""
    try:
        ox.Store().query(sparql)
    except (SyntaxError, ValueError):
        return False
    return True


def _syntax(message: str, sparql: str) -> str:
    """Say where the query is wrong: line, column, and the line itself with a mark under it."""
    match = _PLACE.match(message)
    if not match:
        return f"the query does not parse: {message}"
    lent = _lent(sparql)
    line, column = int(match[1]) - lent, int(match[2])
    text = (sparql.split("\n"))[line + lent - 1]
    mark = " " * (column - 1) + "^"
    where = f"the query does not parse: line {line}, column {column}"
    return f"{where}\n  {text}\n  {mark}{_unexpected(match[3])}"


def _lent(sparql: str) -> int:
    """Count the lines of prefixes that were lent: a reader counts those of what they wrote."""
    return PROLOGUE.count("\n") if sparql.startswith(PROLOGUE) else 0


def _unexpected(explanation: str) -> str:
    """Keep what helps of the parser's explanation, not the list of all that may follow."""
    return " this prefix is not declared" if "Prefix not found" in explanation else ""
