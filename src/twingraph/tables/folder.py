"""Folders of tables that were made from other people's data: their files and their manifest.

All importers write their tables the same way, so that ``build`` reads them like any other tables
and a person finds the same numbers in the same place.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core import manifest as manifests
from twingraph.core import resources
from twingraph.core.errors import CannotError, InputError
from twingraph.core.files import replacing
from twingraph.tables import layout, leftout
from twingraph.tables.rows import Row, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from twingraph.tables.leftout import LeftOut

Cells = dict[str, str]


def write_folder(
    output: Path,
    made: Mapping[str, Iterable[Cells]],
    manifest: Mapping[str, Any],
    left_out: LeftOut,
) -> dict[str, Any]:
    """Write tables, the list of what was left out, and the manifest.

    Args:
        output: Folder to write; it is made.
        made: Rows of each table, by its name; columns that a row does not name are empty.
        manifest: Content of the manifest besides counts and files.
        left_out: The rows and statements that are in none of the tables.

    Returns:
        The manifest, with the counts of what was left out, and size and SHA-256 of every file.

    Raises:
        CannotError: The folder cannot be made, or a file cannot be written.
        InputError: The folder holds tables of another origin.
    """
    _make(output)
    manifests.write_unfinished(output, "tables")
    files = {name: _write(output / name, _csv(name, rows)) for name, rows in made.items()}
    files[leftout.LIST] = _write(output / leftout.LIST, left_out.listing())
    content = {**manifest, "left_out": left_out.counts(), "files": files}
    return manifests.write(output, "tables", content)


def _write(file: Path, data: bytes) -> dict[str, Any]:
    """Write a file and describe it."""
    with replacing(file) as opened:
        opened.write(data)
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _make(output: Path) -> None:
    """Make a folder; refuse one that holds a person's own tables."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotError(f"{output} cannot be made: {error.strerror}") from error
    refuse_foreign(output)


def refuse_foreign(output: Path) -> None:
    """Raise an error if a folder holds tables that a person made.

    Raises:
        InputError: The folder has tables, and no manifest of a fetch.
    """
    manifest = manifests.read(output)
    if any(output.glob("*.csv")) and (manifest is None or manifest.kind != "tables"):
        raise InputError(f"{output} contains tables that were not fetched; choose another folder")


def _csv(name: str, rows: Iterable[Cells]) -> bytes:
    table = layout.load().tables[name]
    empty = dict.fromkeys(table.header, "")
    return write_table((Row("", "", name, 0, empty | cells) for cells in rows), table)


def shipped(name: str) -> list[Cells]:
    """Read a table of the dataset that comes with twingraph."""
    rows, _ = read_table(resources.folder("data") / name, layout.load().tables[name])
    return [row.cells for row in rows]


@cache
def kind_words(language: str) -> dict[str, str]:
    """Return the kind that each word of a language means, by ``data/kinds.csv``."""
    rows = shipped("kinds.csv")
    return {row["word"]: row["kind"] for row in rows if row["language"] == language}


def known_states(states: Iterable[str]) -> list[Cells]:
    """Return the rows of states in ``data/states.csv``: an importer takes them over.

    Their predecessors come along, because where a city has lain follows from whether its state has
    any. Rows of sources that are about a city, or were written in one, are left out: the importer
    need not have that city. A state that the table does not have has no rows.

    Args:
        states: Ids of states.
    """
    local = {row["source"] for row in shipped("sources.csv") if row["city"] or row["place"]}
    rows = [row for row in shipped("states.csv") if row["source"] not in local]
    predecessors = layout.load().tables["states.csv"].column("predecessors")
    wanted, found = set(states), set[str]()
    while wanted - found:
        found |= wanted
        wanted = {
            before
            for row in rows
            if row["state"] in found
            for before in predecessors.values(row["predecessors"])
        }
    return [row for row in rows if row["state"] in found]


def european() -> frozenset[str]:
    """Return the codes of the countries that count as European, by ``data/states.csv``."""
    return frozenset(row["state"] for row in shipped("states.csv") if row["region"] == "europe")
