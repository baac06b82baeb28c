"""Folders of a cache: in use by processes that read them, or old, so that they are removed.

A process that reads a folder holds a shared lock of its mark until it ends, however it ends, and
sets the time of the mark. Where the system has no such locks, which is Windows, it does not let
a folder be moved while a file in it is open.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = "used"
OLD = 7 * 86_400  # seconds since the last use

_REMOVED = ".removed"
_held: dict[Path, IO[bytes]] = {}


def hold(folder: Path) -> bool:
    """Keep a folder from being removed until this process ends.

    Args:
        folder: The folder, in which the mark is made last.

    Returns:
        Whether it is there.

    Raises:
        OSError: It cannot be read.
    """
    mark = folder / MARK
    if folder not in _held:
        try:
            file = mark.open("rb")
        except FileNotFoundError:
            return False
        with suppress(OSError):  # a disk without locks; then nobody can remove the folder either
            _lock(file, is_shared=True)
        if not mark.is_file():  # removed while this process waited for the lock
            file.close()
            return False
        _held[folder] = file
    with suppress(OSError):  # a folder of somebody else's may be read all the same
        os.utime(mark)
    return True


def remove_old(current: Path, prefix: str) -> None:
    """Remove the folders beside one that nobody has used for long, and what killed runs left.

    What cannot be removed stays; the next run tries again.

    Args:
        current: The folder that stays, whatever its age.
        prefix: How the names of the folders begin; those of unfinished ones have a dot before it.
    """
    with suppress(OSError):
        for folder in sorted(current.parent.iterdir()):
            is_ours = folder.name.startswith((prefix, f".{prefix}"))
            if is_ours and folder != current and time.time() - _last_use(folder) > OLD:
                _remove(folder)


def _last_use(folder: Path) -> float:
    """Return when a folder was used last, or when it was begun."""
    times = [path.stat().st_mtime for path in (folder, folder / MARK) if path.exists()]
    return max(times, default=time.time())


def _remove(folder: Path) -> None:
    aside = folder.with_name(f".{folder.name.removeprefix('.').removesuffix(_REMOVED)}{_REMOVED}")
    with suppress(OSError):  # somebody uses it, or removes it too
        with _alone(folder / MARK):
            folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _alone(mark: Path) -> Iterator[None]:
    """Yield while nobody else holds a folder; one without a mark was never finished.

    Raises:
        OSError: Somebody holds it.
    """
    if not mark.exists():
        yield
        return
    with mark.open("rb") as file:
        _lock(file, is_shared=False)
        yield


def _lock(file: IO[bytes], *, is_shared: bool) -> None:
    """Lock a file until it is closed: shared, or alone if nobody else has it.

    Raises:
        OSError: Somebody else has it.
    """
    try:
        import fcntl
    except ImportError:  # on Windows
        return
    fcntl.flock(file, fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
