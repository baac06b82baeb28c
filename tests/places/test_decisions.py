"""Decisions of people on what a name means are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.linking import decision, linked, matched, proposed
from twingraph.core import resources
from twingraph.core.errors import InputError
from twingraph.core.text import fold
from twingraph.places import decisions
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


def test_what_a_person_accepted_is_meant(four: Gazetteer) -> None:
    four.decide([decision("Gamma", "de", "gamma-oder", "accepted")])
    assert matched(four, "gamma", "Germany") == "gamma-oder"
    assert proposed(four, "Gamma", "") == ["gamma-main", "gamma-oder"]
    four.decide([decision("Old Town", "", "alpha", "accepted")])
    assert matched(four, "Old Town") == matched(four, "Old Town", "de") == "alpha"


@pytest.mark.parametrize("name", ["Gamma", "Gamme", "Gamma (Hills)"])
@pytest.mark.parametrize("country", ["de", "", "Ruritania"])
def test_what_a_person_rejected_is_never_proposed_again(
    four: Gazetteer, name: str, country: str
) -> None:
    assert "gamma-oder" in proposed(four, name, country)
    four.decide([decision(name, country, "gamma-oder", "rejected")])
    found = linked(four, name, country)
    assert "gamma-oder" not in [candidate.place.id for candidate in found.candidates]
    assert not found.match or found.match.place.id == "gamma-main"


def test_an_unsure_row_leaves_the_name_open(four: Gazetteer) -> None:
    four.decide([decision("Gamma", "de", "gamma-oder", "unsure")])
    assert proposed(four, "Gamma", "de") == ["gamma-main", "gamma-oder"]


def test_a_later_decision_takes_the_place_of_an_earlier_one(four: Gazetteer) -> None:
    four.decide([decision("Alpha", "de", "alpha", "rejected")])
    assert matched(four, "Alpha", "de") == ""
    four.decide([decision("Alpha", "de", "alpha", "accepted")])
    assert matched(four, "Alpha", "de") == "alpha"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("Gamma", "de", "delta", "accepted")], "unknown-city"),
        ([("Gamma", "de", "", "rejected")], "unknown-city"),
        ([("Gamma", "de", "geonames:1", "accepted")], "unknown-city"),
        ([("Gamma", "de", "alpha", "yes")], "unknown-verdict"),
        (
            [("Gamma", "de", "alpha", "accepted"), ("gamma", "Germany", "alpha", "rejected")],
            "contradictory-decisions",
        ),
    ],
)
def test_decisions_that_cannot_be_followed(
    four: Gazetteer, rows: list[tuple[str, str, str, str]], rule: str
) -> None:
    with pytest.raises(InputError) as caught:
        decisions.decide([decision(*row, number) for number, row in enumerate(rows, 2)], four)
    assert [finding.rule for finding in caught.value.findings] == [rule]


def test_the_decisions_of_the_dataset_can_be_followed(curated: Gazetteer) -> None:
    read = read_tables([resources.folder("data")])
    decisions.decide(read.of("matches.csv"), curated)
    bears = {
        (fold(name), row.cells["city"])
        for row in read.of("names.csv")
        for name in (row.cells["name"], *row.cells["also"].split("; "))
    }
    for row in read.of("matches.csv"):
        name, city = row.cells["name"], row.cells["city"]
        assert row.cells["verdict"] != "rejected" or (fold(name), city) not in bears, row
        if row.cells["verdict"] == "accepted":
            country, source = row.cells["country"], row.cells["list"]
            assert matched(curated, name, country, source=source) == city
            assert not source or matched(curated, name, country, source="page") in {city, ""}


def test_a_decision_on_one_list_says_nothing_about_another(four: Gazetteer) -> None:
    four.decide([decision("Gamma", "de", "gamma-oder", "accepted", source="page")])
    assert matched(four, "Gamma", "de", source="page") == "gamma-oder"
    assert matched(four, "Gamma", "de", source="paper") == matched(four, "Gamma", "de") == ""


def test_a_decision_on_one_list_comes_before_one_on_all(four: Gazetteer) -> None:
    four.decide([decision("Gamma", "de", "gamma-main", "accepted")])
    four.decide([decision("Gamma", "de", "gamma-oder", "accepted", source="page")])
    assert matched(four, "Gamma", "de", source="page") == "gamma-oder"
    assert matched(four, "Gamma", "de", source="paper") == "gamma-main"


def test_the_list_of_eurocities_means_one_frankfurt_and_no_other_list_does(
    curated: Gazetteer,
) -> None:
    listed = matched(curated, "Frankfurt", "Germany", source="eurocities-members-2025")
    assert listed == "frankfurt-am-main"
    assert matched(curated, "Frankfurt", "Germany", source="our-list") == ""
