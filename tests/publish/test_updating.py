"""A folder of which only what has changed is written, and nothing that is somebody else's."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import CannotError
from twingraph.publish.updating import Outcome, updating

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIRST = {"index.html": "a", "city/x.html": "x", "city/y.html": "y"}


def put(folder: Path, files: Mapping[str, str]) -> Outcome:
    with updating(folder) as update:
        for name, text in files.items():
            update.add(name, text.encode())
        return update.finish()


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_only_what_has_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert put(site, FIRST) == Outcome(3, 0, 0)
    before = (site / "index.html").stat()
    second = {"index.html": "a", "city/x.html": "new", "person/z.html": "z"}
    assert put(site, second) == Outcome(2, 1, 1)
    assert held(site) == second
    after = (site / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert put(site, {"index.html": "a"}) == Outcome(0, 1, 2)
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "manifest.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_page_that_somebody_has_edited_is_written_again(tmp_path: Path) -> None:
    put(tmp_path / "site", FIRST)
    (tmp_path / "site" / "city" / "x.html").write_text("!")
    assert put(tmp_path / "site", FIRST) == Outcome(1, 2, 0)
    assert held(tmp_path / "site") == FIRST


@pytest.mark.parametrize("name", ["thesis.tex", "city/mine.html", ".git/config", "manifest.json"])
def test_a_folder_of_somebody_else_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "mine" / name
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    with pytest.raises(CannotError, match="not a site; name another folder"):
        put(tmp_path / "mine", FIRST)
    assert held(tmp_path / "mine") == ({} if name == "manifest.json" else {name: "{}"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]


def test_a_file_that_somebody_has_added_stops_the_run(tmp_path: Path) -> None:
    put(tmp_path / "site", FIRST)
    (tmp_path / "site" / "city" / "mine.txt").write_text("mine")
    with pytest.raises(CannotError, match=r'contains "city/mine\.txt", which is not part of'):
        put(tmp_path / "site", {})
    assert held(tmp_path / "site") == FIRST | {"city/mine.txt": "mine"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "site", FIRST)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "person").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotError, match='"person", which is not part'):
        put(tmp_path / "site", FIRST | {"person/z.html": "z"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    put(tmp_path / "site", FIRST)
    manifest = tmp_path / "site" / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    content["files"]["../thesis.tex"] = {}
    manifest.write_text(json.dumps(content))
    put(tmp_path / "site", FIRST)
    assert (tmp_path / "thesis.tex").read_text() == "mine"


@pytest.mark.parametrize("files", ["{}", "[]", '{"kind": "site"}', '{"kind": "site", "files": 3}'])
def test_a_damaged_manifest_gives_nobodys_files_away(files: str, tmp_path: Path) -> None:
    put(tmp_path / "site", FIRST)
    (tmp_path / "site" / "manifest.json").write_text(files)
    with pytest.raises(CannotError, match=r"not a site|not part of the site"):
        put(tmp_path / "site", {})
    assert held(tmp_path / "site") == FIRST


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(CannotError, match="is a file; name a folder"):
        put(tmp_path / "site", FIRST)


def test_a_run_that_fails_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "site", FIRST)

    def interrupted() -> None:
        with updating(tmp_path / "site") as update:
            update.add("index.html", b"changed")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert held(tmp_path / "site") == FIRST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


KILLED = """
import os, signal, sys
from pathlib import Path
from twingraph.publish import updating

with updating.updating(Path(sys.argv[1])) as update:
    for name in ("city/x.html", "new/one.html", "new/two.html"):
        update.add(name, b"new")
    if sys.argv[2] == "moving":
        replace, calls = Path.replace, []
        def dying(self, goal):
            calls.append(goal)
            if len(calls) == 3:  # the manifest, one page, and then
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(self, goal)
        Path.replace = dying
        update.finish()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["writing", "moving"])
def test_the_next_run_mends_what_a_killed_one_left(when: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, FIRST)
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), when], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (held(site) == FIRST) is (when == "writing")
    assert len(list(tmp_path.glob(".site.*.site"))) == 1

    put(site, FIRST)

    assert held(site) == FIRST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_folder_that_only_looks_like_what_a_run_left_stays(tmp_path: Path) -> None:
    (tmp_path / ".site.abcd1234.site").mkdir()
    (tmp_path / ".site.abcd1234.site" / "mine").write_text("mine")
    put(tmp_path / "site", FIRST)
    assert (tmp_path / ".site.abcd1234.site" / "mine").exists()


RIVAL = """
import sys
from pathlib import Path
from twingraph.publish.updating import updating

with updating(Path(sys.argv[1])):
    pass
"""


def test_two_runs_never_write_one_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RIVAL, str(tmp_path / "site")]
    with updating(tmp_path / "site"):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "is being written by another run" in done.stderr


def test_a_copied_file_is_copied_once(tmp_path: Path) -> None:
    (tmp_path / "big").write_text("big")

    def copy() -> Outcome:
        with updating(tmp_path / "site") as update:
            update.copy("downloads/big", tmp_path / "big")
            return update.finish()

    assert [copy(), copy()] == [Outcome(1, 0, 0), Outcome(0, 1, 0)]
    (tmp_path / "big").write_text("new")
    assert copy() == Outcome(1, 0, 0)
    assert held(tmp_path / "site") == {"downloads/big": "new"}
