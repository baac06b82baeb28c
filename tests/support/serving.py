"""The service of a build, run as a user runs it, at a free port of this machine."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serving(folder: Path, *options: object) -> Iterator[str]:
    """Run ``twingraph serve`` at a free port; yield its address without a slash at its end.

    Args:
        folder: Folder of a build.
        options: Options of the command.
    """
    command = [sys.executable, "-m", "twingraph", "serve", folder, "--port", 0, *options]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("http://"), said
        yield said.split()[0].removesuffix("/sparql")
    finally:
        process.terminate()
        process.communicate(timeout=30)
