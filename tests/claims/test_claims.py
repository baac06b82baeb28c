"""Claims: evidence adds up, rivals stay, a rank decides and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.claims import claims
from twingraph.publish import build
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.claims.claims import Claim

SOURCES = {
    "official": ("official-site", "2020"),
    "news": ("news", "2019"),
    "older-news": ("news", "2010"),
    "encyclopaedia": ("encyclopaedia", "2001"),
}


def knowledge(
    folder: Path, *starts: tuple[str, str], decisions: list[small.Cells]
) -> claims.Knowledge:
    content = small.data()
    content["sources.csv"] += [
        {
            "source": name,
            "title": name,
            "kind": kind,
            "address": f"https://example.org/{name}",
            "published": published,
        }
        for name, (kind, published) in SOURCES.items()
    ]
    content["partnerships.csv"] = [
        {"partnership": "alpha--beta", "members": "alpha; beta", "source": "page"},
        *(
            {"partnership": "alpha--beta", "start": start, "source": source}
            for source, start in starts
        ),
    ]
    content["decisions.csv"] = decisions
    return build.gather([small.write(folder, content)])[0]


def starts(found: claims.Knowledge) -> list[claims.Claim]:
    return [claim for claim in found.claims if claim.statement.predicate.value.endswith("#start")]


def asserted(found: claims.Knowledge) -> set[str]:
    return {
        statement.object.value.rpartition("/")[2]
        for statement, _ in found.asserted()
        if statement.predicate.value.endswith("#start")
    }


@pytest.mark.parametrize(
    ("rivals", "best", "reason"),
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
    ],
)
def test_the_rule(tmp_path: Path, rivals: list[tuple[str, str]], best: str, reason: str) -> None:
    found = knowledge(tmp_path, *rivals, decisions=[])

    assert asserted(found) == {best}
    assert len(starts(found)) == len(rivals), "no claim is lost"
    assert {claim.reason for claim in starts(found) if claim.rank == "preferred"} == (
        {reason} if reason else set()
    )


def decision(value: str, rank: str) -> small.Cells:
    return {
        "decision": f"{rank}-{value}",
        "subject": "phase/alpha--beta/1",
        "property": "tg:start",
        "value": value,
        "rank": rank,
        "reason": "the charter was seen",
        "decided_by": "an editor",
        "decided_on": "2026-11-22",
    }


def test_a_person_goes_before_the_rule(tmp_path: Path) -> None:
    rivals = [("official", "1962"), ("encyclopaedia", "1961")]
    found = knowledge(tmp_path, *rivals, decisions=[decision("1961", "preferred")])
    assert asserted(found) == {"1961"}
    assert [c.reason for c in starts(found) if c.rank == "preferred"] == [
        "the charter was seen (an editor)"
    ]


def test_a_wrong_claim_is_kept_but_never_asserted(tmp_path: Path) -> None:
    found = knowledge(tmp_path, ("official", "1962"), decisions=[decision("1962", "deprecated")])
    assert asserted(found) == set()
    assert [claim.rank for claim in starts(found)] == ["deprecated"]


def test_the_same_claim_twice_is_one_claim_with_two_rows(tmp_path: Path) -> None:
    content = small.data()
    row = {"partnership": "alpha--beta", "start": "1962", "source": "page"}
    content["partnerships.csv"] += [row, row | {"note": "seen again"}]
    found, _ = build.gather([small.write(tmp_path, content)])
    (claim,) = [c for c in starts(found) if c.statement.object.value.endswith("/1962")]
    assert [iri.rpartition("=")[2] for iri in claim.rows] == ["3", "4"]


def test_an_address_depends_on_what_is_said_and_not_on_where_it_stands(tmp_path: Path) -> None:
    one = knowledge(tmp_path / "a", ("news", "1962"), ("official", "1961"), decisions=[])
    other = knowledge(tmp_path / "b", ("official", "1961"), ("news", "1962"), decisions=[])
    assert {claim.iri for claim in one.claims} == {claim.iri for claim in other.claims}


def test_what_holds_for_a_moment_is_claimed_and_not_asserted(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"years": "50", "as_of": "2012"}
    found, _ = build.gather([small.write(tmp_path, content)])
    name = "#yearsLasting"
    assert any(claim.statement.predicate.value.endswith(name) for claim in found.claims)
    assert not any(s.predicate.value.endswith(name) for s, _ in found.asserted())


def ranked(tmp_path: Path, **ranks: str) -> dict[str, Claim]:
    """Start dates of one partnership, each with the rank that its source gives it."""
    data = small.data()
    data["partnerships.csv"] += [
        data["partnerships.csv"][0] | {"start": start, "rank": rank}
        for start, rank in ((name.removeprefix("y"), rank) for name, rank in ranks.items())
    ]
    del data["partnerships.csv"][0]
    knowledge, findings = claims.gather(read_tables([small.write(tmp_path, data)]))
    assert findings == []
    return {
        str(claim.statement.object.value).rpartition("/")[2]: claim
        for claim in knowledge.claims
        if claim.statement.predicate.value.endswith("#start")
    }


def test_what_a_source_prefers_goes_before_what_it_does_not(tmp_path: Path) -> None:
    found = ranked(tmp_path, y1970="normal", y1980="preferred")
    assert found["1980"].rank == "preferred"
    assert found["1980"].reason == "preferred by its own source"
    assert found["1970"].rank == "normal"


def test_what_a_source_deprecates_is_kept_and_not_asserted(tmp_path: Path) -> None:
    found = ranked(tmp_path, y1970="deprecated", y1980="")
    assert (found["1970"].rank, found["1980"].rank) == ("deprecated", "normal")
    assert found["1970"].reason == "deprecated by its source"


def test_references_add_up(tmp_path: Path) -> None:
    data = small.data()
    row = data["partnerships.csv"][0]
    data["partnerships.csv"] = [
        row | {"references": "https://a.example/1; https://a.example/2"},
        row | {"references": "https://a.example/2; https://a.example/3", "note": "again"},
    ]
    knowledge, _ = claims.gather(read_tables([small.write(tmp_path, data)]))
    kind = next(c for c in knowledge.claims if c.statement.predicate.value.endswith("#kind"))
    assert kind.references == tuple(f"https://a.example/{n}" for n in (1, 2, 3))
    assert len(kind.rows) == 2
