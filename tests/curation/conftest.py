"""Tables to which something is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.additions import tables_with_phases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tables_with_phases(tmp_path / "data")
