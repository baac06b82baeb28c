"""Errors as responses: which status they have, and in which form a client gets them."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from twingraph.core.errors import InputError, TwingraphError, UnknownName
from twingraph.serve import negotiation
from twingraph.serve.pages import visits
from twingraph.store.engine import StoreError
from twingraph.store.processes import BusyError, OverrunError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What handlers raise on purpose.
EXPECTED = (HTTPException, TwingraphError)

_LATER = "10"  # seconds

_log = logging.getLogger(__name__)

# What clients with programs get (RFC 9457).
_OF_PROGRAMS = ("/api", "/reconcile")
_ENDPOINT = "/sparql"


class Problem(NamedTuple):
    """Why a request has no better answer.

    Attributes:
        status: Status of the response.
        detail: What is wrong, and what to try.
        headers: Headers that the response has besides.
    """

    status: HTTPStatus
    detail: str
    headers: Mapping[str, str] = {}

    @property
    def title(self) -> str:
        """The name of the status."""
        return self.status.phrase


def problem_of(error: Exception) -> Problem:
    """Return what a client is told about an error; nothing of one that nobody expected."""
    if isinstance(error, HTTPException):
        return Problem(HTTPStatus(error.status_code), error.detail, error.headers or {})
    if isinstance(error, BusyError):
        headers = {"Retry-After": str(error.retry_after)}
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers)
    if isinstance(error, StoreError):  # its place is not for clients
        _log.error("%s", error)
        detail = "the store cannot be read now; try again later"
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": _LATER})
    if isinstance(error, TwingraphError):
        return Problem(_status(error), str(error))
    _log.error("a request failed", exc_info=error)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "this is an error of the service")


def _status(error: TwingraphError) -> HTTPStatus:
    if isinstance(error, UnknownName):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, InputError):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, OverrunError):
        return HTTPStatus.GATEWAY_TIMEOUT
    return HTTPStatus.SERVICE_UNAVAILABLE


async def respond(request: Request, error: Exception) -> Response:
    """Answer a request with an error, in the form that its address promises.

    Args:
        request: The request.
        error: The error that a handler raised.
    """
    problem = problem_of(error)
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = {"Allow": f"{problem.headers['Allow']}, OPTIONS"}
        problem = problem._replace(headers=allowed)
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=allowed)
    if request.url.path.startswith(_OF_PROGRAMS):
        content = {"title": problem.title, "status": problem.status, "detail": problem.detail}
        type_ = "application/problem+json"
        return JSONResponse(content, problem.status, problem.headers, type_)
    if _is_of_a_browser(request):
        known = error if isinstance(error, InputError) else None
        return visits.refusal(request, problem.status, known or problem.detail, problem.headers)
    return PlainTextResponse(f"{problem.detail}\n", problem.status, problem.headers)


def _is_of_a_browser(request: Request) -> bool:
    """Whether a page is wanted, where there are pages."""
    wanted = negotiation.media_type(request.headers.get("Accept"), ["text/plain", "text/html"])
    return wanted == "text/html" and not request.url.path.startswith(_ENDPOINT)


class Unexpected:
    """Middleware that answers where a handler fails, without a trace of the program.

    Args:
        app: What comes after it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer it if that fails before there is an answer."""
        has_begun = False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if has_begun:
                raise
            response = await respond(Request(scope), error)
            await response(scope, receive, send)
