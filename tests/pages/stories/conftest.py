"""What the tests of the stories need: the curated dataset, and what an atlas of it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.pages.atlas import ask, tours
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(built: Path) -> EmbeddedStore:
    return EmbeddedStore.open(built / "store")


@pytest.fixture(scope="module")
def known(store: EmbeddedStore) -> dict[str, set[str]]:
    """The ids that an atlas of the whole dataset shows."""
    return tours.known(ask.atlas(store, "en"))
