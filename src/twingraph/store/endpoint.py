"""A SPARQL endpoint somewhere else, asked over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.sparql import without_comments
from twingraph.store.limits import refuse_federation, refuse_overgrown

if TYPE_CHECKING:
    from twingraph.store.engine import Answer


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
