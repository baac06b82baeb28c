"""Whatever a person names: tables, a single table, Turtle, a build, or none of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.command import twingraph
from twingraph.core.errors import CannotError
from twingraph.validate.inputs import inspect

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "@prefix tg: <https://w3id.org/twingraph/ontology#> .\n"


@pytest.mark.parametrize(
    ("turtle", "rule", "row"),
    [
        ("<a:b> <a:c> .", "not-turtle", 1),
        ("\n\n<a:b> <a:c> <http://x/%zz> .", "not-turtle", 3),
        ("<a:x> <a:y> <<( <a:b> <a:c> <a:d> )>> .", "triple-term", 0),
    ],
)
def test_turtle_that_cannot_be_checked_is_a_finding(
    turtle: str, rule: str, row: int, tmp_path: Path
) -> None:
    (tmp_path / "x.ttl").write_text(turtle)

    (finding,) = inspect([tmp_path / "x.ttl"])

    assert (finding.severity, finding.rule, finding.row) == ("error", rule, row)


def test_what_a_shape_refuses_is_found_in_turtle(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(f"{PREFIX}<a:b> a tg:Partnership .")

    assert "error" in {finding.severity for finding in inspect([tmp_path / "x.ttl"])}


def test_a_build_is_checked_by_its_turtle(built: Path) -> None:
    assert not [f for f in inspect([built]) if f.severity == "error"]


@pytest.mark.parametrize("name", ["nothing", "letter.txt", "empty"])
def test_what_is_none_of_these_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear …")
    (tmp_path / "empty").mkdir()

    with pytest.raises(CannotError, match=name):
        inspect([tmp_path / name])


def test_one_table_is_checked_beside_its_neighbours(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0]["source"] = "pgae"
    content["cities.csv"][0]["country"] = "Germany?"
    folder = small.write(tmp_path / "tables", content)

    findings = inspect([folder / "partnerships.csv"])

    assert {finding.rule for finding in findings} == {"unknown-source"}


@pytest.mark.parametrize("end", ["1961", "1970"])
def test_validate_says_of_tables_what_build_says(end: str, tmp_path: Path) -> None:
    """The end in one row, the start in another: only the graph has both."""
    content = small.data()
    content["partnerships.csv"].append({"partnership": "alpha--beta", "end": end, "source": "page"})
    folder = small.write(tmp_path / "tables", content)

    build = twingraph("build", folder, "-o", tmp_path / "out")
    validate = twingraph("validate", folder)

    assert build.returncode == validate.returncode == (1 if end < "1962" else 0)
    assert ("end-before-start" in validate.stdout) == (end < "1962")
