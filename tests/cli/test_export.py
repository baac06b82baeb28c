"""``twingraph export``: which format it writes, and where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.publish import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


@pytest.mark.parametrize(
    ("file", "format_"),
    [
        ("graph.ttl", "turtle"),
        ("graph.nq", "nquads"),
        ("graph.nt", "ntriples"),
        ("graph.jsonld", "jsonld"),
        ("graph.rdf", "rdfxml"),
        ("graph.trig", "trig"),
        ("graph", "turtle"),
    ],
)
def test_an_export_is_what_its_ending_says(
    file: str, format_: str, tmp_path: Path, run: Callable[..., Run]
) -> None:
    build.build([small.write(tmp_path / "tables", small.data())], tmp_path / "build")
    assert run("export", "-o", file).returncode == 0
    assert Path(file).read_text("utf-8") == run("export", "--format", format_).stdout


def test_a_full_disk_behind_standard_output(built: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "twingraph", "export", "-b", built],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "standard output cannot be written" in done.stderr
