"""What is read is a file."""

from __future__ import annotations

import os
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
        with pytest.raises(CannotError, match="not a file; save what it holds as a file"):
            files.read(path)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"city\n")
    monkeypatch.setattr(files, "LARGEST", 3)

    with pytest.raises(CannotError, match="has 5 bytes; at most 3 are read"):
        files.read(tmp_path / "a.csv")


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
