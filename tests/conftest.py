"""What many tests need: a command line, a build of the embedded dataset, a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support.browsing import browser  # noqa: F401 - a fixture for all
from support.builds import IN_ALL_LANGUAGES
from support.command import Run, twingraph
from support.differences import changed_build, old_build  # noqa: F401 - fixtures for all
from support.paths import SHARED
from support.service import proxy, server, standing  # noqa: F401 - fixtures for all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


# How long an example takes says nothing on a machine that does other things as well.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the embedded dataset, with views in all languages."""
    folder = tmp_path_factory.mktemp("built") / "build"
    done = twingraph("build", "-o", folder, *IN_ALL_LANGUAGES)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command in an empty folder, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    return twingraph


@pytest.fixture
def documents() -> Path:
    """The folder of the quoted documents, which stands beside the repository."""
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip(f"no documents in {folder}; set TWINGRAPH_SHARED")
    return folder
