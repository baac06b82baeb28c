"""Where a fetch keeps what it has, and what a run that was killed leaves there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from support.world import WORLD
from twingraph.core.errors import CannotError, InputError
from twingraph.core.files import locked
from twingraph.sources.wikidata.staging import RAW, STATE, UNFINISHED, Staging

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A state of a fetch."""

    names: tuple[str, ...]
    size: int | None = None


def staging(output: Path) -> Staging:
    made = Staging.begin(output)
    made.make()
    return made


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    here, kept = staging(tmp_path), Kept(("Kraków", "a\nb"), 5)
    here.save("test 1", kept)
    assert here.load("test 1", Kept) == kept


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"form": "test 1"}',
        b'{"form": "test 1", "state": null}', b'{"form": "test 1", "state": {"names": "Q1"}}',
        b'{"form": "test 1", "state": {"names": [1]}}',
        b'{"form": "test 1", "state": {"names": [], "size": "5"}}',
    ],
)  # fmt: skip
def test_a_damaged_state_is_an_error_that_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    here = staging(tmp_path)
    (here.folder / STATE).write_bytes(content)
    with pytest.raises(CannotError, match=r"state\.json is damaged .* to start again"):
        here.load("test 1", Kept)


def test_the_state_of_something_else_is_refused(tmp_path: Path) -> None:
    here = staging(tmp_path)
    here.save("test 2", Kept(()))
    with pytest.raises(CannotError, match="another command, or another version"):
        here.load("test 1", Kept)


def test_a_folder_of_tables_of_another_origin_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city\n")
    with pytest.raises(InputError, match="contains tables that were not fetched"):
        Staging.begin(tmp_path)


def test_nothing_can_be_resumed_where_nothing_was_begun(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no fetch to continue"):
        Staging.resume(tmp_path)


def test_the_tables_of_a_killed_run_are_no_part_of_the_next(tmp_path: Path) -> None:
    here = staging(tmp_path)
    (here.folder / "tables").mkdir()
    (here.folder / "tables" / "cities.csv").write_text("half of it")
    assert not here.tables().exists()


# --- killed while the tables are moved ----------------------------------------------------------

# Kills itself after so many files have been moved to their place.
KILLED = """
import os, pathlib, signal, sys
left, move = int(sys.argv.pop(1)), pathlib.Path.replace

def moved(self, target):
    global left
    done = move(self, target)
    if self.parent.name == "tables" and not self.name.endswith(".partial"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return done

pathlib.Path.replace = moved
from twingraph.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "all.json"
    file.write_text("\n".join(map(json.dumps, WORLD)), "utf-8")
    return file


@pytest.mark.parametrize("moves", [1, 6, 11])
def test_a_fetch_that_is_killed_while_it_moves_its_tables_is_completed_by_resume(
    dump: Path, tmp_path: Path, moves: int
) -> None:
    fetch = "fetch", "wikidata-dump", str(dump), "--retrieved", "2026-11-22"
    assert twingraph(*fetch, "-o", tmp_path / "whole").returncode == 0
    expected = {f.name: f.read_bytes() for f in (tmp_path / "whole").iterdir() if f.is_file()}
    assert len(expected) == 11
    command = [sys.executable, "-c", KILLED, str(moves), *fetch, "-o", str(tmp_path / "out")]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    if moves < len(expected):  # the manifest comes last
        refused = twingraph("build", tmp_path / "out", "-o", tmp_path / "build")
        assert refused.returncode == 2
        assert "--resume" in refused.stderr
    leftover = tmp_path / "out" / f".cities.csv.{2**22 + 1}.partial"
    leftover.write_text("of a process that is no more")
    done = twingraph(*fetch, "--resume", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    found = {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir() if f.is_file()}
    assert found == expected
    assert [f.name for f in (tmp_path / "out").iterdir() if f.is_dir()] == [RAW]
    assert sorted(f.name for f in (tmp_path / "out" / RAW).iterdir()) == [
        "entities-00001.jsonl.zst",
        STATE,
    ]


@pytest.mark.parametrize("command", [("wikidata",), ("wikidata-dump", "all.json")])
def test_two_runs_cannot_write_one_folder(command: tuple[str, ...], tmp_path: Path) -> None:
    with locked(tmp_path / "out"):
        done = twingraph("fetch", *command, "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "is being written by another run" in done.stderr
    assert not (tmp_path / "out" / UNFINISHED).exists()
