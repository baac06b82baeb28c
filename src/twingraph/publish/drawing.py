"""The processes that draw the views of a build while the build goes on.

They start with the build: to load what pages need takes as long as to read the tables. Each waits
for its task on its standard input, does it, and writes what went wrong, or None, to its standard
output as a pickle. Both ends are this program, so the pickles are trusted.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.errors import CannotError, TwingraphError
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.tables.rows import Row

# Functions of `views`; together they take about as long as the rest of the build.
_PARTS = ("atlases", "pages")


class Task(NamedTuple):
    """Views that are to be drawn.

    Attributes:
        store: Folder of the store, which nobody writes to.
        rows: Rows of views.csv.
        folder: Folder to write.
        languages: Languages of the pages.
    """

    store: Path
    rows: tuple[Row, ...]
    folder: Path
    languages: tuple[Language, ...]


class Drawing:
    """Processes that draw views."""

    def __init__(self) -> None:
        self._processes = [_started(part) for part in _PARTS]

    def begin(self, task: Task) -> None:
        """Let the processes draw."""
        for process in self._processes:
            if process.stdin:
                with suppress(BrokenPipeError):  # then there is no reply either
                    pickle.dump(task, process.stdin)
                    process.stdin.flush()

    def finish(self) -> None:
        """Wait until all is drawn.

        Raises:
            InputError: A row names a thing that the graph does not have.
            CannotError: A process has ended.
            OSError: A file cannot be written.
        """
        for process in self._processes:
            reply = process.stdout.read() if process.stdout else b""
            if not reply:
                raise CannotError(
                    "a process that draws views has ended unexpectedly, perhaps for lack of memory;"
                    " build it again"
                )
            error: Exception | None = pickle.loads(reply)  # noqa: S301 - of our own
            if error:
                raise error

    def end(self) -> None:
        """End the processes at once, whatever they do."""
        for process in self._processes:
            process.kill()
            with process:  # closes its pipes, and waits for its end
                if process.stdin:
                    with suppress(BrokenPipeError):
                        process.stdin.close()


@contextmanager
def drawing() -> Iterator[Drawing]:
    """Start processes that draw views, and end them afterwards."""
    started = Drawing()
    try:
        yield started
    finally:
        started.end()


def _started(part: str) -> subprocess.Popen[bytes]:
    # As the module that this process has, for the pickles name it; without the working folder.
    program = f"from twingraph.publish import drawing; drawing.draw({part!r})"
    return subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C in a terminal is for the parent alone
    )


# --- in another process -------------------------------------------------------------------------


def draw(part: str) -> None:
    """Draw one part of the views, when the task comes.

    Args:
        part: Name of a function of `views`.
    """
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not be taken for a reply
    gc.disable()  # as in the build, answers and pages form no cycles
    from twingraph.publish import views

    try:
        task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own
    except EOFError:
        return  # the build has ended without views
    Thread(target=_end_with_parent, daemon=True).start()
    error: Exception | None = None
    try:
        getattr(views, part)(EmbeddedStore.open(task.store), task)
    except (TwingraphError, OSError) as raised:
        error = raised.with_traceback(None)
    with suppress(BrokenPipeError), reply:
        pickle.dump(error, reply)
    os._exit(0)  # what is held need not be freed piece by piece


def _end_with_parent() -> None:
    """End this process when the parent has ended, whoever has ended it."""
    sys.stdin.buffer.read()
    os._exit(1)
