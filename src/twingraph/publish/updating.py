"""A folder of many files, of which a run writes only those that have changed.

Everything is written beside the folder first. Only when all of it is whole, the manifest of the
folder names the old files and the new ones, the new ones are moved to their places, what is gone is
removed, and the manifest then names what stays. So a run that fails changes nothing, and one that
is killed while it moves files leaves a folder that the next run knows as its own.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core import manifest
from twingraph.core.errors import CannotError
from twingraph.core.files import writing
from twingraph.core.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    Files = dict[str, dict[str, Any]]

_ENDING = ".site"


class Outcome(NamedTuple):
    """What a run did to the files of a folder.

    Attributes:
        written: Number of files that are new or have changed.
        unchanged: Number of files that were there already.
        removed: Number of files that are gone.
    """

    written: int
    unchanged: int
    removed: int


class Update:
    """The files that a folder is to have.

    Args:
        folder: The folder.
        staging: Folder beside it, in which files wait until all of them are written.
        before: Its files, as its manifest describes them.
    """

    def __init__(self, folder: Path, staging: Path, before: Files) -> None:
        self._folder = folder
        self._staging = staging
        self._before = before
        self._files: Files = {}
        self._changed: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Give a file its content.

        Args:
            name: Name of the file, with slashes between folders.
            data: The content.
        """
        self._files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        place = self._folder / name
        if place.is_file() and place.read_bytes() == data:
            return
        self._staged(name).write_bytes(data)

    def copy(self, name: str, source: Path) -> None:
        """Give a file the content of another, which may be large.

        Args:
            name: Name of the file, with slashes between folders.
            source: The other file.
        """
        described = manifest.described(source)
        self._files[name] = described
        place = self._folder / name
        is_there = place.is_file() and place.stat().st_size == described["bytes"]
        if is_there and self._before.get(name) == described:
            return
        shutil.copyfile(source, self._staged(name))

    def _staged(self, name: str) -> Path:
        self._changed.append(name)
        file = self._staging / name
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def finish(self) -> Outcome:
        """Move the files to their places, and remove those that are gone."""
        gone = sorted(self._before.keys() - self._files.keys())
        self._folder.mkdir(exist_ok=True)
        passing = {"unfinished": True, "files": self._before | self._files}
        manifest.write(self._folder, "site", passing)
        for name in self._changed:
            place = self._folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            (self._staging / name).replace(place)
        for name in gone:
            self._remove(self._folder / name)
        manifest.write(self._folder, "site", {"files": dict(sorted(self._files.items()))})
        written = len(self._changed)
        return Outcome(written, len(self._files) - written, len(gone))

    def _remove(self, file: Path) -> None:
        """Remove a file, and the folders that are empty without it."""
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == self._folder or any(folder.iterdir()):
                break
            folder.rmdir()


@contextmanager
def updating(output: Path) -> Iterator[Update]:
    """Yield the files of a folder, which the caller adds and finishes.

    Args:
        output: The folder; it is made if it is not there.

    Raises:
        CannotError: The folder cannot be written, holds files of somebody else, or is being
            written by another run.
    """
    with writing(output) as place:
        _clear_up(place)
        yield from _staged(place, _files(place))


def _staged(output: Path, before: Files) -> Iterator[Update]:
    beside = f".{output.name}."
    staging = Path(tempfile.mkdtemp(prefix=beside, suffix=_ENDING, dir=output.parent))
    try:
        manifest.write_unfinished(staging, "site")
        yield Update(output, staging, before)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _files(output: Path) -> Files:
    """Return what the folder's manifest says of the files that it holds.

    Raises:
        CannotError: It holds what no run of twingraph has put there.
    """
    if output.exists() and not output.is_dir():
        raise CannotError(f"{output} is a file; name a folder for the site")
    if not output.is_dir() or not any(output.iterdir()):
        return {}
    found = manifest.read(output)
    if found is None or found.kind != "site":
        raise CannotError(f"{output} contains files that are not a site; name another folder")
    held = list(_held(output, found.names()))
    return {name: found.content["files"][name] for name in held}


def _held(output: Path, known: set[str]) -> Iterator[str]:
    """Go through the files of a folder besides its manifest.

    Raises:
        CannotError: One of them is not known, or is a link to somewhere else.
    """
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_symlink() or (not path.is_dir() and name not in known):
            raise CannotError(
                f"{output} contains {quoted(name)}, which is not part of the site; move it away, or"
                " name another folder"
            )
        if path.is_file() and name != manifest.FILE:
            yield name


def _clear_up(output: Path) -> None:
    """Remove what a killed run has left beside the folder; the folder is locked."""
    left = re.compile(rf"\.{re.escape(output.name)}\.\w{{8}}{re.escape(_ENDING)}")
    for folder in sorted(output.parent.iterdir()):
        if left.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            with suppress(CannotError):
                found = manifest.read(folder)
                if found and found.kind == "site" and found.unfinished:
                    shutil.rmtree(folder, ignore_errors=True)
