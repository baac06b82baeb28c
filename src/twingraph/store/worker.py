"""The thread in which the engine runs, so that the caller need not wait for it.

The engine cannot be stopped, holds on to the thread that it runs in, and calls itself for each
level of a query. So it gets a thread with as large a stack as the query needs, while the caller
waits, can be interrupted, and gives up when a limit is reached. The engine then goes on until it
next hands over a part of its answer, or until the process ends. One thread that has done its work
waits for the next query: to make a thread and its stack takes as long as a light query.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from twingraph.core.errors import CannotError
from twingraph.core.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar("T")

_LOOK = 0.05  # seconds between two looks at the limits
_MEGABYTE = 1_000_000
_MEMORY = Path("/proc/self/statm")

_running = set["_Job[Any]"]()
_idle = deque["_Thread"]()  # one at most
_starting = threading.Lock()
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_idle.clear)  # threads do not follow into a copy


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a query; None is without limit.

    Attributes:
        seconds: Time that it may run.
        megabytes: Memory by which the process may grow.
    """

    seconds: float | None = None
    megabytes: int | None = None


UNLIMITED = Limits()


class Abandoned(Exception):  # noqa: N818 - no error: nobody waits for the answer any more
    """Raised in the engine's thread when the caller has gone."""


class _Job(Generic[T]):
    """A piece of work, and what it returned or raised."""

    def __init__(self, work: Callable[[threading.Event], T]) -> None:
        self.abandoned = threading.Event()
        self.is_done = threading.Event()
        self._work = work
        self._returned: list[T] = []
        self._raised: BaseException | None = None

    def do(self) -> None:
        """Do the work; what the engine has made must be gone before another thread goes on."""
        try:
            self._returned.append(self._work(self.abandoned))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            # The frames of a traceback keep objects of the engine, which may not leave it.
            self._raised = error.with_traceback(None)
            self._raised.__context__ = None

    def result(self) -> T:
        """Return what the work returned, or raise what it raised."""
        if self._raised is not None:
            raise self._raised
        return self._returned[0]


class _Thread(threading.Thread):
    """A thread that does one piece of work after another.

    Attributes:
        stack: Bytes of its stack.
    """

    def __init__(self, stack: int) -> None:
        super().__init__(name="twingraph engine", daemon=True)
        self.stack = stack
        self._jobs = SimpleQueue["_Job[Any] | None"]()

    def give(self, job: _Job[Any] | None) -> None:
        """Give it work when it has none; None ends it."""
        self._jobs.put(job)

    def run(self) -> None:
        """Do what comes, until nothing more can come."""
        while self._does_next():
            pass

    def _does_next(self) -> bool:
        """Do the next work, and forget it; return whether there may be more."""
        if (job := self._jobs.get()) is None:
            return False
        job.do()
        _running.discard(job)
        if rests := not _idle:
            _idle.append(self)
        job.is_done.set()
        return rests


def run(
    work: Callable[[threading.Event], T], stack: int, limits: Limits, since: float | None = None
) -> T:
    """Run the engine in another thread, and wait for it.

    Args:
        work: Function that runs the engine. Its argument is an event that is set when nobody
            waits any more.
        stack: Bytes of stack that it needs.
        limits: Limits of time and memory.
        since: When the limit of time began, by the monotonic clock; None is now.

    Returns:
        The result of the function.

    Raises:
        CannotError: A limit was reached, or there is no memory for the stack.
    """
    guard = _Guard(limits, time.monotonic() if since is None else since)
    job = _Job(work)
    _start(job, stack)
    try:
        while not job.is_done.wait(_LOOK):
            guard.look()
    except BaseException:
        job.abandoned.set()
        raise
    return job.result()


class _Guard:
    """Watch over the limits of a query since it began."""

    def __init__(self, limits: Limits, began: float) -> None:
        self._limits = limits
        self._began = began
        self._held = _memory() if limits.megabytes is not None else 0

    def look(self) -> None:
        """Raise an error if a limit was reached, and name it."""
        seconds, megabytes = self._limits.seconds, self._limits.megabytes
        if seconds is not None and time.monotonic() - self._began >= seconds:
            raise CannotError(f"the query was stopped at its limit of {counted(seconds, 'second')}")
        if megabytes is not None and _memory() - self._held > megabytes * _MEGABYTE:
            raise CannotError(f"the query was stopped at its limit of {megabytes:,} MB of memory")


def is_running() -> bool:
    """Whether the engine still runs in some thread, and would delay the end of the process."""
    return bool(_running)


def _start(job: _Job[T], stack: int) -> None:
    thread = _rested(stack) or _started(stack)
    _running.add(job)
    thread.give(job)


def _rested(stack: int) -> _Thread | None:
    """Take the thread that waits for work; end it if its stack is too small."""
    try:
        thread = _idle.pop()
    except IndexError:
        return None
    if thread.stack >= stack:
        return thread
    thread.give(None)
    return None


def _started(stack: int) -> _Thread:
    thread = _Thread(stack)
    with _starting:  # the size holds for whatever thread is started next
        before = threading.stack_size(stack)
        try:
            thread.start()
        except RuntimeError as error:
            raise CannotError(
                f"not enough memory for a stack of {stack:,} bytes: {error}"
            ) from error
        finally:
            threading.stack_size(before)
    return thread


def _memory() -> int:
    """Return the bytes of memory that the process holds.

    Raises:
        CannotError: The system does not say.
    """
    from resource import getpagesize

    try:
        return int(_MEMORY.read_text(encoding="ascii").split()[1]) * getpagesize()
    except OSError as error:
        raise CannotError("a memory limit works only on Linux") from error
