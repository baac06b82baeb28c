"""The processes that draw views end with what begins them, and say what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from support.builds import published
from twingraph.core.errors import CannotError, InputError
from twingraph.core.languages import LANGUAGES
from twingraph.publish import build
from twingraph.publish.drawing import Task, drawing, shares
from twingraph.store.folder import STORE

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 30  # seconds that a process may take to end


@pytest.fixture
def task(tmp_path: Path) -> Task:
    tables = small.write(tmp_path / "tables", small.data())
    build.build([tables], tmp_path / "out")
    return Task(tmp_path / "out" / STORE, (), tmp_path / "views", ("en",))


def test_the_same_views_are_drawn_by_a_build_and_alone(task: Task) -> None:
    with drawing() as drawn:
        drawn.begin(task)
        drawn.finish()
    assert published(task.folder) == published(task.store.parent / "views")


@pytest.mark.parametrize("number", range(1, 5))
def test_the_shares_together_are_all_views_in_all_languages(number: int) -> None:
    languages = LANGUAGES[:number]
    first, second = shares(languages)
    assert sorted(first + second) == sorted(
        (function, language) for language in languages for function in ("draw_atlas", "draw_pages")
    )
    assert first
    assert second


def test_a_file_that_cannot_be_written_is_an_error_here(task: Task) -> None:
    task.folder.touch()
    with drawing() as drawn:
        drawn.begin(task)
        with pytest.raises(FileExistsError):
            drawn.finish()


def test_a_view_of_what_the_graph_does_not_have_stops_the_build(tmp_path: Path) -> None:
    content = small.data()
    content["views.csv"] = [{"view": "alpha", "kind": "city", "thing": "gamma"}]
    with pytest.raises(InputError):
        build.build([small.write(tmp_path / "tables", content)], tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]


def test_a_process_that_ends_by_itself_is_told(task: Task) -> None:
    others = children(os.getpid())  # such as a browser
    with drawing() as drawn:
        for process in children(os.getpid()) - others:
            os.kill(process, signal.SIGKILL)
        drawn.begin(task)
        with pytest.raises(CannotError, match="ended unexpectedly"):
            drawn.finish()


def test_without_a_task_they_end_with_the_build() -> None:
    others = children(os.getpid())
    with drawing():
        begun = children(os.getpid()) - others
        assert len(begun) == 2
    assert not any(map(is_running, begun))


KILLED = """
import os, signal, sys
from pathlib import Path
from twingraph.publish.drawing import Task, drawing, shares

with drawing() as drawn:
    if sys.argv[2:]:
        drawn.begin(Task(Path(sys.argv[1]), (), Path(sys.argv[2]), ("en", "de", "pl", "uk")))
    tasks = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    print(tasks.read_text(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("at_work", [False, True])
def test_they_do_not_outlive_a_killed_build(task: Task, *, at_work: bool) -> None:
    given = [str(task.store), *([str(task.folder)] if at_work else [])]
    command = [sys.executable, "-c", KILLED, *given]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    begun = [int(process) for process in done.stdout.split()]
    assert len(begun) == 2
    wait_for_end(begun)


def children(process: int) -> set[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return {int(child) for child in listed.split()}


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"  # an ended one of which nobody has taken leave


def wait_for_end(processes: Iterable[int]) -> None:
    until = time.monotonic() + _LONGEST
    while running := list(filter(is_running, processes)):
        assert time.monotonic() < until, running
        time.sleep(0.05)
