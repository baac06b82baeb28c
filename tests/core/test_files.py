"""Files are read only if they are files, and written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import small
from support.command import twingraph
from twingraph.core import files
from twingraph.core.errors import CannotError


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\0b")

    assert files.read(tmp_path / "a.csv") == b"a\0b"


def test_neither_pipes_nor_devices_nor_folders_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    for path in (tmp_path / "pipe.csv", Path("/dev/zero"), tmp_path):
        with pytest.raises(CannotError, match="not a file; save its content as a file"):
            files.read(path)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"city\n")
    monkeypatch.setattr(files, "LARGEST", 3)

    with pytest.raises(CannotError, match="has 5 bytes; the limit is 3"):
        files.read(tmp_path / "a.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="missing: No such file"):
        files.read(tmp_path / "missing")


def test_a_pipe_among_the_tables_is_named(tmp_path: Path) -> None:
    folder = small.write(tmp_path / "tables", small.data())
    os.mkfifo(folder / "events.csv")

    done = twingraph("validate", folder)

    assert done.returncode == 2
    assert "events.csv is a pipe or a device, not a file" in done.stderr


def test_a_folder_whose_name_is_not_utf_8_is_built(tmp_path: Path) -> None:
    folder = small.write(tmp_path / os.fsdecode(b"na\xffme"), small.data())

    done = twingraph("build", folder, "-o", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert "table/na%FFme/cities.csv#row=2" in (tmp_path / "out" / "twingraph.nq").read_text()


def test_names_that_are_typed_in_two_ways_are_no_rivals(tmp_path: Path) -> None:
    content = small.data()
    quoted = {"source": "paper", "quote": "x", "chars": "0-1"}
    content["names.csv"] += [
        small.name("alpha", "Kraków", language="pl"),
        small.name("alpha", "Krako\u0301w\u200b", language="pl", **quoted),
    ]
    folder = small.write(tmp_path / "tables", content)
    built = twingraph("build", folder, "-o", tmp_path / "out")

    done = twingraph("query", "contradictions", "--build", tmp_path / "out", "--format", "csv")

    assert built.returncode == 0, built.stderr
    assert len(done.stdout.splitlines()) == 1
    assert (tmp_path / "out" / "twingraph.nq").read_text().count('"Kraków"@pl') >= 2


def finished_process() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_a_lock_keeps_another_run_out_until_it_is_released(tmp_path: Path) -> None:
    again = (
        "import sys\n"
        "from pathlib import Path\n"
        "from twingraph.core.files import locked\n"
        "with locked(Path(sys.argv[1])): print('mine')\n"
    )
    command = [sys.executable, "-c", again, str(tmp_path / "out")]
    with files.locked(tmp_path / "out"):
        kept_out = subprocess.run(command, capture_output=True, text=True, check=False)
        other = subprocess.run([*command[:-1], str(tmp_path / "other")], check=False)
    let_in = subprocess.run(command, capture_output=True, text=True, check=False)

    assert kept_out.returncode != 0
    assert "is being written by another run" in kept_out.stderr
    assert other.returncode == 0
    assert let_in.stdout == "mine\n"
    assert list(tmp_path.iterdir()) == []


def test_one_path_has_one_lock_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with (
        files.locked(tmp_path / "real"),
        pytest.raises(CannotError, match="is being written by another run"),
        files.locked(tmp_path / "real" / ".." / "link"),
    ):
        pass


def test_a_file_is_replaced_when_all_of_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with files.replacing(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt])
def test_what_breaks_off_leaves_the_file_as_it_was(
    tmp_path: Path, trouble: type[BaseException]
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")

    def write() -> None:
        with files.replacing(target) as file:
            file.write(b"half")
            raise trouble

    with pytest.raises(trouble):
        write()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_keeps_leading_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    with files.replacing(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with (
        pytest.raises(CannotError, match="missing/file cannot be written: No such file"),
        files.replacing(tmp_path / "missing" / "file"),
    ):
        pass


def test_only_what_ended_runs_have_left_is_removed(tmp_path: Path) -> None:
    ended, own = finished_process(), os.getpid()
    left = tmp_path / f".cities.csv.{ended}.partial"
    stay = [
        tmp_path / f".cities.csv.{own}.partial",
        tmp_path / f"cities.csv.{ended}.partial",
        tmp_path / ".cities.csv.mine.partial",
        tmp_path / "cities.csv",
    ]
    for file in (left, *stay):
        file.write_bytes(b"")
    files.remove_partials(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(stay)
