"""What the tables say as a whole, and which part of it is asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import rivals, small

if TYPE_CHECKING:
    from pathlib import Path


def test_what_holds_for_a_moment_is_claimed_and_not_asserted(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"years": "50", "as_of": "2012"}
    found = rivals.known(tmp_path, content)

    assert len(rivals.claims_of(found, "yearsLasting")) == 1
    assert rivals.asserted(found, "yearsLasting") == set()


def test_a_statement_is_asserted_by_every_source_that_makes_it(tmp_path: Path) -> None:
    found = rivals.known(tmp_path, rivals.data([("official", "1962"), ("news", "1962")]))
    sources = {
        source.value.rpartition("/")[2]
        for statement, source in found.asserted()
        if statement.predicate.value.endswith("#start")
    }

    assert sources == {"official", "news"}
