"""A small dump, and what is fetched from it without any trouble."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from benchmarks import wikidata as made_up

from support.dumps import NO_LBZIP2, ONE_CORE, PACK, fetched, lines, packed
from support.world import WORLD
from twingraph.sources.wikidata.dump import stream

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(params=[*PACK, NO_LBZIP2, ONE_CORE])
def pack(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bytes], bytes]:
    """What dumps are packed by; bzip2 is unpacked by a program where there is one."""
    name = request.param
    if name in {NO_LBZIP2, ONE_CORE}:
        monkeypatch.setenv("PATH", "")
        if name == ONE_CORE:
            monkeypatch.setattr(stream, "find_spec", {}.get)
    elif name == "bz2" and not shutil.which("lbzip2"):
        pytest.skip("lbzip2 is missing; apt-get install lbzip2")
    return PACK[name.split()[0]]


@pytest.fixture(scope="session")
def entities() -> list[bytes]:
    return [*made_up.lines(60, filler=60, seed=7), *lines(*WORLD)]


@pytest.fixture(scope="session")
def plain(entities: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("dump") / "all.json", entities)


@pytest.fixture(scope="session")
def undisturbed(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return fetched(plain, tmp_path_factory.mktemp("undisturbed") / "out")
