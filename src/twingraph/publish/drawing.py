"""The processes that draw the views of a build while the build goes on.

They start with the build: to load what pages need takes as long as to read the tables. Each waits
for its share of a task on its standard input, does it, and writes what went wrong, or None, to its
standard output as a pickle. Both ends are this program, so the pickles are trusted.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from threading import Thread, get_native_id
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.errors import CannotError, TwingraphError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.remembering import RememberingStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.tables.rows import Row

_LOADING = 10  # priority while a process loads what pages need, as nice has it


class Task(NamedTuple):
    """Views that are to be drawn.

    Attributes:
        store: Folder of the store, which nobody writes to.
        rows: Rows of views.csv.
        folder: Folder to write.
        languages: Languages of the pages. Those of the first lie in the folder itself, those of
            each other in a folder in it.
    """

    store: Path
    rows: tuple[Row, ...]
    folder: Path
    languages: tuple[Language, ...]


# Functions of `views`, each with the language that it is to draw in.
Share = tuple[tuple[str, "Language"], ...]


def shares(languages: tuple[Language, ...]) -> tuple[Share, Share]:
    """Deal out the views to two processes, in parts that take about as long.

    The atlases of all languages take as long as the pages of one.
    """
    many = (2 * len(languages) + 1) // 3
    pages: Share = tuple(("draw_pages", language) for language in languages)
    atlases: Share = tuple(("draw_atlas", language) for language in languages)
    return pages[:many], atlases + pages[many:]


class Drawing:
    """Processes that draw views."""

    def __init__(self) -> None:
        self._processes = [_started() for _ in shares(())]

    def begin(self, task: Task) -> None:
        """Let the processes draw."""
        for process, share in zip(self._processes, shares(task.languages), strict=True):
            if process.stdin:
                with suppress(BrokenPipeError):  # then there is no reply either
                    pickle.dump((task, share), process.stdin)
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


def _started() -> subprocess.Popen[bytes]:
    # As the module that this process has, for the pickles name it; without the working folder.
    program = "from twingraph.publish import drawing; drawing.main()"
    return subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C in a terminal is for the parent alone. A session of its own would do that too, but
        # priorities hold within a session only.
        process_group=0,
    )


# --- in another process -------------------------------------------------------------------------


def main() -> None:
    """Draw a share of the views, when it comes."""
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not be taken for a reply
    gc.disable()  # as in the build, answers and pages form no cycles
    loading = Thread(target=_load)
    loading.start()
    try:
        given: tuple[Task, Share] = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own
    except EOFError:
        os._exit(0)  # the build has ended without views
    Thread(target=_end_with_parent, daemon=True).start()
    loading.join()
    error = _drawn(*given)
    with suppress(BrokenPipeError), reply:
        pickle.dump(error, reply)
    os._exit(0)  # what is held need not be freed piece by piece


def _load() -> None:
    """Load what pages need, and let the build that goes on meanwhile have its processor."""
    if sys.platform == "linux":  # where each thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _LOADING)
    from twingraph.publish import views  # noqa: F401 - to have it


def _drawn(task: Task, share: Share) -> Exception | None:
    """Draw a share; return what went wrong."""
    from twingraph.publish import views

    try:
        store = RememberingStore(EmbeddedStore.open(task.store))
        for function, language in share:
            getattr(views, function)(store, task, language)
    except (TwingraphError, OSError) as error:
        return error.with_traceback(None)
    return None


def _end_with_parent() -> None:
    """End this process when the parent has ended, whoever has ended it."""
    sys.stdin.buffer.read()
    os._exit(1)
