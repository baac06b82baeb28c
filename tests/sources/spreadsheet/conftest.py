"""The cities that are known while lists are fetched."""

from __future__ import annotations

import pytest

from support import small
from twingraph.core import resources
from twingraph.places.gazetteer import Gazetteer
from twingraph.tables.rows import read_tables


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Three known cities, one of them without a position, and all states of the dataset."""
    known = small.write(
        tmp_path_factory.mktemp("known"),
        {
            "cities.csv": [
                {"city": "leipzig", "country": "de", "latitude": "51.34", "longitude": "12.37"},
                {"city": "krakow", "country": "pl", "latitude": "50.06", "longitude": "19.94"},
                {"city": "wroclaw", "country": "pl", "wikidata": "Q1799"},
            ],
            "names.csv": [
                small.name("leipzig", "Leipzig", also="Lipsia"),
                small.name("krakow", "Kraków", also="Krakau"),
                small.name("wroclaw", "Wrocław", formerly="Breslau"),
            ],
        },
    )
    return Gazetteer(read_tables([known, resources.folder("data") / "states.csv"]))
