"""Paths of the repository, the golden files and the files beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
GOLDEN = TESTS / "golden"
ROOT = TESTS.parent
SHARED = Path(os.environ.get("TWINGRAPH_SHARED", ROOT.parent / "shared"))
