"""The files that a build has published."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from twingraph.store.folder import STORE

if TYPE_CHECKING:
    from pathlib import Path

# What "twingraph build" is told so that its pages lead to the same page in other languages.
IN_ALL_LANGUAGES = [f"--lang={language}" for language in ("en", "de", "pl", "uk")]


def published(folder: Path) -> dict[str, str]:
    """Return the hash of every file but those of the store."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != STORE
    }
