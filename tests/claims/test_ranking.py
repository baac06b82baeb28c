"""Rivals stay; a rule decides between them and says why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from support import rivals, small
from twingraph.claims import agreement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.claims.knowledge import Knowledge


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


def test_of_several_claims_by_sources_of_a_kind_the_oldest_is_preferred(tmp_path: Path) -> None:
    starts = [("news", "1962"), ("older-news", "1963"), ("old-news", "1965")]
    found = rivals.known(tmp_path, rivals.data(starts))

    assert rivals.asserted(found) == {"1965"}
    assert rivals.reasons(found) == {
        "the oldest of several claims by sources of the same kind (news)"
    }


def test_a_source_without_a_date_is_not_called_the_older(tmp_path: Path) -> None:
    kinds = {"dated": ("news", "2020"), "undated": ("news", "")}
    found = rivals.known(tmp_path, rivals.data([("undated", "1962"), ("dated", "1963")], kinds))

    assert rivals.asserted(found) == {"1963"}
    assert rivals.reasons(found) == {
        "perhaps the older of two claims by sources of the same kind (news)"
    }


def test_two_sources_of_one_kind_and_date_want_a_decision(tmp_path: Path) -> None:
    kinds = {"one": ("news", "2020"), "other": ("news", "2020")}
    found = rivals.known(tmp_path, rivals.data([("one", "1962"), ("other", "1963")], kinds))

    assert rivals.reasons(found) == {"no better than a rival of the same kind and date (news)"}


def test_of_compatible_dates_of_one_precision_the_more_trusted_is_asserted(tmp_path: Path) -> None:
    starts = [("encyclopaedia", "[1961..1962]"), ("official", "[1962..1963]")]
    found = rivals.known(tmp_path, rivals.data(starts))

    assert len(rivals.asserted(found)) == 1
    assert rivals.reasons(found) == {"official site over encyclopaedia"}


def place(source: str, latitude: str, longitude: str) -> small.Cells:
    return {"city": "alpha", "source": source, "latitude": latitude, "longitude": longitude}


@pytest.mark.parametrize(
    ("official", "encyclopaedia", "asserted", "reason"),
    [
        ("50.05", "50.0488", "50.0488", "the more precise of compatible numbers"),
        ("50.05", "50.2", "50.05", "official site over encyclopaedia"),
        ("50.05", "50.1234", "50.05", "official site over encyclopaedia"),
        ("50.05", "51.1234", "50.05", "official site over encyclopaedia"),
    ],
)
def test_a_coordinate_is_refined_only_by_one_that_rounds_to_it(
    tmp_path: Path, official: str, encyclopaedia: str, asserted: str, reason: str
) -> None:
    content = rivals.data([])
    content["cities.csv"] += [
        place("official", official, "20"),
        place("encyclopaedia", encyclopaedia, "20"),
    ]
    found = rivals.known(tmp_path, content)
    preferred = {
        (claim.statement.object.value, found.verdict(claim).reason)
        for claim in found.claims
        if found.verdict(claim).rank == "preferred"
    }

    assert preferred == {(asserted, reason)}


def compared(found: Knowledge) -> dict[str, tuple[str, str]]:
    """Return with which sources each source agrees, and which it contradicts, on the start."""
    by = {claim.iri: claim.source.value.rpartition("/")[2] for claim in found.claims}
    verdicts = {by[c.iri]: found.verdict(c) for c in rivals.claims_of(found)}
    return {
        source: (
            by[verdict.agrees_with] if verdict.agrees_with else "",
            by[verdict.contradicts] if verdict.contradicts else "",
        )
        for source, verdict in verdicts.items()
    }


def test_each_claim_with_another_value_is_compared_with_the_asserted_one(tmp_path: Path) -> None:
    starts = [
        ("official", "1973"),
        ("news", "1973-09"),
        ("older-news", "1973-09"),
        ("old-news", "1974"),
        ("encyclopaedia", "1973-10"),
    ]

    assert compared(rivals.known(tmp_path, rivals.data(starts))) == {
        "official": ("older-news", ""),
        "news": ("", ""),
        "older-news": ("", ""),
        "old-news": ("", "older-news"),
        "encyclopaedia": ("", "older-news"),
    }


def test_a_deprecated_claim_is_compared_with_the_one_that_is_left(tmp_path: Path) -> None:
    content = rivals.data([("official", "1973")])
    wrong = {"partnership": "alpha--beta", "start": "1836", "source": "news", "rank": "deprecated"}
    content["partnerships.csv"].append(wrong)
    found = rivals.known(tmp_path, content)

    assert rivals.asserted(found) == {"1973"}
    assert compared(found) == {"official": ("", ""), "news": ("", "official")}


def test_where_all_claims_are_deprecated_none_is_compared(tmp_path: Path) -> None:
    content = rivals.data([])
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "start": day, "source": by, "rank": "deprecated"}
        for day, by in (("1836", "news"), ("1837", "official"))
    ]

    found = rivals.known(tmp_path, content)
    assert rivals.asserted(found) == set()
    assert set(compared(found).values()) == {("", "")}


def test_many_rivals_are_compared_as_often_as_there_are_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Counter[str]()
    for name in ("agrees_with", "refines"):
        monkeypatch.setattr(agreement.Day, name, counting(calls, getattr(agreement.Day, name)))
    kinds = {f"s{n}": ("news", "2020") for n in range(300)}
    starts = [(name, f"{1700 + n}") for n, name in enumerate(kinds)]
    found = rivals.known(tmp_path, rivals.data(starts, kinds))

    links = [v for v in found.verdicts.values() if v.contradicts or v.agrees_with]
    assert len(links) == len(starts) - 1
    assert calls.total() <= 6 * len(starts)


def counting(calls: Counter[str], method: Callable[..., bool]) -> Callable[..., bool]:
    def counted(*arguments: object) -> bool:
        calls[method.__name__] += 1
        return method(*arguments)

    return counted
