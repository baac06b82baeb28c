"""The folder of a build: its files, and whether they are whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core import manifest
from twingraph.core.errors import CannotError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.worker import UNLIMITED, Limits

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.manifest import Manifest

FINDINGS = "findings.json"
TURTLE = "twingraph.ttl"
NQUADS = "twingraph.nq"
STORE = "store"
VIEWS = "views"
COLUMNS = "columns"
# What the store and the Turtle file are made from, and what is held against the shapes: they do not
# stay.
TRIPLES = "twingraph.nt"
STATEMENTS = "statements.nt"
# All that a run may leave in the folder.
PARTS = frozenset(
    (FINDINGS, TURTLE, NQUADS, STORE, VIEWS, COLUMNS, TRIPLES, STATEMENTS, manifest.FILE)
)


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The folder of a build.

    Attributes:
        path: Path of the folder.
        manifest: Content of its manifest.
    """

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, path: Path) -> BuildFolder:
        """Open the folder of a build.

        Raises:
            CannotError: There is none; the message names what is there instead.
        """
        if not path.exists():
            raise CannotError(f"{path}: there is no such folder; make a build: twingraph build")
        found = manifest.read(path)
        if found is None and (path / NQUADS).exists():
            what = "manifest.json does not describe the build"
            raise CannotError(f"{path}: {what}; build it again: twingraph build")
        if found is None:
            raise CannotError(f"{path} is not a build; make one with: twingraph build")
        if found.kind == "site":
            raise CannotError(f"{path} is a site; name the build that it was made from")
        if found.kind != "build":
            name = f"{path} contains tables, not a build"
            raise CannotError(f"{name}; build them first: twingraph build {path}")
        return cls(path, found)

    @classmethod
    def is_at(cls, path: Path) -> bool:
        """Whether a path is the folder of a build."""
        found = manifest.read(path) if path.is_dir() else None
        return found is not None and found.kind == "build"

    @property
    def nquads(self) -> Path:
        """The canonical file, if it still has the size with which it was written."""
        return self.manifest.file(NQUADS)

    @property
    def turtle(self) -> Path:
        """The Turtle file, if it still has the size with which it was written."""
        return self.manifest.file(TURTLE)

    def table(self, file: str) -> Path:
        """Return the file of a table for counting, if it still has the size it was written with."""
        return self.manifest.file(f"{COLUMNS}/{file}")

    def store(self, limits: Limits = UNLIMITED) -> EmbeddedStore:
        """Open the store for reading.

        Args:
            limits: What each query may take.

        Raises:
            CannotError: It is missing or damaged.
        """
        return EmbeddedStore.open(self.path / STORE, limits)

    def is_untouched(self) -> bool:
        """Whether the folder holds no other files than those of the build."""
        return self.manifest.names() >= set(published(self.path))


class Latest:
    """The build that is in a folder now; its manifest is read again only when it is another file.

    Args:
        path: Path of the folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._digest = ""

    def digest(self) -> str:
        """Return the SHA-256 of what is in the build.

        Raises:
            CannotError: There is no build in the folder.
        """
        seen = self._look()  # before it is read, so that a change meanwhile is seen the next time
        if seen is None or seen != self._seen:
            self._digest = BuildFolder.open(self._path).manifest.digest(NQUADS)
            self._seen = seen
        return self._digest

    def _look(self) -> tuple[int, int, int] | None:
        try:
            stat = (self._path / manifest.FILE).stat()
        except OSError:  # what is wrong is said when it is read
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


def published(folder: Path) -> list[str]:
    """Return the names of a build's files except the store, whose bytes are not stable."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(name.as_posix() for name in names if name.parts[0] != STORE)
