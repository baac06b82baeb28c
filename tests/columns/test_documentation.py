"""``docs/columns.md``: it names every column, and its examples give equal rows.

Rewrite the list of columns with ``TWINGRAPH_GOLDEN=write pytest tests/columns`` and read it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest

import twingraph
from support.paths import ROOT
from twingraph.columns import claimed, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from twingraph.store.questions import Column

PAGE = ROOT / "docs" / "columns.md"
HEADING = "## The columns\n\n"
PARTS = re.split(r"^### ", PAGE.read_text(encoding="utf-8").split(HEADING)[0], flags=re.MULTILINE)
QUESTIONS = {part.split("\n")[0]: part for part in PARTS[1:]}

Rows = list[tuple[Any, ...]]


def code(question: str, language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", QUESTIONS[question], re.DOTALL)
    return str(found)


def plain(rows: Iterable[Iterable[Any]]) -> Rows:
    """Return rows in which each number is a whole one: those of SPARQL are decimals."""
    return [tuple(cell if isinstance(cell, str) else int(cell) for cell in row) for row in rows]


def in_sparql(question: str, built: Path) -> Rows:
    return plain(row.values() for row in twingraph.open(built).query(code(question, "sparql")))


@pytest.fixture
def beside_the_build(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "build").symlink_to(built)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside_the_build")
@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_gives_the_rows_of_sparql(question: str, built: Path) -> None:
    answer = duckdb.sql(code(question, "sql"))
    assert answer is not None
    rows = plain(answer.fetchall())
    assert rows == in_sparql(question, built)
    assert len(rows) > 1


@pytest.mark.usefixtures("beside_the_build")
@pytest.mark.parametrize("question", QUESTIONS)
def test_pandas_gives_the_rows_of_sparql(question: str, built: Path) -> None:
    names: dict[str, Any] = {"pd": pd}
    exec(code(question, "python"), names)  # noqa: S102 - the code of our own page
    assert plain(names["answer"].itertuples(index=False)) == in_sparql(question, built)


@pytest.mark.usefixtures("beside_the_build")
@pytest.mark.parametrize("question", QUESTIONS)
def test_r_gives_the_rows_of_sparql(question: str, built: Path) -> None:
    if not (shutil.which("Rscript") and _runs("library(arrow); library(dplyr)")):
        pytest.skip("R with the packages arrow and dplyr is not installed")
    script = (
        "suppressMessages({library(arrow); library(dplyr)})\n"
        f"answer <- {code(question, 'r')}\nwrite.csv(answer, row.names = FALSE)"
    )
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    rows = [line.replace('"', "").split(",") for line in done.stdout.splitlines()[1:]]
    typed = ([int(cell) if cell.isdecimal() else cell for cell in row] for row in rows)
    assert plain(typed) == in_sparql(question, built)


def _runs(script: str) -> bool:
    return (
        subprocess.run(["Rscript", "-e", script], capture_output=True, check=False).returncode == 0
    )


def test_the_page_says_what_each_column_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    described = HEADING + "\n".join(_sections())
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        PAGE.write_text(text.split(HEADING)[0] + described, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8").endswith(described)


def _sections() -> Iterator[str]:
    for name, table in sorted(tables.asked().items()):
        yield _section(name, table.summary, table.columns)
    yield _section(tables.CLAIMS, "One row for each claim of a source.", claimed.COLUMNS)


def _section(name: str, summary: str, columns: Iterable[Column]) -> str:
    lines = [f"### {name}", "", summary, "", "| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{one.name}` | {one.type} | {one.description} |" for one in columns]
    return "\n".join([*lines, ""])
