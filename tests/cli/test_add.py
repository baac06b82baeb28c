"""``twingraph add partnership``: what it says, and what it writes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from support.additions import KNOWN, PAGE, errors, new_lines, state, tables_with_phases
from support.command import twingraph
from support.paths import ROOT
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tables_with_phases(tmp_path / "data")


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


LYON = (
    "--a",
    "Лейпциг",
    "--b",
    "Lyon",
    "--since",
    "1982",
    "--source",
    "https://lyon.example/leipzig",
)


def test_a_row_is_shown_then_added_and_never_added_again(curated: Path) -> None:
    before = state(curated / "data")
    wrong = errors(curated / "data")
    more = ("--kind", "jumelage", "--source-kind", "official-site", "--retrieved", "2026-11-22")

    dry = twingraph("add", "partnership", *LYON, *more, "--dry-run", cwd=curated)
    assert dry.returncode == 0, dry.stderr
    assert "would add data/partnerships.csv:" in dry.stdout
    assert state(curated / "data") == before

    done = twingraph("add", "partnership", *LYON, *more, cwd=curated)
    assert done.returncode == 0, done.stderr
    assert "contradicting claims (start):\n  1981 " in done.stdout
    added = new_lines(before, curated / "data")
    assert {name: len(lines) for name, lines in added.items()} == {
        "sources.csv": 1,
        "partnerships.csv": 1,
    }
    assert errors(curated / "data") == wrong

    again = twingraph("add", "partnership", *LYON, *more, cwd=curated)
    assert again.returncode == 1
    assert (
        "nothing was added: the tables already say this, in data/partnerships.csv:" in again.stderr
    )


def test_contributing_says_what_the_command_says(curated: Path) -> None:
    """Rewrite the outputs with ``TWINGRAPH_GOLDEN=write pytest tests/cli/test_add.py``."""
    file = ROOT / "CONTRIBUTING.md"
    text = file.read_text("utf-8")

    def replay(block: re.Match[str]) -> str:
        command = block[1].replace("\\\n", " ")
        done = twingraph(*shlex.split(command), cwd=curated)
        return f"```console\n$ twingraph {block[1]}\n{done.stdout}{done.stderr}```"

    again = re.sub(r"```console\n\$ twingraph (add .*(?:\n    .*)*)\n[^`]*```", replay, text)

    assert "$ twingraph add" in again
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(again, "utf-8")
    assert again == file.read_text("utf-8")


def test_the_day_of_reading_is_today_where_none_is_given(folder: Path) -> None:
    arguments = ("--a", "alpha", "--b", "beta", "--source", PAGE, "--source-kind", "news")
    done = twingraph("add", "partnership", *arguments, "--since", "1981", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    (row,) = [
        row for row in read_tables([folder]).of("sources.csv") if row.cells["address"] == PAGE
    ]
    age = datetime.now(UTC).date() - datetime.fromisoformat(row.cells["retrieved"]).date()
    assert abs(age.days) <= 1


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (("--since", "yesterday"), 2, "Invalid value for '--since': \"yesterday\" is not a date"),
        (("--status", "asleep"), 2, "Invalid value for '--status'"),
        (("--phase", "0"), 2, "Invalid value for '--phase'"),
        (("--retrieved", "2026"), 2, "Invalid value for '--retrieved'"),
        (("--data", "nowhere"), 2, "nowhere: there is no such file or folder"),
        (("--quote", "x" * 101), 1, "error: data/partnerships.csv:3 [quote]: 101 characters"),
    ],
)
def test_mistakes_are_errors_without_a_traceback(
    folder: Path, more: tuple[str, ...], code: int, message: str
) -> None:
    arguments = ("--a", "alpha", "--b", "gamma-main", "--source", "page", *more)
    done = twingraph("add", "partnership", *arguments, cwd=folder.parent)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_six_runs_at_once_add_six_rows(folder: Path) -> None:
    """Each says "added" only if its row is there at the end."""
    command = [sys.executable, "-m", "twingraph", "add", "partnership", "--data", str(folder)]
    runs = [
        subprocess.Popen(
            [
                *command,
                "--a",
                "Beta",
                "--b",
                "Alpha",
                "--since",
                str(year),
                "--source",
                KNOWN.address,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for year in range(1950, 1956)
    ]

    said = [run.communicate(timeout=300)[0] for run in runs]

    assert [run.returncode for run in runs] == [0] * 6
    assert all(text.startswith("added ") for text in said)
    rows = (folder / "partnerships.csv").read_text("utf-8")
    assert all(f",{year}," in rows for year in range(1950, 1956))
    assert not list(folder.glob(".*"))
