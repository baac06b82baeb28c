"""Processes that answer queries side by side, so that what overruns can be killed for good.

The engine cannot be stopped, and some queries end the process that it runs in. So each query runs
in a process of its own, whose store is open for reading only. A query that has taken more time of
a processor than ``patience`` is heavy: its process goes on at a lower priority, and another
takes its place among those for quick queries. Only so many queries may be heavy at a time. Time on
the clock would not do: on a machine with much else to do, all queries would be heavy.
"""

from __future__ import annotations

import asyncio
import os
import pickle
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from twingraph.core.errors import CannotError, TwingraphError
from twingraph.core.text import counted
from twingraph.store.child import LENGTH, Reply, Work, command, framed
from twingraph.store.engine import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from twingraph.store.engine import EmbeddedStore

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_BUFFER = 1 << 20  # bytes of a reply that are read at once
_AGAIN = 1.0  # seconds until a process that could not start is started once more
_LOOK = 0.05  # seconds between two looks at whether all is answered
# Priority of what is heavy, as nice has it: at the lowest, it would get nothing done beside many
# light queries, and be stopped at its limit.
_LOWER = 10


class BusyError(CannotError):
    """There is no room for a query now; it may be asked again.

    Attributes:
        retry_after: Seconds after which that makes sense.
    """

    retry_after = 2


class OverrunError(CannotError):
    """A query took longer than it may."""


class EndedError(CannotError):
    """A query ended the process that it ran in."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the processes together may take.

    Attributes:
        quick: Processes for queries that have just begun.
        heavy: Queries that may go on after ``patience``.
        queue: Queries that may wait for a process.
        patience: Seconds of a processor after which a query is heavy.
        seconds: Seconds that a query may run.
        megabytes: Memory that a query may take.
    """

    quick: int = 3 * max(2, os.cpu_count() or 1)  # more than may be heavy at a time
    heavy: int = 2 * max(2, os.cpu_count() or 1)
    queue: int = 100
    patience: float = 0.1
    seconds: float = 10
    megabytes: int = 1000


class _Child:
    """One process, seen from outside."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.is_heavy = False
        self.began = 0.0  # when its work did, by the clock of the loop
        self._before = 0.0  # seconds of a processor that it had taken with its last reply
        self._process = process
        self._requests = cast("asyncio.StreamWriter", process.stdin)
        self._replies = cast("asyncio.StreamReader", process.stdout)
        self._is_killed = False
        self._killed_for: CannotError | None = None

    @property
    def has_ended(self) -> bool:
        return self._is_killed or self._process.returncode is not None

    async def receive(self) -> Any:
        """Return the value of the next reply.

        Raises:
            TwingraphError: The value is an error, or the process has ended.
        """
        try:
            (length,) = LENGTH.unpack(await self._replies.readexactly(LENGTH.size))
            data = await self._replies.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._killed_for or EndedError(
                "the query was stopped: it needs more memory or a larger stack than it may have"
            ) from None
        reply: Reply = pickle.loads(data)  # noqa: S301 - of our own
        self._before = reply.taken
        if reply.is_last:
            self.kill()
        if isinstance(reply.value, TwingraphError):
            raise reply.value
        return reply.value

    async def ask(self, work: Work) -> Any:
        """Have a piece of work done, and return what it returned or raise what it raised."""
        try:
            with suppress(ConnectionError):  # then there is no reply either
                self._requests.write(framed(work))
                await self._requests.drain()
            return await self.receive()
        except (EndedError, asyncio.CancelledError):
            self.kill()  # a reply for which nobody waits must not be taken for the next one
            raise

    def begin(self) -> None:
        """Note when a piece of work begins."""
        self.began = asyncio.get_running_loop().time()

    def taken(self) -> float:
        """Return the seconds of a processor that its work has taken."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        except OSError:  # only Linux says; elsewhere time on the clock has to do
            return asyncio.get_running_loop().time() - self.began
        user, system = stat.rpartition(") ")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") - self._before

    def kill(self, why: CannotError | None = None) -> None:
        """End the process at once.

        Args:
            why: Error for whoever waits for its reply.
        """
        if not self._is_killed:
            self._is_killed, self._killed_for = True, why
            with suppress(ProcessLookupError):
                self._process.kill()

    async def ended(self) -> None:
        """Wait until the process is gone."""
        await self._process.wait()

    def stand_back(self) -> None:
        """Give the process a lower priority, from which there is no way back."""
        self.is_heavy = True
        with suppress(AttributeError, OSError):  # Windows has no such call
            # To Linux, the process alone would be its first thread, and the engine has another.
            os.setpriority(os.PRIO_PGRP, self._process.pid, _LOWER)


class Pool:
    """Processes that answer from one store.

    Args:
        folder: Folder of the store.
        capacity: What they may take.

    Attributes:
        waiting: Number of queries that wait for a process.
        heavy: Number of queries that run at a lower priority.
    """

    def __init__(self, folder: Path, capacity: Capacity) -> None:
        self.waiting = 0
        self.heavy = 0
        self._folder = folder
        self._capacity = capacity
        self._idle = asyncio.Queue[_Child]()
        self._busy = dict[_Child, asyncio.TimerHandle]()
        self._children = set[_Child]()  # that have not ended
        self._tasks = set[asyncio.Task[None]]()
        self._failure: CannotError | None = None
        self._is_closed = False

    @property
    def running(self) -> int:
        """Number of queries that run, whether heavy or not."""
        return len(self._busy)

    async def start(self) -> None:
        """Start the processes for quick queries.

        Raises:
            CannotError: The store cannot be opened.
        """
        try:
            started = await asyncio.gather(*(self._new() for _ in range(self._capacity.quick)))
        except BaseException:
            await self.close()
            raise
        for child in started:
            self._idle.put_nowait(child)

    async def run(self, work: Callable[[EmbeddedStore, *Ts], T], *given: *Ts) -> T:
        """Have a function called in a process, with the store and what else it is given.

        Args:
            work: Function of a module; what it takes and returns can be pickled.
            given: What follows the store in it.

        Raises:
            BusyError: There is no room for it now.
            OverrunError: It took longer than it may.
            EndedError: It ended its process.
            TwingraphError: What the function raised.
        """
        child = await self._free()
        child.begin()
        self._look_later(child)
        try:
            reply: T = await child.ask(Work(work, given))
        finally:
            self._release(child)
        return reply

    async def drain(self) -> None:
        """End the processes when they have answered all that was asked."""
        while self.waiting or self._busy:  # noqa: ASYNC110 - two numbers, at leisure
            await asyncio.sleep(_LOOK)
        await self.close()

    async def close(self) -> None:
        """End all processes at once."""
        self._is_closed = True
        for child in self._children:
            child.kill(BusyError("the service is ending"))
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _free(self) -> _Child:
        """Take an idle process, or wait for one."""
        while not self._idle.empty():
            child = self._idle.get_nowait()
            if not child.has_ended:
                return child
            self._replace()
        if self._failure and not self._busy:
            raise self._failure
        if self.waiting >= self._capacity.queue:
            raise BusyError("too many queries are waiting; try again later")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._capacity.seconds):
                return await self._idle.get()
        except TimeoutError:
            raise BusyError("no process was free for the query in time; try again later") from None
        finally:
            self.waiting -= 1

    def _release(self, child: _Child) -> None:
        self._busy.pop(child).cancel()
        if child.is_heavy:  # another has taken its place
            self.heavy -= 1
            child.kill()
        elif child.has_ended:
            self._replace()
        else:
            self._idle.put_nowait(child)

    def _look_later(self, child: _Child) -> None:
        loop, limits = asyncio.get_running_loop(), self._capacity
        when = min(loop.time() + limits.patience, child.began + limits.seconds)
        self._busy[child] = loop.call_at(when, self._look, child)

    def _look(self, child: _Child) -> None:
        """End a query that has run for too long; let one that is heavy go on, if there is room."""
        seconds = self._capacity.seconds
        if asyncio.get_running_loop().time() >= child.began + seconds:
            limit = counted(seconds, "second")
            child.kill(OverrunError(f"the query was stopped at its limit of {limit}"))
            return
        if not child.is_heavy and child.taken() >= self._capacity.patience:
            if self.heavy >= self._capacity.heavy:
                child.kill(BusyError("too many long queries are running; try again later"))
                return
            self.heavy += 1
            child.stand_back()
            self._replace()
        self._look_later(child)

    def _replace(self) -> None:
        if not self._is_closed:
            self._begin(self._add())

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """Start a process, however often it takes."""
        while not self._is_closed:
            try:
                child = await self._new()
            except CannotError as error:
                self._failure = StoreError(f"a process that ended cannot be replaced: {error}")
                await asyncio.sleep(_AGAIN)
            else:
                self._failure = None
                self._idle.put_nowait(child)
                return

    async def _new(self) -> _Child:
        """Start a process.

        Raises:
            CannotError: The system has no room for it, or it cannot open the store.
        """
        limits = self._capacity
        try:
            process = await asyncio.create_subprocess_exec(
                *command(self._folder, limits.seconds, limits.megabytes),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_BUFFER,
                # Ctrl-C in a terminal is for the parent alone. A session of its own would do that
                # too, but Linux shares the processors among sessions, whatever their priorities.
                process_group=0,
            )
        except OSError as error:
            raise CannotError(f"no process can be started: {error.strerror}") from error
        child = _Child(process)
        self._children.add(child)
        self._begin(self._see_off(child))
        if self._is_closed:  # meanwhile
            child.kill()
        await child.receive()
        return child

    async def _see_off(self, child: _Child) -> None:
        """Forget a process when it has ended, whoever has ended it."""
        await child.ended()
        self._children.discard(child)
