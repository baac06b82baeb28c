"""Completion in the shells themselves, as a person loads it by the README."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 60  # seconds
# The prompt shows that the shell has loaded the script, and waits.
INTERACTIVE = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$({source})"; PS1="re""ady> "'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -D -u; eval "$({source})"; PS1="re""ady> "',
    ),
}


def needs(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is missing; apt-get install {shell}")


def environment(home: Path) -> dict[str, str]:
    """An environment in which the command is on the path, as after pip install."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(home), "TERM": "dumb"}


def read_until(terminal: int, wanted: str) -> str:
    """What a shell shows, up to some words; a failed test shows all that came instead."""
    shown, until = "", time.monotonic() + PATIENCE
    while wanted not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.monotonic()))
        assert ready, shown
        shown += os.read(terminal, 10_000).decode(errors="replace")
    return shown


@pytest.mark.parametrize("shell", INTERACTIVE)
def test_a_shell_completes_the_name_of_a_question(shell: str, tmp_path: Path) -> None:
    needs(shell)
    command, setup = INTERACTIVE[shell]
    ours, theirs = pty.openpty()
    source = f"_TWINGRAPH_COMPLETE={shell}_source twingraph"
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(tmp_path)
    ) as process:
        os.close(theirs)
        try:
            os.write(ours, f"{setup.format(source=source)}\n".encode())
            read_until(ours, "ready> ")
            os.write(ours, b"twingraph query twin-t\t")
            assert "twin-towns" in read_until(ours, "owns")
        finally:
            process.kill()
            os.close(ours)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("twin-t",), "twin-towns"),
        (("twin-towns", "--cou"), "--country"),
        (("twin-towns", "--city", "Krak"), "Kraków"),  # fish passes over what does not begin so
    ],
)
def test_fish_completes_questions_filters_and_cities(
    words: tuple[str, ...], expected: str, built: Path, tmp_path: Path
) -> None:
    needs("fish")
    script = "_TWINGRAPH_COMPLETE=fish_source twingraph | source; complete -C $argv[1]"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script, f"twingraph query -b {built} {' '.join(words)}"],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=PATIENCE,
        check=False,
    )
    assert expected in done.stdout.split(), done.stderr
