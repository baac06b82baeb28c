"""What many tests need: a command line, a build of the embedded dataset, a small dataset."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import browser  # noqa: F401 - a fixture for all

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TWINGRAPH_SHARED", ROOT.parent / "shared"))

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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the embedded dataset."""
    folder = tmp_path_factory.mktemp("built") / "build"
    done = twingraph("build", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return twingraph


@pytest.fixture
def documents() -> Path:
    """The folder of the quoted documents, which stands beside the repository."""
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip(f"no documents in {folder}; set TWINGRAPH_SHARED")
    return folder
