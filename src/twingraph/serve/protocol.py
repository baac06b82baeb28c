"""The endpoint of the SPARQL 1.1 Protocol, for queries.

See https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from twingraph.core.errors import QueryError
from twingraph.core.sparql import lend
from twingraph.core.sparql_protocol import form_of, is_graph
from twingraph.serve import incoming, negotiation

if TYPE_CHECKING:
    from starlette.requests import Request

    from twingraph.serve.service import Service

PATH = "/sparql"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# Media type of each format; a client that does not care gets the first one.
RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
}

_READ_ONLY = "this endpoint answers queries; it accepts no updates"


class Asked(NamedTuple):
    """A request of the protocol.

    Attributes:
        queries: The queries that it has; exactly one is right.
        graphs: The graphs that it names.
    """

    queries: list[str]
    graphs: list[str]


def routes(service: Service) -> list[Route]:
    """Return the route of the endpoint."""
    return [Route(PATH, partial(_endpoint, service), methods=["GET", "POST"])]


async def _endpoint(service: Service, request: Request) -> Response:
    asked = await _read(request, service.settings.query_bytes)
    if len(asked.queries) != 1:
        raise QueryError(f"the request has {len(asked.queries)} queries; it must have one")
    sparql = lend(asked.queries[0])
    offered = GRAPHS if is_graph(form_of(sparql)) else RESULTS
    media_type = negotiation.media_type(request.headers.get("Accept"), list(offered))
    if media_type is None:
        message = f"the answer can be had as {', '.join(offered)}"
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, message)
    answer = await service.written(sparql, offered[media_type])
    headers = {"Vary": "Accept"}
    if answer.is_cut:
        headers["Twingraph-Cut"] = f"rows={service.settings.rows}"
    return Response(answer.data, headers=headers, media_type=media_type)


async def _read(request: Request, most: int) -> Asked:
    """Read a request in any of the three forms that the protocol has."""
    in_address = incoming.in_address(request)
    if request.method != "POST":
        return _asked(in_address)
    type_ = incoming.media_type(request)
    if type_ not in {incoming.FORM, QUERY}:
        message = f"POST a query as {QUERY} or as {incoming.FORM}"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
    body = await incoming.body(request, most)
    if type_ == incoming.FORM:
        return _asked(in_address + incoming.pairs(body))
    return _asked([*in_address, ("query", _decoded(body))])


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise QueryError("the query is not UTF-8") from None


def _asked(pairs: list[tuple[str, str]]) -> Asked:
    if any(name == "update" for name, _ in pairs):
        raise HTTPException(HTTPStatus.FORBIDDEN, _READ_ONLY)
    graphs = [value for name, value in pairs if name in {"default-graph-uri", "named-graph-uri"}]
    return Asked([value for name, value in pairs if name == "query"], graphs)
