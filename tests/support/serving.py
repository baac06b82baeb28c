"""The service of a build, run as a user runs it, at a free port of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Settings that the command has no options for.
_PROGRAM = """
import json, sys
from pathlib import Path
from twingraph.serve import server
from twingraph.serve.service import Service
from twingraph.serve.settings import Settings
from twingraph.store.folder import STORE, Latest
from twingraph.store.processes import Capacity
folder, settings, capacity = Path(sys.argv[1]), *map(json.loads, sys.argv[2:])
service = Service(
    folder / STORE,
    Latest(folder).digest,
    Settings(capacity=Capacity(**capacity), **settings),
)
server.run(service, "127.0.0.1", 0, None, lambda address: print(address, flush=True))
"""


@dataclass(frozen=True)
class Served:
    """A service that runs.

    Attributes:
        url: Its address, without a slash at its end.
        process: Its process.
    """

    url: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def children(self) -> set[int]:
        """The processes that it has started and that have not ended."""
        pids = (path for path in Path("/proc").iterdir() if path.name.isdigit())
        return {int(path.name) for path in pids if _parent(path) == self.process.pid}


def _parent(process: Path) -> int | None:
    """The parent of a process that has not ended."""
    try:
        state, parent = (process / "stat").read_text().rpartition(") ")[2].split()[:2]
    except OSError:
        return None
    return None if state == "Z" else int(parent)


@contextmanager
def serving(folder: Path, *options: object) -> Iterator[str]:
    """Run ``twingraph serve`` at a free port; yield its address without a slash at its end.

    Args:
        folder: Folder of a build.
        options: Options of the command.
    """
    with _running("-m", "twingraph", "serve", folder, "--port", 0, *options) as served:
        yield served.url


@contextmanager
def serving_with(
    folder: Path, capacity: dict[str, Any] | None = None, **settings: object
) -> Iterator[Served]:
    """Run a service with settings of its own.

    Args:
        folder: Folder of a build.
        capacity: What its processes may take.
        settings: Its other settings.
    """
    with _running("-c", _PROGRAM, folder, json.dumps(settings), json.dumps(capacity or {})) as own:
        yield own


@contextmanager
def _running(*command: object) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, *map(str, command)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("http://"), said
        yield Served(said.split()[0].removesuffix("/"), process)
    finally:
        process.terminate()
        process.communicate(timeout=30)
