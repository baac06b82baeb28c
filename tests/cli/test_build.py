"""``twingraph build``: what it says, and with which exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from support import small
from twingraph.cli import main
from twingraph.publish import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from support.command import Run


def test_a_large_build_says_what_was_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = str(small.write(tmp_path / "tables", small.data()))
    arguments = ["build", tables, "-o", str(tmp_path / "out")]
    assert "not checked" not in CliRunner().invoke(main, arguments).output
    monkeypatch.setattr(build, "SHAPES_UP_TO", 1)
    output = CliRunner().invoke(main, arguments).output
    advice = f"to check them too: twingraph validate {tmp_path / 'out'}\n"
    assert f"shapes not checked: over 1 statements; {advice}" in output
    assert json.loads((tmp_path / "out/manifest.json").read_text())["shapes"].startswith("not")


def test_a_folder_that_is_not_there_is_an_error(run: Callable[..., Run]) -> None:
    done = run("build", "nowhere")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: nowhere: there is no such file or folder\n",
    )
