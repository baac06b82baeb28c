"""Rivals stay; a rule decides between them and says why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from support import rivals, small
from twingraph.claims import agreement
from twingraph.claims.claims import Claim, Statement
from twingraph.claims.ranking import UNRIVALLED, Source
from twingraph.claims.ranking import rank as rank_claims
from twingraph.core import dates
from twingraph.core.terms import expand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

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


Read = tuple[str, str, str]


def read_with(folder: Path, *starts: Read) -> Knowledge:
    """Gather starts, each with its source and the confidence with which it was read."""
    content = rivals.data([])
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "start": day, "source": by, "confidence": confidence}
        for by, day, confidence in starts
    ]
    return rivals.known(folder, content)


@pytest.mark.parametrize(
    ("starts", "best", "reason"),
    [
        (
            [("official", "1962", "low"), ("encyclopaedia", "1961", "")],
            "1961",
            "every other value was read with low confidence",
        ),
        (
            [("official", "1962", "low"), ("encyclopaedia", "1961", "medium")],
            "1961",
            "every other value was read with low confidence",
        ),
        (
            [("official", "1962", "medium"), ("encyclopaedia", "1961", "")],
            "1962",
            "official site over encyclopaedia",
        ),
        (
            [("older-news", "1962", "medium"), ("news", "1961", "high")],
            "1961",
            "read with more confidence than rivals of the same kind (news)",
        ),
        (
            [("official", "1962", "low"), ("encyclopaedia", "1961", "low")],
            "1962",
            "official site over encyclopaedia",
        ),
        # The reason names only what the step that decides compares.
        (
            [("official", "1962", "low"), ("news", "1961", ""), ("encyclopaedia", "1960", "")],
            "1961",
            "news over encyclopaedia",
        ),
        # A finer date that nobody was sure of adds nothing.
        (
            [("official", "1973", ""), ("news", "1973-09", "low")],
            "1973",
            "every other value was read with low confidence",
        ),
        (
            [("official", "1973", ""), ("news", "1973-09", "medium")],
            "1973-09",
            "the more precise of compatible dates",
        ),
    ],
)
def test_confidence_counts_before_and_after_the_kind_of_source(
    tmp_path: Path, starts: list[Read], best: str, reason: str
) -> None:
    found = read_with(tmp_path, *starts)

    assert rivals.asserted(found) == {best}
    assert rivals.reasons(found) == {reason}


def test_a_claim_that_two_rows_make_is_as_sure_as_the_surer_of_them(tmp_path: Path) -> None:
    starts = [("official", "1962", "low"), ("official", "1962", ""), ("news", "1961", "")]
    for order in (starts, starts[::-1]):
        assert rivals.asserted(read_with(tmp_path, *order)) == {"1962"}


KINDS = ("official-site", "press-release", "news", "database", "encyclopaedia", "other")
STARTS = st.lists(
    st.tuples(
        st.sampled_from(("1973", "1973-09", "1973-09-08", "[1973..1974]", "1974", "1874")),
        st.sampled_from(KINDS),
        st.sampled_from(("high", "medium", "low")),
        st.sampled_from(("preferred", "normal")),
        st.sampled_from(("2001", "2010")),
    ),
    min_size=1,
    max_size=8,
    unique=True,
)
Starts = list[tuple[str, str, str, str, str]]


def judged(starts: Starts) -> tuple[dict[int, str], set[str]]:
    """Return the asserted starts by their places in the list, and the reasons."""
    subject, predicate = NamedNode("https://example.org/phase"), NamedNode(expand("tg:start"))
    sources, made = {}, []
    for day, kind, confidence, rank, published in starts:
        name = f"https://example.org/{kind}/{published}/{rank}"
        sources[name] = Source(kind, dates.parse(published))
        statement = Statement(subject, predicate, NamedNode(dates.parse(day).iri))
        iri = NamedNode(f"{name}/{quote(day)}/{confidence}")
        made.append(Claim(iri, statement, NamedNode(name), None, (), "", confidence, rank, ()))
    verdicts = rank_claims(made, sources, {})
    standing = [verdicts.get(claim.iri, UNRIVALLED) for claim in made]
    stated = {i: starts[i][0] for i, verdict in enumerate(standing) if not verdict.outdone}
    return stated, {verdict.reason for verdict in standing} - {""}


@given(STARTS)
def test_what_was_read_with_low_confidence_never_outdoes_what_was_not(starts: Starts) -> None:
    asserted, _ = judged(starts)
    sure = [i for i, start in enumerate(starts) if start[2] != "low"]
    assert not sure or any(i in asserted for i in sure)


@given(STARTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing(starts: Starts, random: Random) -> None:
    shuffled = random.sample(starts, len(starts))
    one, other = judged(starts), judged(shuffled)
    assert set(one[0].values()) == set(other[0].values())
    assert one[1] == other[1]


@given(STARTS)
def test_doubt_about_a_claim_that_is_not_asserted_changes_nothing(starts: Starts) -> None:
    asserted, _ = judged(starts)
    doubted = [
        start if i in asserted else (*start[:2], "low", *start[3:])
        for i, start in enumerate(starts)
    ]
    assume(len(set(doubted)) == len(doubted))
    assert set(judged(doubted)[0].values()) == set(asserted.values())


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
