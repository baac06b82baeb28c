"""A small graph of partnerships with dates and positions, for what follows them through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support import small
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path

POSITIONS = {
    "alpha": ("52.5", "13.4"),
    "beta": ("48.1", "11.6"),
    "gamma-oder": ("52.3", "14.5"),
}


def row(*members: str, phase: str = "1", **cells: str) -> dict[str, str]:
    """Return the cells of a phase of a partnership."""
    return {
        "partnership": "--".join(members),
        "members": "; ".join(members),
        "phase": phase,
        "source": "page",
    } | cells


DATED = (
    row("alpha", "beta", status="active", start="1962-05-14"),
    row("alpha", "gamma-oder", status="active", start="1973", end="2016"),
    row("alpha", "gamma-oder", phase="2", status="ended", start="2016"),
    row("beta", "gamma-main", status="active", start="1990~"),
    row("beta", "gamma-oder", status="active"),
)


def built(folder: Path, *rows: dict[str, str]) -> Path:
    """Build the small dataset with these partnerships, and return the folder of the build."""
    content: dict[str, Any] = small.data() | {"partnerships.csv": list(rows)}
    for city in content["cities.csv"]:
        if city["city"] in POSITIONS:
            city["latitude"], city["longitude"] = POSITIONS[city["city"]]
    build.build([small.write(folder / "tables", content)], folder / "build")
    return folder / "build"
