"""What an importer leaves out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.tables.folder import write_folder
from twingraph.tables.leftout import LIST, LeftOut

if TYPE_CHECKING:
    from pathlib import Path


def some() -> LeftOut:
    found = LeftOut(("file", "row"))
    found.add(("b.csv", "3"), "a date that cannot be read", '"soon"')
    found.add(("a.csv", "2"), "a date that cannot be read", '"later"')
    found.add(("a.csv", "2"), "an empty name")
    found.add(("a.csv", "2"), "an empty name")
    return found


def test_the_same_thing_counts_once_and_the_commonest_reason_comes_first() -> None:
    assert list(some().counts().items()) == [
        ("a date that cannot be read", 2),
        ("an empty name", 1),
    ]


def test_the_list_is_in_the_order_of_the_places() -> None:
    assert some().listing().decode() == (
        "file\trow\treason\tdetail\n"
        'a.csv\t2\ta date that cannot be read\t"""later"""\n'
        "a.csv\t2\tan empty name\t\n"
        'b.csv\t3\ta date that cannot be read\t"""soon"""\n'
    )


@given(st.text(), st.text())
def test_a_place_or_detail_of_any_form_is_one_line_of_the_list(place: str, detail: str) -> None:
    found = LeftOut(("file",))
    found.add((place,), "wrong", detail)
    lines = list(csv.reader(io.StringIO(found.listing().decode(), newline=""), "excel-tab"))
    assert len(lines) == 2
    assert lines[1][1] == "wrong"


def test_the_list_stands_beside_the_tables_and_its_counts_in_the_manifest(tmp_path: Path) -> None:
    manifest = write_folder(tmp_path, {"kinds.csv": []}, {}, some())
    assert manifest["left_out"] == some().counts()
    assert json.loads((tmp_path / "manifest.json").read_bytes()) == manifest
    assert (tmp_path / LIST).read_bytes() == some().listing()
    assert manifest["files"][LIST]["bytes"] == len(some().listing())


@pytest.mark.parametrize("found", [LeftOut(("file",)), some()])
def test_it_is_true_if_something_was_left_out(found: LeftOut) -> None:
    assert bool(found) == bool(found.counts())
