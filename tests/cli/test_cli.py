"""The command line: help, exit codes, and what it does not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from support import small
from support.command import twingraph
from twingraph.cli import COMMANDS, main
from twingraph.publish import build as room

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


HEAVY = {"rdflib", "networkx", "pyvis", "pyshacl", "numpy", "SPARQLWrapper", "rapidfuzz", "edtf"}


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


def test_a_query_from_standard_input(built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "query", "-", "-b", built, "--format", "csv"],
        input="SELECT ?city { ?city a tg:City } ORDER BY ?city LIMIT 1",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.replace("\r", "") == "city\nhttps://w3id.org/twingraph/id/city/aalborg\n"


def test_an_answer_is_written_whole_or_not_at_all(built: Path, run: Callable[..., Run]) -> None:
    Path("answer.csv").write_text("earlier")
    failed = run("query", "nope", "-b", built, "-o", "answer.csv")
    assert failed.returncode == 1
    assert Path("answer.csv").read_text() == "earlier"
    unwritable = run("query", "press-release", "-b", built, "-o", "no/such/folder.csv")
    assert unwritable.returncode == 2
    assert "no/such/folder.csv cannot be written: No such file or directory" in unwritable.stderr


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("answer.csv", "language,name,use,source"),
        ("answer.TSV", "?language\t?name\t?use\t?source"),
        ("answer.json", '{"head":{"vars":["language","name","use","source"]}'),
        ("answer.md", "| language |"),
        ("answer.txt", "┌──"),
        ("answer", "┌──"),
    ],
)
def test_the_ending_of_a_file_names_the_format(
    file: str, start: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("query", "names", "--city", "Krakau", "-b", built, "-o", file)
    assert done.returncode == 0, done.stderr
    assert Path(file).read_text("utf-8").startswith(start)
    run("query", "names", "--city", "Krakau", "-b", built, "-o", file, "--format", "csv")
    assert Path(file).read_text("utf-8").startswith("language,name"), "--format goes before it"


@pytest.mark.parametrize(
    ("file", "format_"),
    [
        ("graph.ttl", "turtle"),
        ("graph.nq", "nquads"),
        ("graph.nt", "ntriples"),
        ("graph.jsonld", "jsonld"),
        ("graph.rdf", "rdfxml"),
        ("graph.trig", "trig"),
        ("graph", "turtle"),
    ],
)
def test_an_export_is_what_its_ending_says(
    file: str, format_: str, tmp_path: Path, run: Callable[..., Run]
) -> None:
    room.build([small.write(tmp_path / "tables", small.data())], tmp_path / "build")
    assert run("export", "-o", file).returncode == 0
    assert Path(file).read_text("utf-8") == run("export", "--format", format_).stdout


def test_a_shown_query_goes_into_a_file_of_any_ending(built: Path, run: Callable[..., Run]) -> None:
    done = run("query", "names", "--city", "Krakau", "--show", "-b", built, "-o", "names.rq")
    assert done.returncode == 0, done.stderr
    assert "<https://w3id.org/twingraph/id/city/krakow>" in Path("names.rq").read_text("utf-8")


def test_a_language_that_nothing_is_named_in(built: Path, run: Callable[..., Run]) -> None:
    asked = ("query", "twin-towns", "--city", "Kraków", "-b", built, "--language")
    ukrainian, ua, english = (run(*asked, tag) for tag in ("UK", "ua", "en"))
    assert (ukrainian.stderr, english.stderr) == ("", "")
    assert "Лейпциг" in ukrainian.stdout
    assert (ua.returncode, ua.stdout) == (0, english.stdout)
    assert ua.stderr.startswith('Note: nothing has a name in the language "ua"; there are: ')
    assert ", uk" in ua.stderr


def test_a_query_file_with_a_byte_order_mark(built: Path, run: Callable[..., Run]) -> None:
    Path("yes.rq").write_bytes(b"\xef\xbb\xbfASK { ?city a tg:City }")
    assert run("query", "yes.rq", "-b", built).stdout == "true\n"


def test_a_pipe_is_written_to_and_not_replaced(built: Path, run: Callable[..., Run]) -> None:
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    done = run("query", "names", "--city", "Krakau", "-b", built, "-o", "pipe")
    said, _ = reader.communicate(timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"Krakau" in said
    assert Path("pipe").is_fifo()


def test_a_full_disk_behind_standard_output(built: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "twingraph", "export", "-b", built],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "standard output cannot be written" in done.stderr


def test_no_terminal_escape_gets_through(built: Path, run: Callable[..., Run]) -> None:
    Path("escape.rq").write_text('SELECT ("\\u001b[31mred" AS ?text) {}')
    assert "\x1b" not in run("query", "escape.rq", "-b", built).stdout


def test_construct_gives_turtle(built: Path, run: Callable[..., Run]) -> None:
    Path("all.rq").write_text("CONSTRUCT { ?c a tg:City } WHERE { ?c a tg:City }")
    assert (
        "<https://w3id.org/twingraph/id/city/kyiv> a tg:City"
        in run("query", "all.rq", "-b", built, "--format", "turtle").stdout
    )
    assert run("query", "all.rq", "-b", built, "--format", "csv").returncode == 1


def test_python_m_is_the_command() -> None:
    assert twingraph("--version").stdout.startswith("twingraph, version ")
