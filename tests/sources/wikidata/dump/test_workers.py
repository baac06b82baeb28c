"""Several processes that look through a dump."""

from __future__ import annotations

import json
import multiprocessing
from typing import TYPE_CHECKING

import pytest

from support.world import WORLD
from twingraph.core.errors import CannotError
from twingraph.sources.wikidata.dump.scan import Wanted
from twingraph.sources.wikidata.dump.stream import opened
from twingraph.sources.wikidata.dump.workers import scanned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "all.json"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in WORLD * 20), "utf-8")
    return file


@pytest.mark.parametrize("block", [100, 5_000, 1 << 20])
def test_blocks_come_back_in_order_however_many_processes(dump: Path, block: int) -> None:
    found = []
    for processes in (0, 1, 2):
        with opened(dump) as stream:
            found.append(list(scanned(stream, Wanted(), block=block, processes=processes)))
    assert found[0] == found[1] == found[2]
    assert sum(one.tally.size for one in found[0]) == dump.stat().st_size


def test_a_process_that_is_killed_is_an_error_that_says_what_to_do(dump: Path) -> None:
    with opened(dump) as stream:
        blocks = scanned(stream, Wanted(), block=5_000, processes=1)
        next(blocks)
        for process in multiprocessing.active_children():
            process.kill()
        with pytest.raises(CannotError, match=r"ended unexpectedly.*--resume"):
            list(blocks)


def test_no_process_stays_when_nobody_wants_more(dump: Path) -> None:
    with opened(dump) as stream:
        blocks = scanned(stream, Wanted(), block=5_000, processes=2)
        next(blocks)
        assert multiprocessing.active_children()
        blocks.close()  # type: ignore[attr-defined]  # a generator
    assert not multiprocessing.active_children()
