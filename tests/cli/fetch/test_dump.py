"""``twingraph fetch wikidata-dump``: what it says, refuses and continues."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks import wikidata as made_up

from support.command import twingraph
from support.dumps import DAY, lines, packed
from support.queried import fetch, tables, written
from support.world import WORLD

if TYPE_CHECKING:
    from pathlib import Path


def test_interrupted_by_hand_it_says_how_to_continue(tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of the command; none of them complains."""
    dump = packed(tmp_path / "all.json", [*made_up.lines(60, filler=60, seed=7), *lines(*WORLD)])
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata-dump", "-", "-o", "out"]
    with subprocess.Popen(
        command, stdin=reader, stderr=subprocess.PIPE, cwd=tmp_path, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(reader)
        os.write(writer, dump.read_bytes() * 3)  # far more than a pipe holds: it is being read
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate()
        os.close(writer)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "continue with: twingraph fetch wikidata-dump - --resume -o out" in errors


def test_it_says_what_it_fetched_and_what_it_did_not_read(tmp_path: Path) -> None:
    file = packed(tmp_path / "all.json", lines(*WORLD))
    done = twingraph("fetch", "wikidata-dump", file, "--country", "pl", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "3 partnerships (1 one-sided)" in done.stdout
    again = twingraph("fetch", "wikidata-dump", file, "-o", tmp_path / "out")
    assert again.returncode == 0  # a later run begins anew
    assert "1 partner place was not read in this pass; --complete reads it too" in again.stderr


def test_europe_is_read_where_some_of_its_states_are_missing(tmp_path: Path) -> None:
    file = packed(tmp_path / "all.json", lines(*WORLD))
    done = twingraph("fetch", "wikidata-dump", file, "--europe", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["with_one_end_outside_europe"] > 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["none.json"], 2, "none.json cannot be read: No such file or directory"),
        (["."], 2, "cannot be read: Is a directory"),
        (["empty"], 1, "empty has no entities: is it a dump of Wikidata in JSON?"),
        (["text"], 1, "--limit-broken allows more"),
        (["cut.gz"], 1, "cut.gz has no entities: the compressed data end too early"),
        (["world", "--country", "de", "--country", "pk"], 1, 'with the code "PK"'),
        (["stateless", "--europe"], 1, "the dump has no state of Europe with its code (P297)"),
        (["world", "--country", "Germany"], 2, "is not a country code"),
        (["world", "--country", "de", "--europe"], 2, "use either --europe or --country, not both"),
        (["world", "--resume"], 1, "has no fetch to continue"),
        (["world", "--retrieved", "yesterday"], 2, '"yesterday" is not a day'),
        (["world", "-o", "own"], 1, "own contains tables that were not fetched"),
        (["-", "--complete"], 2, "standard input can be read only once"),
    ],
)
def test_mistakes_are_errors_and_leave_no_tables(
    tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    packed(tmp_path / "world", lines(*WORLD))
    packed(tmp_path / "stateless", lines(*(one for one in WORLD if "P297" not in one["claims"])))
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("word\n" * 200)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"{}")[:12])
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cities.csv").write_text("")
    done = twingraph("fetch", "wikidata-dump", *arguments, cwd=tmp_path)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("wikidata/*.csv"))


def test_a_complete_fetch_gives_the_tables_that_the_query_service_gives(
    server: str, tmp_path: Path
) -> None:
    packed(tmp_path / "dump.json", lines(*WORLD))
    written(fetch(server, tmp_path / "pages", None), tmp_path / "asked")
    command = ("fetch", "wikidata-dump", "dump.json", "--complete", "--retrieved", DAY)
    done = twingraph(*command, "-o", "read", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    asked_for, read = (
        {name: data for name, data in tables(tmp_path / way).items() if name.endswith(".csv")}
        for way in ("asked", "read")
    )
    assert asked_for == read
