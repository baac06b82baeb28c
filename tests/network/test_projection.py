"""The network of cities for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import twingraph
from support import small
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        ("[1961..1962]", "1985", "[1961..1962]"),
        ("1985", "[1961..1962]", "[1961..1962]"),
        ("1973/", "2001", "1973/"),
        ("1961", "", "1961"),
        ("", "1985", "1985"),
        ("", "", ""),
    ],
)
def test_a_partnership_starts_with_the_phase_that_begins_first(
    tmp_path: Path, first: str, second: str, start: str
) -> None:
    content = small.data()
    content["partnerships.csv"][0]["start"] = first
    content["partnerships.csv"].append(
        {
            "partnership": "alpha--beta",
            "phase": "2",
            "status": "active",
            "start": second,
            "source": "page",
        }
    )
    build.build([small.write(tmp_path / "tables", content)], tmp_path / "build")
    network = twingraph.open(tmp_path / "build").network()

    assert network.edges["alpha", "beta", "alpha--beta"]["start"] == start
