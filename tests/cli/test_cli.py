"""The command line: help, exit codes, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from support.command import twingraph
from twingraph.cli import COMMANDS, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.command import Run


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def command_at(path: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found
        command = found
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    assert (command_at((name,)).help or "").split("\n")[0] == COMMANDS[name]


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_help_has_an_example_and_explains_its_options(path: tuple[str, ...]) -> None:
    done = twingraph(*path, "--help")
    assert done.returncode == 0
    assert f"Example:\n    twingraph {' '.join(path)}".rstrip() in done.stdout
    for option in command_at(path).params:
        assert not isinstance(option, click.Option) or option.help, option.name


HEAVY = {
    "rdflib",
    "networkx",
    "pyvis",
    "pyshacl",
    "shacl",
    "numpy",
    "SPARQLWrapper",
    "rapidfuzz",
    "edtf",
}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["query", "--list"], ["query", "press-release"]]
)
def test_quick_commands_load_nothing_heavy(arguments: list[str], built: Path) -> None:
    build = ["-b", str(built)] if "query" in arguments else []
    command = [sys.executable, "-X", "importtime", "-m", "twingraph", *arguments, *build]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & HEAVY


def test_exit_codes(built: Path, run: Callable[..., Run]) -> None:
    Path("yes.rq").write_text("ASK { ?city a tg:City }")
    Path("no.rq").write_text("ASK { ?city a tg:River }")
    assert run("query", "yes.rq", "-b", built).returncode == 0
    no = run("query", "no.rq", "-b", built)
    assert (no.returncode, no.stdout) == (1, "false\n")
    assert run("query", "yes.rq", "-b", "nowhere").returncode == 2
    assert run("query", "--format", "xls").returncode == 2
    assert run("export", "-b", "nowhere").returncode == 2


def test_an_unknown_command_is_told_with_those_like_it(run: Callable[..., Run]) -> None:
    done = run("qurey")
    assert done.returncode == 2
    assert 'no command "qurey"; did you mean: query?' in done.stderr


def test_python_m_is_the_command() -> None:
    assert twingraph("--version").stdout.startswith("twingraph, version ")
