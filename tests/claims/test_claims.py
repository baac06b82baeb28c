"""Rows become claims; those that say the same add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import rivals, small
from twingraph.claims import claims
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.claims.claims import Claim, Structure

START = {"partnership": "alpha--beta", "start": "1962", "source": "page"}


def read(folder: Path, content: small.Data) -> tuple[list[Claim], Structure]:
    return claims.read(read_tables([small.write(folder, content)]))


def starts(found: list[Claim]) -> list[Claim]:
    return [claim for claim in found if claim.statement.predicate.value.endswith("#start")]


def test_the_same_claim_twice_is_one_claim_with_two_rows(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"] += [START, START | {"note": "seen again"}]
    found, _ = read(tmp_path, content)
    (claim,) = [c for c in starts(found) if c.statement.object.value.endswith("/1962")]

    assert [iri.rpartition("=")[2] for iri in claim.rows] == ["3", "4"]


def test_an_address_depends_on_what_is_said_and_not_on_where_it_stands(tmp_path: Path) -> None:
    one, _ = read(tmp_path / "a", rivals.data([("news", "1962"), ("official", "1961")]))
    other, _ = read(tmp_path / "b", rivals.data([("official", "1961"), ("news", "1962")]))

    assert {claim.iri for claim in one} == {claim.iri for claim in other}


def test_an_address_depends_on_who_says_it_where_and_of_which_time(tmp_path: Path) -> None:
    content = small.data()
    others = {"source": "paper"}, {"quote": "since 1962"}, {"as_of": "2026"}
    content["partnerships.csv"] += [START | other for other in ({}, *others)]
    found, _ = read(tmp_path, content)

    assert len({claim.iri for claim in starts(found)}) == 1 + 1 + len(others)


def test_references_add_up_and_the_best_rank_of_the_rows_stands(tmp_path: Path) -> None:
    content = small.data()
    row = content["partnerships.csv"][0]
    content["partnerships.csv"] = [
        row | {"references": "https://a.example/1; https://a.example/2"},
        row | {"references": "https://a.example/2; https://a.example/3", "rank": "preferred"},
        row | {"rank": "deprecated"},
    ]
    found, _ = read(tmp_path, content)
    kind = next(c for c in found if c.statement.predicate.value.endswith("#kind"))

    assert kind.references == tuple(f"https://a.example/{n}" for n in (1, 2, 3))
    assert len(kind.rows) == 3
    assert kind.source_rank == "preferred"


def test_what_rows_of_one_source_repeat_is_kept_once(tmp_path: Path) -> None:
    """Else many equal rows would take memory and time by their square."""
    content = small.data()
    content["partnerships.csv"] = [rivals.PARTNERSHIP | {"source": "page"}] * 50 + [
        rivals.PARTNERSHIP | {"source": "paper"}
    ]
    _, structure = read(tmp_path, content)
    sources = [
        [source.value.rpartition("/")[2] for source in made_by]
        for said, made_by in structure.items()
        if said.subject.value.endswith("/partnership/alpha--beta")
    ]

    assert sources
    assert all(by == ["page", "paper"] for by in sources)


def test_an_address_that_many_claims_share_is_made_once(tmp_path: Path) -> None:
    found, _ = read(tmp_path, rivals.data([("news", "1962"), ("official", "1962")]))
    one, other = (claim.statement for claim in starts(found))

    assert one.subject is other.subject
    assert one.predicate is other.predicate
    assert one.object is other.object


def test_numbers_are_written_as_every_engine_writes_them(tmp_path: Path) -> None:
    content = small.data()
    content["cities.csv"][0] |= {"latitude": "49.030", "longitude": "-0.0"}
    found, _ = read(tmp_path, content)
    written = [
        claim.statement.object.value
        for claim in found
        if claim.statement.predicate.value.rpartition("#")[2] in {"lat", "long"}
    ]

    assert written == ["49.03", "0"]
