"""The server: it listens at an address until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from twingraph.core.errors import CannotError
from twingraph.serve.app import application

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.serve.service import Service

_LAST = 5  # seconds in which answers that are under way may still be sent


def run(service: Service, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve a build until the process is told to end.

    Args:
        service: The build.
        host: Address of the interface to listen at.
        port: Port; 0 for any that is free.
        ready: Called with the address of the service when it answers.

    Raises:
        CannotError: The build cannot be opened, or the address cannot be listened at.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    asyncio.run(_serve(service, _listening(host, port), ready))


async def _serve(service: Service, listening: socket.socket, ready: Callable[[str], None]) -> None:
    async with service:
        config = uvicorn.Config(
            application(service),
            http="httptools",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST,
        )
        ready(_address(listening))
        await uvicorn.Server(config).serve([listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise CannotError(f"{host} port {port}: {error.strerror or error}") from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
