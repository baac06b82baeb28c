"""Lines of two builds, walked side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.differences import written
from twingraph.core.errors import CannotError
from twingraph.publish.diff.comparing import compare
from twingraph.publish.diff.lines import ends, walk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "lines",
    [
        ["<b> <p> <o> <g> .", "<a> <p> <o> <g> ."],
        ["<a> <p> <o> <g> .", "<b> <p> <o> <g> .", "<a> <p> <o2> <g> ."],
        ["nonsense"],
        [""],
        ["<a> <p> <g> ."],
        ['<a> <p> "open <g> .'],
    ],
)
def test_lines_that_no_build_has_are_refused(lines: list[str], tmp_path: Path) -> None:
    good, bad = written(tmp_path / "good", []), written(tmp_path / "bad", [])
    content = "".join(f"{line}\n" for line in lines).encode()
    (bad / "twingraph.nq").write_bytes(content)
    entry = {"bytes": len(content), "sha256": "0"}
    (bad / "manifest.json").write_text(
        json.dumps({"kind": "build", "files": {"twingraph.nq": entry}})
    )
    with pytest.raises(CannotError, match="build it again"):
        compare(good, bad)
    with pytest.raises(CannotError, match="build it again"):
        compare(bad, good)


def test_subjects_whose_lines_are_the_same_are_passed_over(tmp_path: Path) -> None:
    same, gone, new = "<b> <p> <o> <g> .", "<a> <p> <o> <g> .", "<c> <p> <o> <g> ."
    old = ["<d> <p> <a> <g> .", "<d> <p> <b> <g> ."]
    sides = (
        written(tmp_path / "old", [same, gone, *old]),
        written(tmp_path / "new", [same, new, old[0]]),
    )
    found = list(walk(*(side / "twingraph.nq" for side in sides)))
    bare = [tuple([line.decode().strip() for line in side] for side in pair) for pair in found]
    assert bare == [([gone], []), ([], [new]), (old, old[:1])]


def test_the_ends_of_a_line_are_its_subject_and_its_graph() -> None:
    assert ends(b'<a:a> <p:p> "> <x:x> ." <g:g> .\n') == ("a:a", "g:g")
    with pytest.raises(CannotError, match="build it again"):
        ends(b"no line of a build\n")
