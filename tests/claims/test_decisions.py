"""A person's word goes before the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import rivals, small
from twingraph.claims.knowledge import gather_claims
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


def decision(value: str, rank: str, **more: str) -> small.Cells:
    return {
        "decision": f"{rank}-{value}",
        "subject": "phase/alpha--beta/1",
        "property": "tg:start",
        "value": value,
        "rank": rank,
        "reason": "the charter was seen",
        "decided_by": "an editor",
        "decided_on": "2026-11-22",
    } | more


def test_a_person_goes_before_the_rule(tmp_path: Path) -> None:
    starts = [("official", "1962"), ("encyclopaedia", "1961")]
    decided = [decision("1961", "preferred")]
    found = rivals.known(tmp_path, rivals.data(starts, decisions=decided))

    assert rivals.asserted(found) == {"1961"}
    assert rivals.reasons(found) == {"the charter was seen (an editor)"}


def test_a_wrong_claim_is_kept_but_never_asserted(tmp_path: Path) -> None:
    decided = [decision("1962", "deprecated")]
    found = rivals.known(tmp_path, rivals.data([("official", "1962")], decisions=decided))

    assert rivals.asserted(found) == set()
    assert [found.verdict(claim).rank for claim in rivals.claims_of(found)] == ["deprecated"]


def test_a_decision_may_mean_the_claim_of_one_source(tmp_path: Path) -> None:
    starts = [("official", "1962"), ("news", "1962"), ("encyclopaedia", "1961")]
    decided = [decision("1962", "deprecated", claimed_by="official")]
    found = rivals.known(tmp_path, rivals.data(starts, decisions=decided))
    ranks = {c.source.value.rpartition("/")[2]: found.verdict(c) for c in rivals.claims_of(found)}

    assert ranks["official"].rank == "deprecated"
    assert ranks["news"].rank == "preferred"
    assert rivals.asserted(found) == {"1962"}


def test_decisions_that_decide_nothing_or_contradict_are_found(tmp_path: Path) -> None:
    decided = [
        decision("1970", "preferred"),
        decision("1961", "preferred"),
        decision("1962", "preferred"),
        decision("1962", "deprecated"),
    ]
    starts = [("official", "1962"), ("encyclopaedia", "1961")]
    content = rivals.data(starts, decisions=decided)
    _, findings = gather_claims(read_tables([small.write(tmp_path, content)]))

    assert [(finding.rule, finding.row, finding.column) for finding in findings] == [
        ("idle-decision", 2, "subject"),
        ("contradictory-decision", 5, "rank"),
        ("contradictory-decision", 4, "value"),
    ]
