"""Servers that benchmarks ask, each run as a user runs it and ended afterwards."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOADING = 1800  # seconds that a server may take until it answers


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Attributes:
        port: Its port on this machine.
        process: Id of its process.
        path: Path of its endpoint.
        started: Seconds until it answered.
        taken: Seconds of a processor that it had taken by then.
    """

    port: int
    process: int
    path: str
    started: float
    taken: float


@contextmanager
def twingraph(folder: Path, *options: object) -> Iterator[Server]:
    """Yield the service of a build, run as a user runs it.

    Args:
        folder: Folder of the build.
        options: Options of the command.
    """
    port = _free_port()
    serve = [sys.executable, "-m", "twingraph", "serve", folder, "--port", port, *options]
    with _running(serve, port, "/sparql") as server:
        yield server


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Yield Oxigraph's own server on the store of a build."""
    port = _free_port()
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = shutil.which("oxigraph", path=beside)
    bind = ("--bind", f"127.0.0.1:{port}")
    serve = [command, "serve-read-only", "--location", folder / "store", *bind]
    with _running(serve, port, "/query") as server:
        yield server


@contextmanager
def rdflib_endpoint(folder: Path, command: str) -> Iterator[Server]:
    """Yield rdflib-endpoint on the Turtle file of a build.

    Args:
        folder: Folder of the build.
        command: Its command.
    """
    port = _free_port()
    serve = [command, "serve", folder / "twingraph.ttl", "--host", "127.0.0.1", "--port", port]
    with _running(serve, port, "/") as server:
        yield server


@contextmanager
def _running(command: Sequence[object], port: int, path: str) -> Iterator[Server]:
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(list(map(str, command)), stdout=quiet, stderr=quiet)
    try:
        while not _answers(port, path):
            time.sleep(0.02)
            if process.poll() is not None or time.monotonic() - began > LOADING:
                raise RuntimeError(f"{command[0]} does not answer")
        started = time.monotonic() - began
        yield Server(port, process.pid, path, started, processor(process.pid))
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LOADING)
    try:
        connection.request("GET", f"{path}?query=ASK%7B%7D")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processor(process: int) -> float:
    """Return the seconds of a processor that a process has taken, with its children.

    One that ends meanwhile counts as nothing; its parent has its time from then on.
    """
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        own = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    except FileNotFoundError:
        return 0.0
    ticks = sum(map(int, own[11:15])) / os.sysconf("SC_CLK_TCK")
    return ticks + sum(map(processor, map(int, children.split())))
