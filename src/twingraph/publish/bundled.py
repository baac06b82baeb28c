"""The store of the dataset that comes with twingraph, kept in the user's cache.

It is made when it is first asked for, in a few seconds. Its folder is named after everything that
it is made from, so another version never reads it, and it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from twingraph.core import resources
from twingraph.core.version import __version__
from twingraph.store.engine import EmbeddedStore
from twingraph.store.worker import UNLIMITED, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

STORE = "store"


def place() -> Path:
    """Return the folder of the dataset in the user's cache, whether it is there or not."""
    import platformdirs

    return platformdirs.user_cache_path("twingraph") / f"dataset-{__version__}-{_key()}"


def opened(limits: Limits = UNLIMITED) -> tuple[EmbeddedStore, Path | None]:
    """Open the dataset that comes with twingraph; make its store if that is not there yet.

    Args:
        limits: Limits of each query.

    Returns:
        The store, and the folder in which it is kept; None if it cannot be kept there, so that it
        is in memory.
    """
    folder = place()
    try:
        if not folder.is_dir():
            _make(folder)
    except OSError:
        return EmbeddedStore.of(_triples(), limits), None
    return EmbeddedStore.open(folder / STORE, limits), folder


def _key() -> str:
    """Return a hash of what the store is made from: the data, the ontology and the program."""
    found = hashlib.sha256()
    for name in ("data", "ontology"):
        root = resources.folder(name)
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            found.update(f"{file.relative_to(root)}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    program = Path(__file__).parents[1]
    for file in sorted(program.rglob("*.py")):
        found.update(f"{file.relative_to(program)}\0{file.stat().st_mtime_ns}\0".encode())
    return found.hexdigest()[:16]


def _triples() -> Iterator[ox.Triple]:
    # A store that is there is opened without loading the modules that make one.
    from twingraph.claims import rdf
    from twingraph.publish import build

    knowledge, _ = build.gather([resources.folder("data")])
    return (quad.triple for quad in rdf.quads(knowledge))


def _make(folder: Path) -> None:
    """Make the store beside its place, and rename it when it is whole.

    If another run has made it in the meantime, that one stays: both are the same.

    Raises:
        OSError: The cache cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        EmbeddedStore.made(_triples(), staging / STORE)
        with suppress(OSError):
            staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if not folder.is_dir():
        raise OSError
