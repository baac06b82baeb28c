"""The graph for Python."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import twingraph
from twingraph import open as open_dataset
from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_and_days_from_python(built: Path) -> None:
    graph = open_dataset(built)
    found = list(graph.query("most-connected", least=9))
    assert found
    assert found == list(graph.query("most-connected", least="9"))
    assert list(graph.query("longest", day=dt.date(2020, 1, 1)))


def test_the_package_names_what_it_has_for_users() -> None:
    assert {"Dataset", "connect", "open"} <= set(dir(twingraph))


def test_a_query_from_python_is_given_up_at_its_limit(built: Path) -> None:
    graph = open_dataset(built, timeout=0.2)
    with pytest.raises(CannotError, match=r"stopped at its limit of 0\.2 seconds"):
        # It hands over rows, so it ends soon after nobody waits any more.
        graph.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
