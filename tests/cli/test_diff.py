"""``twingraph diff``: what it says, and with which exit code."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from support.differences import GOLDEN, data, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_without_a_difference_the_answer_is_yes(old_build: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "tables", data())
    for new in (old_build, again):
        done = twingraph("diff", old_build, new)
        assert (done.returncode, done.stdout, done.stderr) == (0, "No difference.\n", "")
    assert twingraph("diff", old_build, again, "--format", "json").stdout == "[]\n"
    assert twingraph("diff", old_build, again, "--format", "csv").stdout.startswith(
        "aspect,change,count"
    )
    assert twingraph("diff", old_build, again, "--format", "markdown").stdout == "No difference.\n"


def test_a_difference_is_told_and_the_answer_is_no(
    old_build: Path, changed_build: Path, tmp_path: Path
) -> None:
    done = twingraph("diff", old_build, changed_build)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (GOLDEN / "everything.text").read_text("utf-8")
    file = tmp_path / "changes.csv"
    to_file = twingraph("diff", old_build, changed_build, "--format", "csv", "-o", file)
    assert (to_file.returncode, to_file.stdout) == (1, "")
    assert file.read_bytes() == (GOLDEN / "everything.csv").read_bytes()


Damage = tuple["Callable[[Path], object]", str]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (shutil.rmtree, "there is no such folder"),
        (lambda folder: (folder / "manifest.json").unlink(), "does not describe"),
        (lambda folder: (folder / "twingraph.nq").unlink(), "cannot be read: No such file"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "does not describe"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "does not describe"),
        (
            lambda folder: (folder / "manifest.json").write_text('{"kind": "build", "files": {}}'),
            "does not describe",
        ),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff"), "does not describe"),
        (lambda folder: cut(folder / "twingraph.nq"), "were written; build it again"),
    ],
)
@pytest.mark.parametrize("position", [0, 1])
def test_what_is_no_build_is_named(
    damage: Callable[[Path], object], message: str, position: int, old_build: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(old_build, tmp_path / "copy")
    damage(copy)
    folders = [copy, old_build] if position == 0 else [old_build, copy]
    done = twingraph("diff", *folders)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {copy}")
    assert message in done.stderr


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])
