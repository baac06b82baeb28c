"""The command, run as a user runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

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

needs_terminal = pytest.mark.skipif(
    shutil.which("script") is None, reason="script(1) is not installed"
)


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


def in_terminal(arguments: str, columns: int = 80) -> Run:
    """Run the command in a terminal, which script(1) gives it, and stty its width.

    Args:
        arguments: What follows the name of the program, as a shell reads it.
        columns: Width of the terminal.
    """
    command = f"unset COLUMNS; stty cols {columns}; {sys.executable} -m twingraph {arguments}"
    return subprocess.run(
        ["script", "-qec", command, "/dev/null"], capture_output=True, text=True, check=False
    )
