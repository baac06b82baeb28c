"""Replacement of an earlier build by a new one, when all of it is written or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError
from twingraph.core.files import writing
from twingraph.store.folder import PARTS, BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREVIOUS = ".previous"


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Yield a new folder beside the output that replaces it if no error occurs.

    The remains of a killed earlier run beside it are put back or removed.

    Raises:
        CannotError: The output cannot be written, holds something other than a build, or is being
            written by another run.
    """
    with writing(output) as place:
        _clear_up(place)
        _refuse_foreign(place)
        yield from _staged(place)


def _staged(output: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    try:
        yield staging
        staging.chmod(0o755)  # mkdtemp keeps others out
        _swap(staging, output)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(output: Path) -> None:
    """Refuse to replace something that is not a build."""
    if output.exists() and not output.is_dir():
        raise CannotError(f"{output} is a file; name a folder for the build")
    if output.is_dir() and any(output.iterdir()) and not _is_build(output):
        raise CannotError(
            f"{output} contains files that are not part of a build; name another folder with -o"
        )


def _is_build(folder: Path) -> bool:
    return BuildFolder.is_at(folder) and BuildFolder.open(folder).is_untouched()


def _clear_up(output: Path) -> None:
    """Put back the build that a killed run moved aside, and remove what else it left.

    The output is locked, so that no other run owns any of it.
    """
    # What mkdtemp puts between the dots: another output's name may begin with this one's.
    left = re.compile(rf"\.{re.escape(output.name)}\.\w{{8}}({re.escape(_PREVIOUS)})?")
    for folder in sorted(filter(lambda path: left.fullmatch(path.name), output.parent.iterdir())):
        moved_aside = folder.name.endswith(_PREVIOUS) and _is_build(folder)
        if moved_aside and not output.exists():
            folder.replace(output)
        elif moved_aside or _is_unfinished(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_unfinished(folder: Path) -> bool:
    """Whether a folder holds only the files with which a build begins."""
    return folder.suffix != _PREVIOUS and {path.name for path in folder.iterdir()} <= PARTS


def _swap(staging: Path, output: Path) -> None:
    previous = staging.with_name(staging.name + _PREVIOUS)
    if output.exists():
        output.replace(previous)
    try:
        staging.replace(output)
    except BaseException:  # an interrupt too: the previous build goes back to its place
        if previous.exists():
            previous.replace(output)
        raise
    shutil.rmtree(previous, ignore_errors=True)
