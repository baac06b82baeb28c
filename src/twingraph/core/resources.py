"""Location of what comes with twingraph: ontology, queries, stories, publications, data and pages.

In a wheel they lie inside the package; in a checkout they are the folders that a reader of
the repository sees.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parents[1]


def folder(
    name: Literal["data", "docs", "ontology", "publications", "queries", "stories"],
) -> Path:
    """Return the path of one of the folders that come with twingraph."""
    installed = _PACKAGE / "resources" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
