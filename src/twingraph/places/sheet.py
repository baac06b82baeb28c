"""Somebody's own table, read to be matched, and written with the matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core import csvfile, files
from twingraph.core.errors import InputError
from twingraph.core.geo import position
from twingraph.core.text import clean
from twingraph.places.matching import Mention
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from twingraph.places.matching import Linkage

ADDED = ("id", "wikidata", "label", "score", "candidates")
COLUMNS = {
    "name": ("name", "city", "town", "place", "label", "stadt", "ort", "ville", "miasto"),
    "country": ("country", "countrylabel", "land", "staat", "pays", "kraj"),
    "wikidata": ("wikidata", "qid", "item"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
}


@dataclass(frozen=True, slots=True)
class UserSheet:
    """Somebody's own table, cell for cell.

    Attributes:
        file: The file as the user named it.
        header: Names of the columns, as they are; two may be equal.
        rows: Cells of each row below the header.
        form: How the file is written.
    """

    file: str
    header: list[str]
    rows: list[list[str]]
    form: csvfile.Dialect

    def column(self, kind: str, name: str | None) -> int | None:
        """Find a column by its name or, without one, by the usual names of its kind.

        Args:
            kind: A key of ``COLUMNS``.
            name: The name in the header; None if the user gave none.

        Returns:
            The position of the column, from 0; None if no name was given and no usual one is there.

        Raises:
            InputError: No column has that name, or two have it.
        """
        if name is None:
            there = {clean(title).casefold() for title in self.header}
            name = next((title for title in COLUMNS[kind] if title in there), None)
            if name is None:
                return None
        exact = [place for place, title in enumerate(self.header) if title == name]
        positions = exact or [
            place
            for place, title in enumerate(self.header)
            if clean(title).casefold() == clean(name).casefold()
        ]
        if len(positions) == 1:
            return positions[0]
        what = f"{len(positions)} columns are called" if positions else "no column is called"
        there_are = ", ".join(self.header)
        raise InputError(f'{self.file}: {what} "{name}"; the columns are: {there_are}')


def read(path: Path) -> UserSheet:
    """Read a table, in any of the forms that spreadsheets write.

    A line without any cell is a row of empty cells, so that rows keep their numbers.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It is empty, not text, not CSV, or has rows of other lengths than its header.
    """
    usual = [title for titles in COLUMNS.values() for title in titles]
    sheet = csvfile.parse(files.read(path), str(path), titles=usual)
    rows = []
    for number, cells in sheet.rows():
        if miscounted := sheet.miscounted(number, cells):
            sheet.findings.append(miscounted)
        rows.append(cells or [""] * len(sheet.header))
    sheet.refuse_mistakes()
    return UserSheet(sheet.file, sheet.header, rows, sheet.form)


def find_columns(sheet: UserSheet, given: Mapping[str, str | None]) -> dict[str, int]:
    """Find the columns to read.

    Args:
        sheet: The table.
        given: Name of the column for a key of ``COLUMNS``; None where the usual ones will do.

    Returns:
        Positions of the columns that exist, by the keys of ``COLUMNS``.

    Raises:
        InputError: A column is missing or ambiguous.
    """
    positions = {kind: sheet.column(kind, given.get(kind)) for kind in COLUMNS}
    if positions["name"] is None:
        usual = ", ".join(COLUMNS["name"])
        there = ", ".join(sheet.header)
        text = f"no column is called {usual}; choose one with --name"
        raise InputError(f"{sheet.file}: {text}: {there}")
    return {kind: place for kind, place in positions.items() if place is not None}


def mentions(sheet: UserSheet, places: Mapping[str, int], source: str = "") -> list[Mention]:
    """Return the city that each row names.

    Args:
        sheet: The table.
        places: Positions of the columns, from `find_columns`.
        source: Id of the source that the table is; empty if it is none that is known.
    """
    return [
        _mention({kind: clean(row[place]) for kind, place in places.items()}, source)
        for row in sheet.rows
    ]


def _mention(cells: Mapping[str, str], source: str) -> Mention:
    return Mention(
        cells["name"],
        cells.get("country", ""),
        cells.get("wikidata", ""),
        position(cells.get("latitude", ""), cells.get("longitude", "")),
        source,
    )


def added(header: Iterable[str]) -> list[str]:
    """Return the names of the columns that are added; a name that is taken gets a number."""
    taken = {clean(title).casefold() for title in header}
    numbers = ["", *(f"_{number}" for number in range(2, len(taken) + 3))]
    return [
        next(name + number for number in numbers if name + number not in taken) for name in ADDED
    ]


def write(sheet: UserSheet, linkages: Iterable[Linkage]) -> bytes:
    """Write the table as it is, with the matches added on the right.

    Args:
        sheet: The table.
        linkages: What the name in each row means or may mean.

    Returns:
        The bytes of the file, in the form in which it was read.
    """
    table = [[*sheet.header, *added(sheet.header)]]
    table += [[*row, *_cells(one)] for row, one in zip(sheet.rows, linkages, strict=True)]
    return csvfile.write(table, sheet.form)


def _cells(linkage: Linkage) -> Iterator[str]:
    place = linkage.match.place if linkage.match else None
    yield from (place.id, place.wikidata, place.label) if place else ("", "", "")
    yield "" if linkage.score is None else str(linkage.score)
    yield layout.joined(candidate.place.id for candidate in linkage.candidates)
