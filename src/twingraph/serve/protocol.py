"""The endpoint of the SPARQL 1.1 Protocol, for queries.

See https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from twingraph.core.errors import QueryError
from twingraph.serve import conditional, description, incoming, negotiation
from twingraph.serve.media import GRAPHS, RESULTS
from twingraph.store.formats import UnfitFormatError

if TYPE_CHECKING:
    from starlette.requests import Request

    from twingraph.serve.service import Service
    from twingraph.store.formats import Bounds, Written

# Headers that say what a client would not see otherwise.
CUT = "Twingraph-Cut"
ABSENT = "Twingraph-Absent-Graph"

_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PAGE = "text/html"


class _Asked(NamedTuple):
    """A request of the protocol.

    Attributes:
        sparql: The query.
        default: Graphs that together are the default graph.
        named: Named graphs.
    """

    sparql: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def routes(service: Service) -> list[Route]:
    """Return the route of the endpoint."""
    endpoint = partial(_endpoint, service)
    return [Route(description.ENDPOINT, endpoint, methods=["GET", "POST"], name="sparql")]


async def _endpoint(service: Service, request: Request) -> Response:
    if request.method != "POST" and not request.scope["query_string"]:
        return _unasked(request)
    asked = _asked(await _parameters(request, service.settings.query_bytes))
    accepted = request.headers.get("Accept")
    chosen = [
        media_type
        for offered in (RESULTS, GRAPHS)
        if (media_type := negotiation.media_type(accepted, list(offered)))
    ]
    tag = conditional.tag(service, *chosen, "", asked.sparql, *asked.default, "", *asked.named)
    if fresh := conditional.not_modified(request, tag, "Accept"):
        return fresh
    try:
        formats = [{**RESULTS, **GRAPHS}[media_type] for media_type in chosen]
        answer = await service.written(asked.sparql, formats, asked[1:])
    except UnfitFormatError as error:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, str(error)) from None
    kept = {"Cache-Control": "no-store"} if answer.is_volatile else conditional.headers(tag)
    headers = {"Vary": "Accept", **kept, **_said(answer, service.settings.bounds)}
    media_type = chosen[formats.index(answer.format)]
    return Response(answer.data, headers=headers, media_type=media_type)


def _unasked(request: Request) -> Response:
    """Lead a browser to the query editor, and describe the service to all other clients."""
    offered = [*GRAPHS, _PAGE]
    if negotiation.media_type(request.headers.get("Accept"), offered) != _PAGE:
        return description.of_service(request)
    root: str = request.scope.get("root_path", "")
    goal = f"{root}{request.app.url_path_for('editor')}"
    return RedirectResponse(goal, HTTPStatus.SEE_OTHER, {"Vary": "Accept"})


def _said(answer: Written, bounds: Bounds) -> dict[str, str]:
    """Return the headers that say what an answer lacks."""
    said = {}
    if answer.is_cut:
        said[CUT] = f"rows={bounds.rows}, bytes={bounds.size}"
    if answer.absent:
        said[ABSENT] = " ".join(
            quote(graph, safe=":/?#[]@!$&'()*+,;=%~") for graph in answer.absent
        )
    return said


async def _parameters(request: Request, most: int) -> incoming.Pairs:
    """Read a request in any of the three forms that the protocol has."""
    in_address = incoming.in_address(request)
    if request.method != "POST":
        return in_address
    if request.headers.get("Content-Type", "").lower().startswith(_UPDATE):
        raise _update()
    type_ = incoming.media_type(request)
    if type_ not in {incoming.FORM, _QUERY}:
        there = f"{_QUERY}, {incoming.FORM}"
        message = f"POST a query as one of: {there}"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message, {"Accept-Post": there})
    body = await incoming.body(request, most)
    if type_ == incoming.FORM:
        return in_address + incoming.pairs(body)
    try:
        return [*in_address, ("query", body.decode())]
    except UnicodeDecodeError:
        raise QueryError("the query is not UTF-8") from None


def _asked(parameters: incoming.Pairs) -> _Asked:
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _update()
    queries = values.get("query", [])
    if len(queries) != 1:
        raise QueryError(f"the request has {len(queries)} parameters query; it must have one")
    graphs = (tuple(values.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return _Asked(queries[0], *graphs)


def _update() -> HTTPException:
    message = "this endpoint answers queries; it accepts no updates"
    return HTTPException(HTTPStatus.FORBIDDEN, message)
