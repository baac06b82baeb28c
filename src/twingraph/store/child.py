"""A process of its own for the store of a build, which somebody else may kill at any time.

It reads pieces of work from its standard input and writes replies to its standard output, each as
its length in eight bytes and a pickle. Both ends are this program, so the pickles are trusted. Its
first reply has None, or the error for which the store cannot be opened.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from twingraph.core.errors import CannotError, TwingraphError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.worker import Limits, is_running

if TYPE_CHECKING:
    from collections.abc import Callable


LENGTH = struct.Struct("!Q")
_BESIDE = 300  # megabytes that a process takes beside what its query needs
_GRACE = 5  # seconds after which a process that should have been killed ends itself
_MEGABYTE = 1_000_000


class Work(NamedTuple):
    """A function of a module, which is found again by its name, and what follows the store in it.

    Attributes:
        function: The function.
        given: Its arguments after the store.
    """

    function: Callable[..., Any]
    given: tuple[Any, ...]


class Reply(NamedTuple):
    """What a piece of work returned.

    Attributes:
        value: The value, or an error to raise where it is waited for.
        is_last: Whether the process ends after it.
        taken: Seconds of a processor that the process has taken so far.
    """

    value: Any
    is_last: bool = False
    taken: float = 0.0


def framed(message: Work | Reply) -> bytes:
    """Return a message as it is sent."""
    data = pickle.dumps(message)
    return LENGTH.pack(len(data)) + data


def command(folder: Path, seconds: float, megabytes: int) -> tuple[str, ...]:
    """Return the command that starts such a process.

    Args:
        folder: Folder of the store.
        seconds: Time that a piece of work may take; whoever sent it should end the process then.
        megabytes: Memory that a query may take.
    """
    # As the module that the parent has, for the pickles name it; without the working folder.
    program = "from twingraph.store import child; child.main()"
    return sys.executable, "-P", "-c", program, str(folder), str(seconds), str(megabytes)


def main() -> None:
    """Do one piece of work after the other, until the input ends."""
    folder, seconds, megabytes = sys.argv[1:]
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the parent ends, or has ended
        _answer(Path(folder), float(seconds), int(megabytes))


def _answer(folder: Path, seconds: float, megabytes: int) -> None:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not be taken for a reply
    _limit_memory(megabytes)
    try:
        store = EmbeddedStore.open(folder, Limits(megabytes=megabytes))
    except CannotError as error:
        _send(replies, Reply(error, is_last=True))
        return
    _send(replies, Reply(None, taken=time.process_time()))
    while (work := _next(sys.stdin.buffer)) is not None:
        _end_after(seconds + _GRACE)
        value = _done(work, store)
        _end_after(0)
        _send(replies, Reply(value, is_running(), time.process_time()))
        if is_running():
            os._exit(0)  # a query that was given up goes on; it ends with the process


def _done(work: Work, store: EmbeddedStore) -> Any:
    """Return what a piece of work returns, or an error of ours that it raises."""
    try:
        return work.function(store, *work.given)
    except TwingraphError as error:
        return error.with_traceback(None)
    except MemoryError:
        return CannotError("the query was stopped: it needs more memory than it may have")


def _next(requests: IO[bytes]) -> Work | None:
    head = requests.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    work: Work = pickle.loads(requests.read(LENGTH.unpack(head)[0]))  # noqa: S301 - of our own
    return work


def _send(replies: IO[bytes], message: Reply) -> None:
    replies.write(framed(message))
    replies.flush()


def _end_after(seconds: float) -> None:
    """Have the system end the process after a time, even if the parent is gone; 0 is never."""
    with suppress(AttributeError):  # Windows has no such call
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """Have the system refuse memory that grows quicker than the store's own guard looks."""
    with suppress(ImportError, ValueError, OSError):  # there is none on Windows, or a lower limit
        import resource

        most = (megabytes + _BESIDE) * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
