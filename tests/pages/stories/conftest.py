"""What the tests of the stories need: the curated dataset, and what an atlas of it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.curated import column
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(built: Path) -> EmbeddedStore:
    return EmbeddedStore.open(built / "store")


@pytest.fixture(scope="module")
def known(store: EmbeddedStore) -> dict[str, set[str]]:
    """The ids that an atlas of the whole dataset shows."""
    partners = "?partnership tg:member ?thing"
    patterns = {
        "city": partners,
        "partnership": "?thing tg:member ?member",
        "country": "?partnership tg:member/tg:country ?thing",
        "kind": "?partnership tg:kind ?thing",
        "status": "?phase tg:status ?thing",
        "field": "?engagement tg:field ?thing",
        "network": "?membership org:organization ?thing",
    }
    found = {kind: column(store, pattern) for kind, pattern in patterns.items()}
    found["country"] = {state.upper() for state in found["country"]}
    for kind in ("kind", "status", "field"):
        found[kind] = {concept.removeprefix(f"{kind}-") for concept in found[kind]}
    return found
