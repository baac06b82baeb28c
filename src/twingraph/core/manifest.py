"""The manifest of a folder that twingraph wrote: the kind of the folder, and its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from twingraph.core.errors import CannotError
from twingraph.core.files import replacing
from twingraph.core.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "manifest.json"

Kind = Literal["build", "site", "tables"]
# What a run leaves in a folder until all of it is written.
_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of a folder's manifest.

    Attributes:
        folder: The folder.
        kind: "build", "site", or "tables" for the tables of a fetch.
        unfinished: Whether the run that wrote the folder never ended.
        content: The whole content.
    """

    folder: Path
    kind: str
    unfinished: bool
    content: Mapping[str, Any]

    def names(self) -> set[str]:
        """Return the names of the files that the folder holds, and of the manifest itself."""
        files = self.content.get("files")
        return {*files, FILE} if isinstance(files, dict) else {FILE}

    def file(self, name: str) -> Path:
        """Return the path of a file, if it still has the size with which it was written.

        Raises:
            CannotError: It is missing, cut off, or not in the manifest.
        """
        path = self.folder / name
        try:
            expected, found = int(self.content["files"][name]["bytes"]), path.stat().st_size
        except OSError as error:
            raise CannotError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self.folder / FILE} does not describe {name}; {self._again}"
            raise CannotError(message) from error
        if found != expected:
            message = f"{path} has {counted(found, 'byte')}; {expected:,} were written"
            raise CannotError(f"{message}; {self._again}")
        return path

    @property
    def _again(self) -> str:
        return "build it again" if self.kind == "build" else "fetch it again"

    def digest(self, name: str) -> str:
        """Return the SHA-256 that a file had when it was written.

        Raises:
            CannotError: The file is missing, cut off, or not in the manifest.
        """
        self.file(name)
        return str(self.content["files"][name].get("sha256", ""))


def read(folder: Path) -> Manifest | None:
    """Read the manifest of a folder.

    Returns:
        The manifest; None if the folder has none, or one that is damaged or that another program
        wrote.

    Raises:
        CannotError: The file exists, but cannot be read.
    """
    path = folder / FILE
    try:
        content = json.loads(path.read_bytes()) if path.is_file() else None
    except OSError as error:
        raise CannotError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    kind, unfinished = content.get("kind"), content.get(_UNFINISHED) is True
    if kind not in get_args(Kind) and not unfinished:
        return None
    return Manifest(folder, str(kind or "tables"), unfinished, content)


def write(folder: Path, kind: Kind, content: Mapping[str, Any]) -> dict[str, Any]:
    """Write a manifest.

    Args:
        folder: The folder that it describes.
        kind: Kind of the folder.
        content: The content besides the kind; ``files`` has size and SHA-256 of each file.

    Returns:
        The whole content.
    """
    said = {"kind": kind, **content}
    with replacing(folder / FILE) as file:
        file.write((json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode())
    return said


def write_unfinished(folder: Path, kind: Kind) -> None:
    """Mark a folder as unfinished until `write` replaces the mark; a run that is cut off leaves it.

    Args:
        folder: The folder that is being written.
        kind: Kind of the folder; until it is finished, the manifest says no more than the mark.
    """
    write(folder, kind, {_UNFINISHED: True})


def refuse_unfinished(folder: Path) -> None:
    """Raise an error if a fetch has not finished writing a folder of tables.

    Raises:
        CannotError: The folder is unfinished; the message says what finishes it.
    """
    manifest = read(folder)
    if manifest and manifest.unfinished:
        raise CannotError(
            f"{folder}: the fetch that wrote these tables did not finish; run it again, with"
            " --resume where it has that option, or delete the folder"
        )


def described(path: Path) -> dict[str, Any]:
    """Return size (bytes) and SHA-256 of a file, as a manifest has them."""
    import hashlib  # only what writes a folder needs it

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}
