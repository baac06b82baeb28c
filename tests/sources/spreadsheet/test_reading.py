"""Rows that cannot be used, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.listing import (
    PLAIN,
    fetched,
    mapped,
    members,
    row,
    write_csv,
)
from twingraph.core.errors import InputError
from twingraph.sources.spreadsheet import tables
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables import layout, rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer


def test_a_pattern_that_takes_exponential_time_is_refused(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    text = PLAIN.replace("[b]", "[[a.pattern]]\nmatch = '(?P<name>(?:a|aa)+)c'\n[b]")
    file = write_csv(tmp_path / "list.csv", [row("a" * 60 + "!")])
    with pytest.raises(InputError, match=r"takes too long for the name .*; make it simpler"):
        write_tables([file], mapped(tmp_path, text), tmp_path / "out", gazetteer)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (row(""), "no name"),
        (row(" \u200b\u00a0"), "no name"),
        (row("???"), "a name without a letter"),
        (row("x" * 201), "a name of more than 200 characters"),
        (row("=HYPERLINK()"), "a formula or a spreadsheet error instead of a name"),
        (row("#REF!"), "a formula or a spreadsheet error instead of a name"),
        (row("Anna", "ANNA"), "a place twinned with itself"),
    ],
)
def test_a_row_that_is_skipped(
    cells: dict[str, str], reason: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    manifest = fetched(tmp_path, gazetteer, cells, row())
    assert manifest["skipped"] == {reason: 1}
    assert members(tmp_path) == ["anna-de--berta-de"]


def test_what_is_left_out_is_listed_with_file_row_and_column(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [row(since="soon"), row(""), row(a_lat="91", a_long="8"), row("x" * 40_000)]
    fetched(tmp_path, gazetteer, *rows)
    listed = (tmp_path / "out" / "left-out.tsv").read_text("utf-8").splitlines()
    assert listed == [
        "file\trow\tcolumn\treason\tdetail",
        "list.csv\t2\tsince\ta date that cannot be read\tsoon",
        "list.csv\t3\t\tno name\t",
        "list.csv\t4\t\tthe same as another row\t",
        "list.csv\t4\ta_lat\ta position that does not exist\t91, 8",
        "list.csv\t5\t\ta cell of more than 32,767 characters\t",
    ]


def test_a_row_that_build_would_refuse_is_left_out(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_carla(cells: Mapping[str, str], table: layout.Table) -> rules.Breach | None:
        named = table.file == "names.csv" and cells["name"] == "Carla"
        return rules.Breach("a-rule", "is called Carla", "name") if named else None

    monkeypatch.setattr(tables, "refusal", refuse_carla)
    manifest = fetched(tmp_path, gazetteer, row(), row("Carla"))
    assert manifest["skipped"] == {"a-rule (names.csv)": 1}
    assert members(tmp_path) == ["anna-de--berta-de"]
    assert "list.csv\t3\t\ta-rule (names.csv)\tname: is called Carla\n" in (
        tmp_path / "out" / "left-out.tsv"
    ).read_text("utf-8")


def test_two_files_of_one_name_are_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    files = [tmp_path / folder / "list.csv" for folder in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        write_csv(file, [row()])
    with pytest.raises(InputError, match=r"two files are called list\.csv"):
        write_tables(files, mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)
