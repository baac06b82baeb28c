"""Files: read only if they are files, and written whole or not at all.

What is written is written beside its place, then renamed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import IO, TYPE_CHECKING

from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from collections.abc import Iterator


LARGEST = 4_000_000_000  # bytes of a file that is read into memory


def read(path: Path) -> bytes:
    """Read a file that somebody names.

    A pipe or a device is not read: it may never end.

    Raises:
        CannotError: The file does not exist, is not a regular file, or cannot be read.
    """
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            what = "a folder" if path.is_dir() else "a pipe or a device"
            raise CannotError(f"{path} is {what}, not a file; save its content as a file")
        if about.st_size > LARGEST:
            raise CannotError(f"{path} has {about.st_size:,} bytes; the limit is {LARGEST:,}")
        return path.read_bytes()
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror or error}") from error


@contextmanager
def writing(output: Path) -> Iterator[Path]:
    """Yield the place of an output, which no other run of twingraph writes meanwhile.

    Args:
        output: The file or folder that is to be written; the folder in which it lies is made.

    Raises:
        CannotError: It cannot be written, or another run is writing it.
    """
    place = output.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place):
            yield place
    except OSError as error:
        raise CannotError(f"{place} cannot be written: {error.strerror or error}") from error


@contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Keep other runs of twingraph from writing a file or folder at the same time.

    The lock is a temporary file of the machine, and is released when its process ends, however
    it ends.

    Args:
        path: The file or folder that is to be written.
        wait: Whether to wait for another run to end.

    Raises:
        CannotError: Another run has the lock, or no lock can be made.
    """
    # Only what writes waits for these.
    import hashlib
    from tempfile import gettempdir

    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    lock = FileLock(Path(gettempdir()) / f"twingraph-{name}.lock", timeout=-1 if wait else 0)
    try:
        lock.acquire()
    except Timeout:
        message = f"{path} is being written by another run; wait until that has finished"
        raise CannotError(message) from None
    except OSError as error:
        raise CannotError(f"{path} cannot be locked: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place only when all of it is written.

    Raises:
        CannotError: It cannot be written.
    """
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        if (
            target.exists() and not target.is_file()
        ):  # a device or a pipe is written to, not replaced
            partial = target
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    except OSError as error:
        hint = "" if target.parent.exists() else f"; make the folder {path.parent} first"
        raise CannotError(f"{path} cannot be written: {error.strerror or error}{hint}") from error
    finally:
        if partial != target:
            with suppress(OSError):
                partial.unlink()


def remove_partials(folder: Path) -> None:
    """Remove the incomplete files that killed runs left in a folder.

    Whether a process still runs can be asked on POSIX only; elsewhere nothing is removed.
    """
    for partial in folder.glob(".*.partial"):
        owner = partial.name.rsplit(".", 2)[1]
        if owner.isdecimal() and not _runs(int(owner)):
            with suppress(OSError):
                partial.unlink()


def _runs(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # somebody else's
    return True
