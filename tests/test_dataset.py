"""The graph for Python."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from twingraph import open as open_dataset

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_and_days_from_python(built: Path) -> None:
    graph = open_dataset(built)
    found = list(graph.query("most-connected", least=9))
    assert found
    assert found == list(graph.query("most-connected", least="9"))
    assert list(graph.query("longest", day=dt.date(2020, 1, 1)))
