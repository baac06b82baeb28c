"""What the operator of a service wants to know: who asked for what, and how it goes."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from twingraph.serve.service import Service

# Gets a line in the combined format for each request.
ACCESS = "twingraph.access"

_access = logging.getLogger(ACCESS)
_ESCAPED = {code: f"\\x{code:02x}" for code in (*range(32), 34, 92, *range(127, 160))}


def routes(service: Service) -> list[Route]:
    """Return the routes for an operator."""
    return [Route("/health", partial(_health, service)), Route("/metrics", _metrics)]


async def _health(service: Service, _request: Request) -> Response:
    await service.answer("ASK {}")
    return JSONResponse({"status": "ok", "build": service.edition.key})


async def _metrics(request: Request) -> Response:
    registry: CollectorRegistry = request.app.state.registry
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Metrics:
    """The numbers of a service, as Prometheus reads them.

    Args:
        service: The service.
        paths: Paths of its routes.

    Attributes:
        registry: The numbers.
    """

    def __init__(self, service: Service, paths: Iterable[str]) -> None:
        self.registry = CollectorRegistry()
        self._parts = {f"/{path.split('/')[1]}" for path in paths}
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "twingraph_requests",
            "Requests that were answered.",
            ["part", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "twingraph_request_seconds",
            "Time until an answer was handed over to be sent.",
            ["part"],
            registry=self.registry,
        )
        now = {
            "queries_running": ("Queries that run.", lambda: service.edition.pool.running),
            "queries_heavy": (
                "Queries that run at low priority.",
                lambda: service.edition.pool.heavy,
            ),
            "queries_waiting": ("Queries that wait.", lambda: service.edition.pool.waiting),
            "answers_kept": ("Answers that were kept and given again.", lambda: service.found),
        }
        for name, (what, count) in now.items():
            Gauge(f"twingraph_{name}", what, registry=self.registry).set_function(count)

    def add(self, path: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            path: Its path; of those that are no part of the service, only their number counts.
            status: Status of the answer.
            seconds: Time that it took.
        """
        part = f"/{path.split('/')[1]}" if path.count("/") else ""
        label = part if part in self._parts else "other"
        self._requests.labels(label, status).inc()
        self._seconds.labels(label).observe(seconds)


class Monitor:
    """Middleware that logs and counts each request.

    Args:
        app: What comes after it.
        metrics: Where requests are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down what came of it."""
        began = time.perf_counter()
        status, size = 499, 0  # what nginx writes of a client that left before the answer

        async def noted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._metrics.add(scope["path"], status, time.perf_counter() - began)
            if _access.isEnabledFor(logging.INFO):
                _access.info("%s", _line(scope, status, size))


def _line(scope: Scope, status: int, size: int) -> str:
    """Return a line of the log in the combined format, in which nothing passes for another line."""
    headers = Headers(scope=scope)
    client = scope["client"][0] if scope.get("client") else "-"
    when = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime())
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
    request = f"{scope['method']} {path} HTTP/{scope['http_version']}"
    referrer, agent = headers.get("Referer", "-"), headers.get("User-Agent", "-")
    said = '" "'.join(text.translate(_ESCAPED) for text in (referrer, agent))
    return f'{client} - - [{when}] "{request.translate(_ESCAPED)}" {status} {size} "{said}"'
