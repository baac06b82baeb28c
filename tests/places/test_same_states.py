"""One state, one id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import Tables, read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from pathlib import Path


def state(name: str, item: str = "") -> small.Cells:
    return {"state": name, "language": "en", "name": name, "wikidata": item, "source": "page"}


def read(folder: Path, *states: small.Cells, country: str = "q183") -> Tables:
    """Read tables in which a city lies in a state that has the number of its item as id."""
    content = small.data()
    content["states.csv"] += states
    content["cities.csv"].append(small.city("q235", "Q235") | {"country": country})
    content["names.csv"].append(small.name("q235", "Monaco"))
    content["affiliations.csv"] = [
        {"affiliation": f"q235--{country}--2", "city": "q235", "state": country, "source": "page"}
    ]
    return reconcile(read_tables([small.write(folder, content)]))


def errors(tables: Tables) -> list[str]:
    return [f.message for f in check_tables(tables) if f.severity == "error"]


def cells(tables: Tables, table: str, column: str) -> set[str]:
    return {row.cells[column] for row in tables.of(table)}


def test_a_state_called_by_its_item_gets_the_id_that_the_dataset_has(tmp_path: Path) -> None:
    united = read(tmp_path, state("q183"))

    assert errors(united) == []
    assert "q183" not in cells(united, "states.csv", "state")
    assert cells(united, "cities.csv", "country") == {"de"}
    assert cells(united, "affiliations.csv", "affiliation") == {"q235--de--2"}


def test_a_state_of_the_tables_comes_before_the_dataset(tmp_path: Path) -> None:
    united = read(tmp_path, state("q183"), state("germany", "Q183"))

    assert errors(united) == []
    assert cells(united, "affiliations.csv", "state") == {"germany"}


def test_a_city_is_no_state_though_they_share_an_item(tmp_path: Path) -> None:
    united = read(tmp_path, state("q235"), country="q235")

    assert errors(united) == []
    assert "q235" in cells(united, "cities.csv", "city")
    assert cells(united, "affiliations.csv", "affiliation") == {"q235--mc--2"}


def test_a_state_that_nobody_knows_keeps_its_number(tmp_path: Path) -> None:
    assert cells(read(tmp_path, state("q7318"), country="q7318"), "states.csv", "state") == {
        "de",
        "q7318",
    }


def test_one_item_of_two_states_is_an_error(tmp_path: Path) -> None:
    united = read(tmp_path, state("germany", "Q183"), state("brd", "Q183"), country="brd")

    assert errors(united) == ['"Q183" is the Wikidata item of several states: brd, germany']
