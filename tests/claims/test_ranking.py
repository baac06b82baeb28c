"""Rivals stay; a rule decides between them and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import rivals, small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("starts", "best", "reason"),
    [
        ([("official", "1962")], "1962", ""),
        ([("official", "1962"), ("news", "1962")], "1962", ""),
        (
            [("official", "1962"), ("encyclopaedia", "1961-01-01")],
            "1962",
            "official site over encyclopaedia",
        ),
        (
            [("official", "1962"), ("encyclopaedia", "1962-05"), ("news", "1970")],
            "1962-05",
            "the more precise of compatible dates",
        ),
        # All months are alike: September is no better than October for having a day less.
        (
            [("official", "1962"), ("news", "1962-10"), ("encyclopaedia", "1962-09")],
            "1962-10",
            "the more precise of compatible dates",
        ),
        (
            [("news", "1962"), ("older-news", "1963")],
            "1963",
            "the older of two claims by sources of the same kind (news)",
        ),
        # Sources are ordered by their dates, not by the text of the dates.
        (
            [("news", "1962"), ("old-news", "1963")],
            "1963",
            "the older of two claims by sources of the same kind (news)",
        ),
        (
            [("news", "1962"), ("some-news", "1963")],
            "1963",
            "perhaps the older of two claims by sources of the same kind (news)",
        ),
    ],
)
def test_the_documented_rule_prefers_one_value(
    tmp_path: Path, starts: list[tuple[str, str]], best: str, reason: str
) -> None:
    found = rivals.known(tmp_path, rivals.data(starts))

    assert rivals.asserted(found) == {best}
    assert len(rivals.claims_of(found)) == len(starts), "no claim is lost"
    assert rivals.reasons(found) == ({reason} if reason else set())


def ranked(folder: Path, **ranks: str) -> dict[str, tuple[str, str]]:
    """Return rank and reason of starts to which their source gives a rank."""
    content = small.data()
    row = content["partnerships.csv"].pop()
    content["partnerships.csv"] = [
        row | {"start": name.removeprefix("y"), "rank": rank} for name, rank in ranks.items()
    ]
    found = rivals.known(folder, content)
    return {rivals.value(c): found.verdict(c)[:2] for c in rivals.claims_of(found)}


def test_what_a_source_prefers_goes_before_what_it_does_not(tmp_path: Path) -> None:
    found = ranked(tmp_path, y1970="normal", y1980="preferred")
    assert found == {"1970": ("normal", ""), "1980": ("preferred", "preferred by its own source")}


def test_what_a_source_deprecates_is_kept_and_not_asserted(tmp_path: Path) -> None:
    found = ranked(tmp_path, y1970="deprecated", y1980="")
    assert found == {"1970": ("deprecated", "deprecated by its source"), "1980": ("normal", "")}
