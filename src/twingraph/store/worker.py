"""The thread in which the engine runs, so that the caller need not wait for it.

The engine cannot be stopped, holds on to the thread that it runs in, and calls itself for each
level of a query. So it gets a thread with as large a stack as the query needs, while the caller
waits, can be interrupted, and gives up when a limit is reached. The engine then goes on until it
next hands over a part of its answer, or until the process ends.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from twingraph.core.errors import CannotError
from twingraph.core.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LOOK = 0.05  # seconds between two looks at the limits
_MEGABYTE = 1_000_000
_MEMORY = Path("/proc/self/statm")

_running = set[threading.Thread]()
_starting = threading.Lock()


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


class _Job(threading.Thread, Generic[T]):
    """A thread that keeps what its work returned or raised."""

    def __init__(self, work: Callable[[threading.Event], T]) -> None:
        super().__init__(name="twingraph engine", daemon=True)
        self.abandoned = threading.Event()
        self.is_done = threading.Event()
        self._work = work
        self._returned: list[T] = []
        self._raised: BaseException | None = None

    def run(self) -> None:
        """Do the work; what the engine has made must be gone before another thread goes on."""
        try:
            self._returned.append(self._work(self.abandoned))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            # The frames of a traceback keep objects of the engine, which may not leave it.
            self._raised = error.with_traceback(None)
            self._raised.__context__ = None
        _running.discard(self)
        self.is_done.set()

    def result(self) -> T:
        """Return what the work returned, or raise what it raised."""
        if self._raised is not None:
            raise self._raised
        return self._returned[0]


def run(
    work: Callable[[threading.Event], T], stack: int, limits: Limits, since: float | None = None
) -> T:
    """Run the engine in a thread of its own, and wait for it.

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
    with _starting:  # the size holds for whatever thread is started next
        before = threading.stack_size(stack)
        _running.add(job)
        try:
            job.start()
        except RuntimeError as error:
            _running.discard(job)
            raise CannotError(
                f"not enough memory for a stack of {stack:,} bytes: {error}"
            ) from error
        finally:
            threading.stack_size(before)


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
