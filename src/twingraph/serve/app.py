"""The application: the routes of all parts, and the guards before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from twingraph.serve import description, errors, monitoring, pages, protocol
from twingraph.serve.api import routes as api
from twingraph.serve.compression import Compression
from twingraph.serve.guards import Guard
from twingraph.serve.leaving import Leaving
from twingraph.serve.reconcile import routes as reconcile

if TYPE_CHECKING:
    from twingraph.serve.service import Service

_PARTS = (protocol, description, monitoring, api, reconcile, pages)

# What scripts of other pages may send, and read of an answer.
_METHODS = ("GET", "HEAD", "POST")
_SENT = ("Accept", "Accept-Language", "Content-Type", "If-None-Match")
_READ = ("ETag", "Link", "Retry-After", protocol.CUT, protocol.ABSENT, "X-Total-Count")


def application(service: Service) -> Starlette:
    """Return the application that serves a build, as ASGI.

    Args:
        service: The build, which has been opened.
    """
    routes = [route for part in _PARTS for route in part.routes(service)]
    metrics = monitoring.Metrics(service, [route.path for route in routes])
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(monitoring.Monitor, metrics),
            Middleware(Guard, service.settings),
            Middleware(
                CORSMiddleware,
                allow_origins=service.settings.origins,
                allow_methods=_METHODS,
                allow_headers=_SENT,
                expose_headers=_READ,
            ),
            Middleware(Compression),
            Middleware(Leaving),
            Middleware(errors.Unexpected),
        ],
        exception_handlers=dict.fromkeys(errors.EXPECTED, errors.respond),
    )
    app.state.registry = metrics.registry
    return app
