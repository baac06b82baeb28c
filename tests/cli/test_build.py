"""``twingraph build``: what it says, and with which exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_a_folder_that_is_not_there_is_an_error(run: Callable[..., Run]) -> None:
    done = run("build", "nowhere")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: nowhere: there is no such file or folder\n",
    )
