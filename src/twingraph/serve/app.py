"""The application: the routes of all parts, and the guards before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette

from twingraph.serve import errors, monitoring, protocol

if TYPE_CHECKING:
    from twingraph.serve.service import Service

_PARTS = (protocol, monitoring)


def application(service: Service) -> Starlette:
    """Return the application that serves a build, as ASGI.

    Args:
        service: The build, which has been opened.
    """
    return Starlette(
        routes=[route for part in _PARTS for route in part.routes(service)],
        exception_handlers=dict.fromkeys(errors.ANSWERED, errors.respond),
    )
