"""Two items for one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.fetched import CITY, MUNICIPALITY, TOWN, fetched, place, rows, said
from twingraph.places.reconcile import reconcile
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.tables import write_tables
from twingraph.tables.rows import read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.sources.wikidata.model import Item


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (place("Q800", "Aix", classes=(MUNICIPALITY,)), True),
        (place("Q800", "Aix", classes=(CITY,)), False),  # of one level: two places
        (place("Q800", "Aix", classes=()), False),  # nobody knows the level
        (place("Q800", "Aax", classes=(MUNICIPALITY,)), False),  # another name
        (place("Q800", "Aix", "Q36", classes=(MUNICIPALITY,)), False),  # another country
        (place("Q800", "Aix", classes=(MUNICIPALITY,), latitude="51.5"), False),  # too far
    ],
)
def test_a_town_and_its_municipality_are_one_place(
    tmp_path: Path, other: Item, *, found: bool
) -> None:
    twinnings = [said("Q900", "Q31487", start="1970"), said("Q800", "Q31487", start="1970-05")]
    manifest = write_tables(fetched(twinnings, TOWN, other), tmp_path, Scope())
    assert manifest["duplicates"] == found
    same = [(row["city"], row["same_as"]) for row in rows(tmp_path, "same-as.csv")]
    assert same == ([("q800", "q900")] if found else [])
    read = reconcile(read_tables([tmp_path]))
    assert [f for f in check_tables(read) if f.severity == "error"] == []
    pairs = {row.cells["partnership"] for row in read.of("partnerships.csv")}
    assert len(pairs) == (1 if found else 2)
