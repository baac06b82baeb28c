"""Folders of builds whose store has graphs of its own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core import manifest
from twingraph.store.folder import NQUADS, STORE

if TYPE_CHECKING:
    from pathlib import Path


def build_of(trig: str, folder: Path) -> Path:
    """Make the folder of a build that holds a dataset in TriG; return it."""
    folder.mkdir(exist_ok=True)
    store = ox.Store(str(folder / STORE))
    store.load(trig, format=ox.RdfFormat.TRIG)
    store.flush()
    (folder / NQUADS).write_text(trig)
    manifest.write(folder, "build", {"files": {NQUADS: manifest.described(folder / NQUADS)}})
    return folder
