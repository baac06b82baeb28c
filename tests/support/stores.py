"""Stores of small datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from twingraph.claims import rdf
from twingraph.publish import build
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


def store_of(folder: Path, content: small.Data) -> EmbeddedStore:
    """Write a dataset into a folder, and return the store of its graph."""
    knowledge, _ = build.gather([small.write(folder, content)])
    return EmbeddedStore.of({quad.triple for quad in rdf.quads(knowledge)})
