"""Folders of a cache: those in use stay, old ones go."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from twingraph.publish import cached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from twingraph.publish import cached
print(cached.hold(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


def folder(parent: Path, name: str, days: float = 0, mark: bool = True) -> Path:
    """Make a folder of the cache that was used last so many days ago."""
    made = parent / name
    made.mkdir()
    (made / "data").touch()
    if mark:
        (made / cached.MARK).touch()
    then = time.time() - days * 86_400
    for path in (*made.iterdir(), made):
        os.utime(path, (then, then))
    return made


@pytest.fixture
def current(tmp_path: Path) -> Path:
    return folder(tmp_path, "dataset-2")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder(tmp_path, "dataset-1", days=30)


@pytest.fixture
def reader(old: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that reads the old folder, and began to long ago."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(old)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        then = time.time() - 30 * 86_400
        os.utime(old / cached.MARK, (then, then))
        yield process


def names(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir()}


def test_what_nobody_has_used_for_long_is_removed(current: Path, old: Path) -> None:
    cached.remove_old(current, "dataset-")
    assert names(current.parent) == {current.name}
    assert not old.exists()


def test_what_was_used_of_late_stays(current: Path, tmp_path: Path) -> None:
    folder(tmp_path, "dataset-1", days=6)
    cached.remove_old(current, "dataset-")
    assert names(tmp_path) == {"dataset-1", "dataset-2"}


def test_the_current_one_stays_whatever_its_age(old: Path) -> None:
    cached.remove_old(old, "dataset-")
    assert (old / "data").is_file()


def test_what_a_killed_run_has_left_is_removed(current: Path, tmp_path: Path) -> None:
    for name in (".dataset-1.abcdefgh", ".dataset-1.removed"):
        folder(tmp_path, name, days=30, mark=False)
    cached.remove_old(current, "dataset-")
    assert names(tmp_path) == {current.name}


def test_what_is_not_of_this_kind_stays(current: Path, tmp_path: Path) -> None:
    folder(tmp_path, "wikidata", days=300)
    cached.remove_old(current, "dataset-")
    assert names(tmp_path) == {current.name, "wikidata"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not move a folder in use")
def test_what_a_process_reads_stays_until_it_ends(
    current: Path, old: Path, reader: subprocess.Popen[str]
) -> None:
    cached.remove_old(current, "dataset-")
    assert (old / "data").is_file()
    reader.kill()
    reader.wait()
    cached.remove_old(current, "dataset-")
    assert not old.exists()


def test_who_holds_a_folder_sets_the_time_of_its_use(old: Path) -> None:
    before = (old / cached.MARK).stat().st_mtime
    assert cached.hold(old)
    assert (old / cached.MARK).stat().st_mtime > before


def test_a_folder_that_is_not_there_or_not_finished_is_not_held(tmp_path: Path) -> None:
    assert not cached.hold(tmp_path / "nothing")
    assert not cached.hold(folder(tmp_path, "dataset-1", mark=False))
