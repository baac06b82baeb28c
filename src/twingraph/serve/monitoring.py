"""What the operator of a service wants to know: whether it answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from twingraph.serve.service import Service


def routes(service: Service) -> list[Route]:
    """Return the routes for an operator."""
    return [Route("/health", partial(_health, service))]


async def _health(service: Service, _request: Request) -> Response:
    await service.answer("ASK {}")
    return JSONResponse({"status": "ok", "build": service.edition.key})
