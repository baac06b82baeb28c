"""Processes for queries: what they return, what ends them, and what takes their place."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import support
from support.coroutines import returned
from support.graphs import build_of
from support.working import answered, at_work, ended, refused
from twingraph.core.errors import UnknownName
from twingraph.store.engine import StoreError
from twingraph.store.folder import STORE
from twingraph.store.processes import BusyError, Capacity, EndedError, OverrunError, Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

ROOM = Capacity(quick=1, heavy=1, queue=1, seconds=20, patience=0.1, megabytes=200)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of("<urn:a> <urn:b> 1 .", tmp_path_factory.mktemp("one")) / STORE


@pytest.fixture(autouse=True)
def found_by_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes find the work that these tests give them."""
    here = str(Path(support.__file__).parent.parent)
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (here, before))))


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - a pool tells nobody
            await asyncio.sleep(0.01)


def children() -> set[int]:
    """Return the processes that this one has started and that have not ended."""
    listed = [
        file.read_text(encoding="ascii") for file in Path("/proc/self/task").glob("*/children")
    ]
    return {int(process) for process in " ".join(listed).split()}


def threads_of(process: int) -> list[int]:
    return [int(path.name) for path in Path(f"/proc/{process}/task").iterdir()]


@asynccontextmanager
async def pool(folder: Path, capacity: Capacity = ROOM) -> AsyncIterator[Pool]:
    pool = Pool(folder, capacity)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def test_a_process_answers_and_goes_on_after_an_error(folder: Path) -> None:
    async def ask() -> None:
        async with pool(folder) as own:
            assert await own.run(answered, "ASK { ?s ?p 1 }") is True
            with pytest.raises(UnknownName, match='no city "Krakaw"'):
                await own.run(refused)
            assert await own.run(answered, "ASK { ?s ?p 2 }") is False

    returned(ask())


def test_a_process_that_work_ends_is_replaced(folder: Path) -> None:
    async def ask() -> None:
        async with pool(folder) as own:
            with pytest.raises(EndedError, match="the query was stopped"):
                await own.run(ended)
            assert await own.run(answered, "ASK { ?s ?p 1 }") is True

    returned(ask())


def test_heavy_work_leaves_room_for_light_and_ends_at_its_limit(folder: Path) -> None:
    async def ask() -> None:
        limited = Capacity(quick=1, heavy=1, queue=9, seconds=3, patience=0.1, megabytes=200)
        async with pool(folder, limited) as own:
            heavy = asyncio.ensure_future(own.run(at_work))
            await until(lambda: own.heavy == 1)
            assert await own.run(answered, "ASK { ?s ?p 1 }") is True
            with pytest.raises(BusyError, match="too many long queries"):
                await own.run(at_work)
            with pytest.raises(OverrunError, match="at its limit of 3 seconds"):
                await heavy
            assert (own.heavy, own.running) == (0, 0)

    returned(ask())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what threads a process has")
def test_all_of_heavy_work_has_a_lower_priority_in_the_session_of_the_service(folder: Path) -> None:
    async def ask() -> None:
        others = children()  # such as a browser
        async with pool(folder) as own:
            (first,) = children() - others
            heavy = asyncio.ensure_future(own.run(at_work))
            await until(lambda: own.heavy == 1)
            threads = threads_of(first)
            assert len(threads) > 1
            assert {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads} == {10}
            # Priorities hold within a session only.
            assert os.getsid(first) == os.getsid(0)
            assert os.getpgid(first) != os.getpgid(0)  # Ctrl-C does not reach it
            heavy.cancel()
            await asyncio.wait([heavy])

    returned(ask())


def test_work_for_which_nobody_waits_is_ended(folder: Path) -> None:
    async def ask() -> None:
        async with pool(folder) as own:
            work = asyncio.ensure_future(own.run(at_work))
            await until(lambda: own.running == 1)
            work.cancel()
            with pytest.raises(asyncio.CancelledError):
                await work
            assert await own.run(answered, "ASK { ?s ?p 1 }") is True

    returned(ask())


def test_more_work_than_may_wait_is_refused(folder: Path) -> None:
    async def ask() -> None:
        async with pool(folder) as own:
            works = [asyncio.ensure_future(own.run(at_work)) for _ in range(2)]
            await until(lambda: own.waiting == 1)
            with pytest.raises(BusyError, match="too many queries are waiting"):
                await own.run(answered, "ASK {}")
            for work in works:
                work.cancel()

    returned(ask())


def test_a_folder_without_a_store_is_named(tmp_path: Path) -> None:
    async def ask() -> None:
        with pytest.raises(StoreError, match="has no store; make one with"):
            await Pool(tmp_path, ROOM).start()

    returned(ask())
