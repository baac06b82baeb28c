"""``twingraph view``: what it writes, and what it says of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import in_terminal, needs_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["network", "--cities", "1"], "v.html: 1 thing, 0 relations\n"),
        (["path", "Leipzig", "Lyon"], "v.html: 2 things, 1 relation\n"),
    ],
)
def test_the_numbers_and_their_words_agree(
    arguments: list[str], said: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("view", *arguments, "-b", built, "-o", "v.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout == said
    assert Path("v.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_unknown_city_is_refused_and_nothing_is_written(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("view", "city", "Lipzig", "-b", built, "-o", "v.html")
    assert done.returncode == 1
    assert "leipzig" in done.stderr.casefold()
    assert not Path("v.html").exists()


@pytest.mark.parametrize("file", ["net.png", "net.svg", "net.html.pdf"])
def test_an_ending_that_promises_a_picture_is_refused(
    file: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("view", "network", "-b", built, "-o", file)
    assert done.returncode == 2
    assert f"{file}: this is an HTML page; let the name of the file end in .html" in done.stderr
    assert not Path(file).exists()


@needs_terminal
@pytest.mark.parametrize("command", ["view network", "atlas"])
def test_a_page_does_not_go_to_a_terminal(command: str, built: Path) -> None:
    done = in_terminal(f"{command} -b {built}")
    assert done.returncode == 2
    assert "this is an HTML page; write it to a file: -o page.html" in done.stdout
