"""Why a claim is preferred, in the language of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import rivals
from twingraph.pages.reasons import reason_in

if TYPE_CHECKING:
    from pathlib import Path

ALIKE = {"one": ("news", "2020"), "other": ("news", "2020")}

# Claims that each need another step of the rule: source, start and confidence.
CASES = {
    "trust": [("official", "1962", ""), ("encyclopaedia", "1961", ""), ("news", "1960", "")],
    "precision": [("official", "1962", ""), ("news", "1962-05", "")],
    "age": [("news", "1962", ""), ("older-news", "1963", "")],
    "age of several": [("news", "1962", ""), ("older-news", "1963", ""), ("old-news", "1965", "")],
    "perhaps age": [("news", "1962", ""), ("some-news", "1963", "")],
    "confidence": [("older-news", "1962", "medium"), ("news", "1961", "high")],
    "doubt": [("official", "1962", "low"), ("encyclopaedia", "1961", "")],
    "nothing": [("one", "1962", ""), ("other", "1963", "")],
}


def given(folder: Path, case: str) -> set[str]:
    """Return the reasons that the rule gives in a case."""
    claims = CASES[case]
    kinds = ALIKE if case == "nothing" else None
    content = rivals.data([(source, start) for source, start, _ in claims], kinds)
    for row, (_, _, confidence) in zip(content["partnerships.csv"][1:], claims, strict=True):
        row["confidence"] = confidence
    return rivals.reasons(rivals.known(folder, content))


@pytest.mark.parametrize("case", CASES)
def test_every_reason_that_the_rule_gives_is_told_in_every_language(
    tmp_path: Path, case: str
) -> None:
    (reason,) = given(tmp_path, case)
    told = {reason_in(reason, language) for language in ("de", "pl", "uk")}
    assert reason not in told
    assert len(told) == 3


@pytest.mark.parametrize("reason", ["preferred by its own source", "deprecated by its source"])
def test_so_is_what_the_source_itself_says_of_a_claim(reason: str) -> None:
    assert reason_in(reason, "uk") != reason


@pytest.mark.parametrize(
    "reason", ["a slip of the pen", "a letter over a postcard", "Lyon’s page over others", ""]
)
def test_what_a_person_has_written_stays_as_it_is(reason: str) -> None:
    assert reason_in(reason, "de") == reason


def test_kinds_of_sources_are_named_as_the_ontology_names_them() -> None:
    assert reason_in("press release over other", "de") == (
        "die Quellenart „Pressemitteilung“ hat Vorrang vor: sonstige Quelle"
    )
