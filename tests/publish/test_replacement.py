"""A build takes the place of an earlier one whole, or nothing changes."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from support.builds import published
from support.command import twingraph
from twingraph.core.errors import CannotError, InputError
from twingraph.publish import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_a_failed_build_leaves_the_previous_one(run: Callable[..., Run]) -> None:
    small.write(Path("tables"), small.data())
    assert run("build", "tables", "-o", "out").returncode == 0
    before = published(Path("out"))
    (Path("tables") / "names.csv").write_bytes(b"")

    assert run("build", "tables", "-o", "out").returncode == 1

    assert published(Path("out")) == before
    assert sorted(path.name for path in Path().iterdir()) == ["out", "tables"]


def test_an_interrupted_build_leaves_the_previous_one(tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())
    build.build([tables], tmp_path / "out")
    before = published(tmp_path / "out")

    def interrupt(stage: str) -> None:
        if stage == "validating":
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        build.build([tables], tmp_path / "out", progress=interrupt)

    assert published(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tables"]


def test_a_build_that_a_killed_run_moved_aside_is_put_back(tmp_path: Path) -> None:
    """A run that is killed between the two renames leaves no build in its place."""
    tables = small.write(tmp_path / "tables", small.data())
    build.build([tables], tmp_path / "out")
    before = published(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.ab12_xyz.previous")
    (tables / "names.csv").write_bytes(b"")

    with pytest.raises(InputError):
        build.build([tables], tmp_path / "out")

    assert published(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tables"]


@pytest.mark.parametrize("name", [".out.a.ab12_xyz.previous", ".out.ab12_xyz.previous"])
def test_only_its_own_build_is_put_back(name: str, tmp_path: Path) -> None:
    """Neither the build of an output with a longer name, nor what is no build."""
    tables = small.write(tmp_path / "tables", small.data())
    build.build([tables], tmp_path / name)
    if "out.a." not in name:
        (tmp_path / name / "thesis.tex").write_text("mine")

    build.build([tables], tmp_path / "out")

    assert sorted(path.name for path in tmp_path.iterdir()) == [name, "out", "tables"]


KILLED = """
import os, signal, sys
from pathlib import Path
from twingraph.publish.build import build

def kill(stage):
    if stage == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build([Path(sys.argv[1])], Path(sys.argv[2]), progress=kill)
"""


@pytest.mark.parametrize("stage", ["writing the graph", "validating", "drawing views"])
def test_what_a_killed_run_leaves_goes_with_the_next_one(stage: str, tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())
    command = [sys.executable, "-c", KILLED, str(tables), str(tmp_path / "out"), stage]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob(".out.*"))) == 1

    build.build([tables], tmp_path / "out")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tables"]


def test_two_runs_never_write_one_folder(tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())

    def again(_: str) -> None:
        done = twingraph("build", tables, "-o", tmp_path / "out")
        assert done.returncode == 2
        assert "is being written by another run" in done.stderr

    build.build([tables], tmp_path / "out", progress=again)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tables"]


def test_a_full_disk_is_an_error_and_no_result(tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())

    def no_room() -> None:
        # Writing past 20,000 bytes fails as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "build", tables, "-o", tmp_path / "out"],
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]


def test_an_output_that_cannot_be_written_is_an_error(run: Callable[..., Run]) -> None:
    small.write(Path("tables"), small.data())
    Path("file").write_text("")
    done = run("build", "tables", "-o", "file/out")
    assert done.returncode == 2
    assert "file/out cannot be written: " in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into a closed folder")
def test_an_output_without_permission_is_an_error(run: Callable[..., Run]) -> None:
    small.write(Path("tables"), small.data())
    Path("closed").mkdir(mode=0o500)
    done = run("build", "tables", "-o", "closed/out")
    assert done.returncode == 2
    assert "closed/out cannot be written: Permission denied" in done.stderr


def test_what_is_no_build_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear …")
    tables = small.write(tmp_path / "tables", small.data())
    with pytest.raises(CannotError, match="contains files that are not part of a build"):
        build.build([tables], tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").exists()


def test_a_build_that_somebody_added_to_is_never_replaced(tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())
    build.build([tables], tmp_path / "out")
    (tmp_path / "out" / "thesis.tex").write_text("mine")
    with pytest.raises(CannotError, match="contains files that are not part of a build"):
        build.build([tables], tmp_path / "out")
    assert (tmp_path / "out" / "thesis.tex").read_text() == "mine"


def test_a_link_to_a_build_stays_a_link(tmp_path: Path) -> None:
    tables = small.write(tmp_path / "tables", small.data())
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    build.build([tables], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "twingraph.nq").exists()
