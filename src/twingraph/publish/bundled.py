"""The dataset that comes with twingraph, as a store and a canonical file in the user's cache.

Each is made when it is first asked for, in a few seconds. Their folder is named after everything
that they are made from, so another version never reads it, and it may be deleted at any time.
Folders that nobody has used for a week are removed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from twingraph.core import resources
from twingraph.core.version import __version__
from twingraph.publish import cached
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import NQUADS, STATEMENTS, TRIPLES
from twingraph.store.worker import UNLIMITED, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from twingraph.claims.knowledge import Knowledge

STORE = "store"

_PREFIX = "dataset-"


def place() -> Path:
    """Return the folder of the dataset in the user's cache, whether it is there or not."""
    import platformdirs

    return platformdirs.user_cache_path("twingraph") / f"{_PREFIX}{__version__}-{_key()}"


def opened(limits: Limits = UNLIMITED) -> tuple[EmbeddedStore, Path | None]:
    """Open the dataset that comes with twingraph; make its store if that is not there yet.

    Args:
        limits: Limits of each query.

    Returns:
        The store, and the folder in which it is kept; None if it cannot be kept there, so that it
        is in memory.
    """
    try:
        folder = _kept()
    except OSError:
        return EmbeddedStore.of(_triples(), limits), None
    return EmbeddedStore.open(folder / STORE, limits), folder


@contextmanager
def canonical_file() -> Iterator[tuple[Path, Path | None]]:
    """Yield the canonical file of the dataset; make it if it is not there yet.

    Yields:
        The file, and the folder in which it is kept; None if it cannot be kept there, so that it
        goes afterwards.
    """
    try:
        folder = _kept()
        if not (folder / NQUADS).is_file():
            with tempfile.TemporaryDirectory(dir=folder) as staging:
                _canonical(Path(staging)).replace(folder / NQUADS)
    except OSError:
        with tempfile.TemporaryDirectory() as staging:
            yield _canonical(Path(staging)), None
        return
    yield folder / NQUADS, folder


def knowledge() -> Knowledge:
    """Return the ranked claims of the dataset that comes with twingraph."""
    from twingraph.publish import build  # a store that is there is opened without these modules

    return build.gather([resources.folder("data")])[0]


def _kept() -> Path:
    """Return the folder in the cache with its store, which nobody removes while this process runs.

    Raises:
        OSError: The cache cannot be written.
    """
    folder = place()
    if not cached.hold(folder):
        _make(folder)
        if not cached.hold(folder):
            raise OSError
    cached.remove_old(folder, _PREFIX)
    return folder


def _key() -> str:
    """Return a hash of what the store is made from: the data, the ontology and the program.

    Sizes and times of the files stand for their contents, which would take longer to read than
    most questions to answer.
    """
    program = Path(__file__).parents[1]
    roots = {program: "*.py", resources.folder("data"): "*", resources.folder("ontology"): "*"}
    found = hashlib.sha256()
    for root, pattern in roots.items():
        for file in sorted(root.rglob(pattern)):
            told = file.stat()
            name = file.relative_to(root)
            found.update(f"{name}\0{told.st_size}\0{told.st_mtime_ns}\0".encode())
    return found.hexdigest()[:16]


def _triples() -> Iterator[ox.Triple]:
    from twingraph.claims import rdf

    return (quad.triple for quad in rdf.quads(knowledge()))


def _canonical(folder: Path) -> Path:
    """Write the canonical file into a folder, and return where it is."""
    from twingraph.claims import rdf
    from twingraph.publish import canonical

    known = knowledge()
    files = (folder / NQUADS, folder / TRIPLES, folder / STATEMENTS)
    canonical.write(rdf.statements(known), rdf.claims(known), *files)
    return folder / NQUADS


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
        (staging / cached.MARK).touch()
        with suppress(OSError):
            staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
