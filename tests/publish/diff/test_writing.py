"""A difference in words and in tables.

The words for each sort of change stand in ``tests/golden/diff``; rewrite them with
``TWINGRAPH_GOLDEN=write pytest tests/publish/diff/test_writing.py`` and read the difference.
"""

from __future__ import annotations

import csv
import json
import os
from typing import TYPE_CHECKING

import pytest

from support.differences import CASES, GOLDEN, Case, edited
from support.paths import ROOT
from twingraph.publish.diff.changes import Count, Difference
from twingraph.publish.diff.comparing import compare
from twingraph.publish.diff.writing import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("item", CASES.items(), ids=list(CASES))
def test_every_sort_of_change_in_words(item: Case, old_build: Path, tmp_path: Path) -> None:
    name, edit = item
    difference = compare(old_build, edited(tmp_path, edit))
    golden(f"{name}.txt", write(difference, "text"))
    assert bool(difference) == (name != "rows-in-another-order")


@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
def test_many_changes_at_once_are_told_in_each_format(
    format_: str, old_build: Path, changed_build: Path
) -> None:
    golden(f"everything.{format_}", write(compare(old_build, changed_build), format_))


def test_the_documentation_shows_what_is_said() -> None:
    page = ROOT / "docs" / "comparing.md"
    assert (GOLDEN / "everything.text").read_text("utf-8") in page.read_text("utf-8")


def golden(name: str, said: str) -> None:
    file = GOLDEN / name
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(said, "utf-8")
    assert said == file.read_text("utf-8")


def test_tables_and_words_count_the_same(old_build: Path, changed_build: Path) -> None:
    difference = compare(old_build, changed_build)
    rows = list(csv.DictReader(write(difference, "csv").splitlines()))
    records = json.loads(write(difference, "json"))
    assert len(rows) == len(records) == len(difference.changes) + len(difference.tallies)
    for row, record in zip(rows, records, strict=True):
        assert row == dict.fromkeys(row, "") | {name: str(v) for name, v in record.items()}


def test_a_long_list_of_sources_is_cut_in_words_only() -> None:
    tallies = tuple(Count("claims", "added", n, f"source/{n}", f"P {n}") for n in range(1, 31))
    difference = Difference((), tallies)
    told = write(difference, "text").splitlines()
    assert told[0] == "Claims: 465 added"
    assert told[1] == "  P 30: 30 added"
    assert told[-1] == "  and 10 more sources; --format csv lists all"
    assert len(told) == 22
    assert len(json.loads(write(difference, "json"))) == 30
