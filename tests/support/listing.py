"""Somebody's list of partnerships, a mapping of it, and the tables fetched from it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from support.paths import ROOT, SHARED, TESTS
from twingraph.sources.spreadsheet.mapping import read as read_mapping
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.sources.spreadsheet import model


GOLDEN = TESTS / "golden" / "mapping"
MAPPINGS = ROOT / "docs" / "mappings"
REALWORLD = SHARED / "realworld"
# What the dataset has of states may grow without anything being wrong here.
COMPARED = ("cities.csv", "names.csv", "affiliations.csv", "partnerships.csv", "kinds.csv")

SOURCE = """
[source]
id = "list"
title = "A list"
kind = "other"
address = "https://example.org/list"
retrieved = 2026-11-22
"""
PLAIN = (
    SOURCE
    + """
[a]
name = "a"
country = "a_country"
latitude = "a_lat"
longitude = "a_long"

[b]
name = "b"
country = "b_country"
latitude = "b_lat"
longitude = "b_long"

[partnership]
start = "since"
end = "until"
kind = "kind"
language = "fr"
"""
)
HEADER = ["a", "a_country", "a_lat", "a_long", "b", "b_country", "b_lat", "b_long"]
HEADER += ["since", "until", "kind"]


def row(a: str = "Anna", b: str = "Berta", **more: str) -> dict[str, str]:
    """Return the cells of a row: two places in Germany, with the cells that are given."""
    given = {"a": a, "a_country": "de", "b": b, "b_country": "de"} | more
    return dict.fromkeys(HEADER, "") | given


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write a table of such rows."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


def mapped(tmp_path: Path, text: str) -> model.TableMapping:
    """Read a mapping of this text."""
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    return read_mapping(tmp_path / "mapping.toml")


def fetched(
    tmp_path: Path, gazetteer: Gazetteer, *rows: Mapping[str, str], more: str = "", **scope: Any
) -> dict[str, Any]:
    """Fetch a table of these rows into the folder "out"."""
    file = write_csv(tmp_path / "list.csv", rows)
    mapping = mapped(tmp_path, PLAIN + more)
    return write_tables([file], mapping, tmp_path / "out", gazetteer, **scope)


def read(path: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table that was made."""
    return [row.cells for row in read_tables([path / table]).of(table)]


def members(tmp_path: Path) -> list[str]:
    """Return the ids of the partnerships in the folder "out"."""
    return [row["partnership"] for row in read(tmp_path / "out", "partnerships.csv")]
