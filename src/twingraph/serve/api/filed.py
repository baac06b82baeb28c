"""The rows of the tables of the API as a build has them in files.

To read a file takes a twentieth of the time in which the store answers for the same rows.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from twingraph.columns import parquet, tables
from twingraph.core.errors import CannotError
from twingraph.core.terms import thing
from twingraph.serve.api.resources import known
from twingraph.serve.api.rows import Row
from twingraph.store.folder import COLUMNS, NQUADS, BuildFolder

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import Store


def rows(_store: Store, table: str, folder: Path, key: str) -> list[Row] | None:
    """Return all rows of a table, with names in English.

    Args:
        table: Name of a table without choices.
        folder: Folder of the build.
        key: Hash of the build that is served.

    Returns:
        The rows, equal to those that the store has; None if there is no whole file of them, as
        beside the dataset that comes with twingraph, or if another build lies there by now.
    """
    data = _data(tables.file_name(table), folder, key)
    if data is None:
        return None
    resource = known()[table]
    found = parquet.read(BytesIO(data))
    return [Row(thing(*resource.place.format_map(cells).split("/", 1)), cells) for cells in found]


def _data(file: str, folder: Path, key: str) -> bytes | None:
    try:
        # Before the manifest: if another build takes the place of this one in between, they differ.
        data = (folder / COLUMNS / file).read_bytes()
        manifest = BuildFolder.open(folder).manifest
        of_build = manifest.digest(NQUADS), manifest.digest(f"{COLUMNS}/{file}")
    except (OSError, CannotError):
        return None
    return data if of_build == (key, sha256(data).hexdigest()) else None
