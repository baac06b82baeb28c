"""What each request has to pass before a part of the service sees it, and what each answer has.

A page of a stranger that a person opens beside a service on the same machine can send it requests,
and with a name that suddenly means this machine it could read the answers. So a request must name
the service as the operator does, and come from no page that the operator does not know.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request

from twingraph.serve import errors
from twingraph.serve.settings import ANY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from twingraph.serve.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Middleware that lets only those requests pass that are meant for the service.

    Args:
        app: What comes after it.
        settings: Which names and origins are known.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = {name.lower() for name in settings.names}
        self._origins = set(settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        app = self._app
        try:
            self._check(headers.getlist("Host"), headers.get("Origin"))
        except HTTPException as error:
            app = await errors.respond(Request(scope), error)
        await app(scope, receive, protected)

    def _check(self, hosts: list[str], origin: str | None) -> None:
        """Refuse a request for another service, or from a page that is not known."""
        if len(hosts) != 1 or _name(hosts[0]) not in self._names:
            message = "this service does not go by that name; its operator can add one with --name"
            raise HTTPException(HTTPStatus.MISDIRECTED_REQUEST, message)
        if origin is None or ANY in self._origins or origin in self._origins:
            return
        if origin.partition("://")[2] != hosts[0]:
            message = "pages of that origin may not ask; the operator can allow it with --origin"
            raise HTTPException(HTTPStatus.FORBIDDEN, message)


def _name(host: str) -> str | None:
    """Return the name in a Host header; None if that is anything but a name and perhaps a port."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and parts.username is None else None
