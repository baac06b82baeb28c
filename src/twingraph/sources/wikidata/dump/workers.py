"""Scanning a dump with several processes: blocks go out, their results come back in order.

A block is read into memory that the processes share; only a line that is longer than a block is
sent to them.
"""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError
from twingraph.sources.wikidata.dump.blocks import Block, content, read_blocks
from twingraph.sources.wikidata.dump.scan import Scanned, Wanted, scan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from twingraph.sources.wikidata.dump.stream import Stream

_OUT_PER_PROCESS = 2  # blocks: one that it looks through, one that waits for it


def scanned(stream: Stream, wanted: Wanted, *, block: int, processes: int) -> Iterator[Scanned]:
    """Scan a dump from its current position, and yield the results of its blocks, in order.

    Args:
        stream: The dump.
        wanted: The entities to extract.
        block: Bytes of a block, which ends with the last line that ends in them.
        processes: Number of processes that scan blocks beside this one; if 0, this one does.

    Raises:
        InputError: A line has no end.
        CannotError: A process has ended unexpectedly.
    """
    if processes:
        yield from _by_processes(stream, wanted, block, processes)
        return
    buffers = deque([memoryview(bytearray(block))])
    for data in read_blocks(stream, buffers, block):
        yield scan(content(buffers[0], data), wanted)


def _by_processes(stream: Stream, wanted: Wanted, block: int, processes: int) -> Iterator[Scanned]:
    number = _OUT_PER_PROCESS * processes + 1  # and one that is being filled
    memory = [RawArray("B", block) for _ in range(number)]
    buffers = deque(map(_view, memory))
    out: deque[Future[Scanned]] = deque()
    spawning = get_context("spawn")
    try:
        with ProcessPoolExecutor(processes, spawning, _begin, (memory, wanted)) as pool:
            for order, data in enumerate(read_blocks(stream, buffers, block)):
                if len(out) == number - 1:
                    yield out.popleft().result()
                out.append(pool.submit(_scan, order % number, data))
                buffers.rotate(-1)
            while out:
                yield out.popleft().result()
    except BrokenProcessPool as error:
        raise CannotError(
            "a process of twingraph has ended unexpectedly, perhaps for lack of memory; continue"
            " with --resume"
        ) from error


def _view(array: Any) -> memoryview:
    return memoryview(array).cast("B")


# --- in another process -------------------------------------------------------------------------

_buffers: list[memoryview] = []
_wanted = Wanted()


def _begin(memory: list[Any], wanted: Wanted) -> None:
    """Store the shared memory and the wanted entities, before the first block comes."""
    global _wanted  # noqa: PLW0603 - the one way to keep something for the blocks to come
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one ends it
    _buffers[:] = map(_view, memory)
    _wanted = wanted


def _scan(buffer: int, block: Block) -> Scanned:
    return scan(content(_buffers[buffer], block), _wanted)
