"""What importers take over from the dataset that comes with twingraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.tables.folder import known_states, shipped, write_folder
from twingraph.tables.leftout import LeftOut
from twingraph.validate.inputs import inspect

if TYPE_CHECKING:
    from pathlib import Path


def test_a_state_can_be_taken_over_alone(tmp_path: Path) -> None:
    rows = known_states(["de"])
    cited = {row["source"] for row in rows}
    sources = [row for row in shipped("sources.csv") if row["source"] in cited]
    made = {"states.csv": rows, "sources.csv": sources}
    write_folder(tmp_path / "w", made, {"source": "A list"}, LeftOut(("file", "row", "column")))

    found = inspect([tmp_path / "w"])
    assert {row["state"] for row in rows} == {"de", "east-germany"}
    assert [str(finding) for finding in found if finding.severity == "error"] == []
