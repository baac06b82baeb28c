"""The command, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The command, as a program for python -c, that says whenever the engine begins, so that a signal
# can meet it at work.
ANNOUNCING = """
import sys
from twingraph.cli import main
from twingraph.store import worker
start = worker._start
def announced(job, stack):
    start(job, stack)
    print("asked", file=sys.stderr, flush=True)
worker._start = announced
main()
"""

Run = subprocess.CompletedProcess[str]


def twingraph(*arguments: object, cwd: Path | None = None, **environment: str) -> Run:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "twingraph", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
