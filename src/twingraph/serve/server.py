"""The server: it listens at an address until it is told to end."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from logging.handlers import WatchedFileHandler
from typing import TYPE_CHECKING

import uvicorn

from twingraph.core.errors import CannotError
from twingraph.serve.app import application
from twingraph.serve.connections import guarded
from twingraph.serve.monitoring import ACCESS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.serve.service import Service

_OF_PORTS = (errno.EADDRINUSE, errno.EACCES)
# Seconds after which a thread that writes a page must let others go on: the loop is one of them.
_TURN = 0.0005
_LAST = 5  # seconds in which answers that are under way may still be sent


def run(
    service: Service, host: str, port: int, log: Path | None, ready: Callable[[str], None]
) -> None:
    """Serve a build until the process is told to end.

    Args:
        service: The build.
        host: Address of the interface to listen at.
        port: Port; 0 for any that is free.
        log: File to which a line is added for each request; None is standard error.
        ready: Called with the address of the service when it answers.

    Raises:
        CannotError: The build cannot be opened, the file not be written, or the address not be
            listened at.
    """
    _log_to(log)
    sys.setswitchinterval(_TURN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    asyncio.run(_serve(service, listening(host, port), ready))


async def _serve(service: Service, sock: socket.socket, ready: Callable[[str], None]) -> None:
    async with service:
        config = uvicorn.Config(
            application(service),
            http=guarded(service.settings),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST,
        )
        ready(_address(sock))
        await uvicorn.Server(config).serve([sock])


def _log_to(path: Path | None) -> None:
    """Write the log of requests to a file, which may be moved away at any time, or to the terminal.

    Raises:
        CannotError: The file cannot be written.
    """
    access = logging.getLogger(ACCESS)
    try:
        handler = logging.StreamHandler() if path is None else WatchedFileHandler(path)
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror}") from error
    handler.setFormatter(logging.Formatter("%(message)s"))
    access.addHandler(handler)
    access.setLevel(logging.INFO)
    access.propagate = False
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what clients send wrong is normal


def listening(host: str, port: int) -> socket.socket:
    """Return a socket at which clients can connect.

    Args:
        host: Address of the interface.
        port: Port; 0 for any that is free.

    Raises:
        CannotError: The address cannot be listened at.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        sock = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (while")[0]  # the address comes before
        hint = "; choose another with --port" if error.errno in _OF_PORTS else ""
        raise CannotError(f"{host} port {port}: {why}{hint}") from error
    # Connections have it from here. Without it the end of an answer waits until the client has
    # confirmed its beginning, for which clients take 40 ms.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _address(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
