"""The cities that a command knows, from folders of tables or from the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer


def read(folders: tuple[Path, ...], *, geonames: bool = False) -> Gazetteer:
    """Return the known cities.

    Args:
        folders: Folders of tables; without any, the dataset that comes with twingraph.
        geonames: Whether to add the places of GeoNames.

    Raises:
        CannotError: A folder cannot be read, or GeoNames is not installed.
        InputError: A table cannot be read, or decisions contradict each other.
    """
    from twingraph.core import resources
    from twingraph.core.errors import InputError
    from twingraph.places import decisions
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.places.geonames import add_geonames
    from twingraph.tables.rows import read_tables

    tables = read_tables(folders or (resources.folder("data"),))
    if not tables.complete:
        raise InputError("the tables cannot be read; nothing was written", tables.findings)
    gazetteer = Gazetteer(tables)
    if geonames:
        add_geonames(gazetteer)
    decisions.decide(tables.of(decisions.DECISIONS), gazetteer)
    return gazetteer
