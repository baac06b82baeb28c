"""A SPARQL endpoint somewhere else, whose answers are believed only if they are whole.

Whoever runs the endpoint decides what it sends. An answer is read within limits of time and size,
refused if it is nested so deep that a parser would end the process, and must be of the form that
was asked for: a page in HTML, half an answer or the answer to another question is an error.
"""

from __future__ import annotations

import re
import time
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.http import Client, RequestLimits
from twingraph.core.http_messages import RequestFailed, Response
from twingraph.core.login import Login
from twingraph.core.sparql import TOKEN
from twingraph.core.sparql_protocol import (
    REJECTED,
    ProtocolRequest,
    complaint,
    parsed_address,
    request_of,
)
from twingraph.core.text import clean, quoted
from twingraph.core.urls import shown
from twingraph.store.limits import DEEPEST, refuse_federation, refuse_overgrown, stack_for
from twingraph.store.reading import read
from twingraph.store.worker import UNLIMITED, Limits, run

if TYPE_CHECKING:
    from threading import Event

    from twingraph.store.results import Answer

PATIENCE = 60  # seconds
LARGEST = 200_000_000

_LONGEST_REASON = 200  # characters of what the parser says
_TRIPLE_IN_TRIPLE = re.compile("<<|>>")
_YES_OF_VIRTUOSO = ["__ASK_RETVAL"]
_NEITHER = bytes(set(range(256)) - set(b'{}[]"'))  # no bracket and no quotation mark
_ROUND = bytes.maketrans(b"{[}]", b"(())")


class Endpoint:
    """A SPARQL endpoint somewhere else.

    Args:
        url: Its address; ``https://NAME:PASSWORD@…`` logs in, by Basic or Digest as it wants.
        timeout: Seconds that the whole answer to a query may take.
        largest: Bytes that an answer may have.

    Raises:
        InputError: The address is not one of the web.
    """

    def __init__(self, url: str, timeout: float = PATIENCE, largest: int = LARGEST) -> None:
        parsed_address(url)
        self.url = url
        self._login = Login(url)
        self._limits = Limits(seconds=timeout)
        self._client = Client(RequestLimits(silence=timeout, whole=timeout, size=largest))

    def query(self, sparql: str, most: int | None = None) -> Answer:
        """Answer a query; see ``Store.query``.

        Raises:
            QueryError: The text is not a query, or the endpoint rejects it.
            CannotError: The endpoint does not answer, or its answer cannot be used.
        """
        refuse_overgrown(sparql)
        run(lambda _: refuse_federation(sparql), stack_for(sparql), UNLIMITED)
        asked = request_of(self.url, sparql)
        began = time.monotonic()
        response = self._send(asked)
        read_body = _graph if asked.is_graph else partial(_solutions, asked)
        work = partial(read_body, response.body, most)
        try:
            # In the engine's thread: Python interrupts none of the engine's own functions.
            return run(work, stack_for(sparql), self._limits, began)
        except (SyntaxError, ValueError) as error:
            why = _no_result(response, str(error))
            raise CannotError(f"{shown(self.url)}: {why}") from None

    def _send(self, asked: ProtocolRequest) -> Response:
        here = shown(self.url)
        try:
            response = self._login.send(self._client, asked.request)
        except RequestFailed as failure:
            detail = failure.detail if failure.url == asked.request.url else str(failure)
            hint = _HINTS.get(failure.reason, "")
            raise CannotError(f"{here} cannot be asked: {detail}{hint}") from failure
        if response.status == REJECTED:
            raise QueryError(f"{here} does not accept the query: {response.excerpt}")
        if not response.is_success:
            raise CannotError(f"{here}: {complaint(response)}")
        return response


_HINTS = {
    "too-large": "; ask for less with LIMIT, or raise the limit: twingraph.connect(…, largest=…)",
    "too-slow": "; ask for less with LIMIT, or wait longer: twingraph.connect(…, timeout=…)",
}


def _no_result(response: Response, why: str) -> str:
    kind = quoted(response.headers.get("Content-Type", "").partition(";")[0])
    begins = f"it begins: {response.excerpt}" if response.excerpt else "it is empty"
    reason = clean(why)[:_LONGEST_REASON]
    return f"the answer, of type {kind}, is not a complete SPARQL result ({reason}); {begins}"


def _solutions(asked: ProtocolRequest, body: bytes, most: int | None, abandoned: Event) -> Answer:
    """Read SPARQL results in JSON; to their end, for half of them must not pass for all.

    Raises:
        SyntaxError: They cannot be read.
        ValueError: They are nested too deep, or answer another form of query.
    """
    # Without escaped quotation marks, any two others have a text between them.
    unescaped = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    _refuse_deep(_depth(unescaped.translate(None, _NEITHER)))
    answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if asked.form == "ASK":
        return _boolean(answer)
    if isinstance(answer, ox.QueryBoolean):
        raise ValueError(f"not the answer to {asked.form}")  # noqa: TRY004 - of what was sent
    return read(answer, abandoned, most)


def _boolean(answer: ox.QuerySolutions | ox.QueryBoolean) -> bool:
    """Read the answer to ASK; Virtuoso sends a table instead, which has a row for yes.

    Raises:
        ValueError: It is any other table.
    """
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if [variable.value for variable in answer.variables] != _YES_OF_VIRTUOSO:
        raise ValueError("not the answer to ASK")
    return any(True for _ in answer)


def _graph(body: bytes, most: int | None, abandoned: Event) -> Answer:
    """Read a graph in Turtle.

    Raises:
        SyntaxError: It cannot be read.
        ValueError: It has triples in triples, nested too deep.
    """
    if body.count(b"<<") > DEEPEST:
        text = TOKEN.sub(" ", body.decode("utf-8", "replace"))
        steps = (1 if sign[0] == "<<" else -1 for sign in _TRIPLE_IN_TRIPLE.finditer(text))
        _refuse_deep(max(accumulate(steps), default=0))
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.TURTLE)
    return read(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), abandoned, most)


def _depth(signs: bytes) -> int:
    """Return how deep brackets are nested outside of quotation marks.

    Each round takes the innermost pairs away. A bracket without its pair counts as a level, since
    a parser goes down there before it finds out.
    """
    outside = b"".join(signs.split(b'"')[::2]).translate(_ROUND)
    depth = 0
    while b"()" in outside and depth <= DEEPEST:
        outside = outside.replace(b"()", b"")
        depth += 1
    return depth + outside.count(b"(")


def _refuse_deep(depth: int) -> None:
    """Refuse what a parser that calls itself could not read without running out of stack."""
    if depth > DEEPEST:
        raise ValueError(f"nested more than {DEEPEST} levels deep")
