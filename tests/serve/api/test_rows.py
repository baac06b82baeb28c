"""The rows of the API are those of the files for counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from twingraph.columns import tables
from twingraph.core.errors import QueryError
from twingraph.serve.api import requests, resources, rows
from twingraph.serve.api.requests import Wanted
from twingraph.serve.api.rows import Row
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import Store


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return BuildFolder.open(built).store()


def of_file(built: Path, name: str) -> list[dict[str, Any]]:
    frame = pd.read_parquet(built / "columns" / f"{name}.parquet", dtype_backend="pyarrow")
    plain = frame.astype(object)
    found = plain.where(plain.notna(), None).to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in found]


@pytest.mark.parametrize("name", sorted(tables.asked()))
def test_a_table_has_the_rows_of_its_file_in_their_order(
    name: str, built: Path, store: Store
) -> None:
    things = rows.things(store, name)
    found = [row.cells for row in rows.about(store, name, things)]
    assert found == of_file(built, name)


@pytest.mark.parametrize("given", [{"about": "partnership/krakow--leipzig"}, {"source": "cldr"}])
def test_claims_are_those_of_the_file(given: dict[str, str], built: Path, store: Store) -> None:
    known = {row["claim"]: row for row in of_file(built, "claims")}
    found = rows.told(store, "claims", rows.chosen(store, "claims", given))
    assert len(found) > 10
    for row in found:
        assert row.cells == known[row.cells["claim"]]


def test_claims_of_a_source_about_a_thing_are_both(store: Store) -> None:
    both = {"about": "partnership/krakow--leipzig", "source": "press-release-2024"}
    found = rows.told(store, "claims", rows.chosen(store, "claims", both))
    assert {row.cells["source"] for row in found} == {"press-release-2024"}
    assert len(found) < len(rows.chosen(store, "claims", {"source": "press-release-2024"}))


def test_more_claims_than_one_answer_can_have_are_refused_with_a_way_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_CHOSEN", 3)
    with pytest.raises(QueryError, match=r"columns/claims\.parquet"):
        rows.chosen(store, "claims", {"source": "cldr"})


def test_rows_that_are_equal_in_what_they_are_sorted_by_keep_their_order() -> None:
    found = [Row(str(n), {"a": n % 2, "b": n}) for n in range(6)]
    wanted = Wanted(sort=(("a", True),), limit=10)
    assert [row.cells["b"] for row in rows.page(found, wanted, None).rows] == [1, 3, 5, 0, 2, 4]


def test_a_request_without_parameters_wants_the_first_hundred_rows() -> None:
    wanted = requests.read([], resources.known()["cities"])
    assert (wanted.limit, wanted.offset, wanted.language, wanted.sort) == (100, 0, "en", ())


def test_a_column_sorts_once_however_often_it_is_named() -> None:
    cities = resources.known()["cities"]
    wanted = requests.read([("sort", ",".join(["-name", "name", "city"] * 1000))], cities)
    assert wanted.sort == (("name", True), ("city", False))
