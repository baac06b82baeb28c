"""Somebody's own table, in and out: no row, no column and no order is lost."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small
from twingraph.core.csvfile import Dialect
from twingraph.core.errors import CannotError
from twingraph.places import sheet
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.matching import Linkage, link
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=8
) | st.sampled_from(["Alpha", "Gamma", "", "Q1"])


@given(
    header=st.lists(cells, max_size=4),
    rows=st.lists(st.lists(cells, min_size=5, max_size=5), max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    marked=st.booleans(),
)
def test_no_row_no_column_and_no_order_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    header: list[str],
    rows: list[list[str]],
    delimiter: str,
    marked: bool,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    gazetteer = Gazetteer(read_tables([small.write(folder / "small", small.data())]))
    header = ["place name", *header]
    width = len(header)
    form = Dialect("utf-8-sig" if marked else "utf-8", delimiter)
    table = sheet.UserSheet("any.csv", header, [row[:width] for row in rows], form)
    mentions = sheet.mentions(table, {"name": 0})
    linkages = link(mentions, gazetteer)
    written = sheet.write(table, linkages)
    text = io.StringIO(written.decode("utf-8-sig" if marked else "utf-8"), newline="")
    back = list(csv.reader(text, delimiter=delimiter, strict=True))
    assert [row[:width] for row in back] == [table.header, *table.rows]
    assert {len(row) for row in back} == {width + len(sheet.ADDED)}
    for row, found in zip(back[1:], linkages, strict=True):
        assert row[width] == (found.match.place.id if found.match else "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_table_is_read_as_it_was_written(tmp_path: Path, delimiter: str, start: bytes) -> None:
    lines = [["x, y", "City"], ["1", "Alpha"], ["", "a\nb"], ["", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    file = tmp_path / "table.csv"
    file.write_bytes(start + text.getvalue().encode() + b"\r\n")
    table = sheet.read(file)
    assert (table.header, table.form.delimiter) == (lines[0], delimiter)
    assert table.rows == [*lines[1:], ["", ""]]
    assert sheet.write(table, [Linkage()] * 4).startswith(start)


def test_columns_that_are_there_already_stay() -> None:
    assert sheet.added(["ID", "name", "score", "score_2"]) == [
        "id_2",
        "wikidata",
        "label",
        "score_3",
        "candidates",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="No such file"):
        sheet.read(tmp_path / "none.csv")
