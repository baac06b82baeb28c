"""One city, one id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.claims.knowledge import gather_claims
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import Tables, read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.findings import Finding


def fetched(item: int, **more: str) -> small.Cells:
    return small.city(f"q{item}", f"Q{item}") | more


def row(city: str, same_as: str) -> small.Cells:
    decided = {"reason": "One town.", "decided_by": "A person", "decided_on": "2026-01-01"}
    return {"city": city, "same_as": same_as} | decided


def read(folder: Path, data: small.Data, more: small.Data) -> Tables:
    folders = [small.write(folder / "data", data), small.write(folder / "more", more)]
    return reconcile(read_tables(folders))


def cells(read: Tables, table: str, column: str) -> set[str]:
    return {row.cells[column] for row in read.of(table)}


def errors(read: Tables) -> list[Finding]:
    return [f for f in check_tables(read) if f.severity == "error"]


def test_a_fetched_item_becomes_the_city_that_has_it(tmp_path: Path) -> None:
    pair = {"partnership": "q1--q9", "members": "q1; q9", "source": "page", "start": "1970"}
    more = {
        "cities.csv": [fetched(1), fetched(9)],
        "names.csv": [small.name("q9", "Iota"), small.name("q1", "Alpha")],
        "partnerships.csv": [pair],
        "populations.csv": [
            {"population": "q1--2020", "city": "q1", "count": "5", "on": "2020", "source": "page"}
        ],
    }
    united = read(tmp_path, small.data(), more)
    assert errors(united) == []
    assert "q1" not in cells(united, "cities.csv", "city")
    assert cells(united, "partnerships.csv", "partnership") == {"alpha--beta", "alpha--q9"}
    assert cells(united, "partnerships.csv", "members") == {"alpha; beta", "alpha; q9"}
    assert cells(united, "populations.csv", "population") == {"alpha--2020"}


def test_members_stay_in_order_and_a_second_relation_keeps_its_number(tmp_path: Path) -> None:
    pair = {"partnership": "q1--q2--2", "members": "q1; q2", "source": "page"}
    data = small.data()
    data["cities.csv"][0] = small.city("zeta", "Q1")
    data["names.csv"][0] = small.name("zeta", "Zeta")
    data["partnerships.csv"] = []
    more = {"cities.csv": [fetched(1), fetched(2)], "partnerships.csv": [pair]}
    united = read(tmp_path, data, more)
    assert cells(united, "partnerships.csv", "partnership") == {"beta--zeta--2"}
    assert errors(united) == []


@pytest.mark.parametrize(
    ("candidate", "name", "north", "country", "same"),
    [
        ("Q9", "Other", "50.1", "de", True),  # the candidate, near
        ("", "Alpha", "50.1", "de", True),  # a namesake, near
        ("Q8", "Alpha", "50.1", "de", True),  # the candidate is not there
        ("Q9", "Alpha", "51", "de", False),  # too far
        ("Q9", "Alpha", "50.1", "pl", False),  # in another country
        ("", "Other", "50.1", "de", False),  # another name
        ("Q9", "Alpha", "", "de", False),  # nobody knows where
    ],
)
def test_a_city_without_an_item_is_found_by_its_place(
    tmp_path: Path, candidate: str, name: str, north: str, country: str, *, same: bool
) -> None:
    data = small.data()
    data["cities.csv"][0] |= {
        "wikidata": "",
        "wikidata_candidate": candidate,
        "latitude": "50",
        "longitude": "10",
    }
    data["states.csv"].append({"state": "pl", "language": "en", "name": "Poland", "source": "page"})
    east = "10" if north else ""
    city = fetched(9, latitude=north, longitude=east, country=country)
    united = read(tmp_path, data, {"cities.csv": [city], "names.csv": [small.name("q9", name)]})
    assert ("q9" not in cells(united, "cities.csv", "city")) == same


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("10", "179.95"), ("10", "-179.95")),  # on both sides of the date line
        (("10", "180"), ("10", "-180")),
        (("89.95", "0"), ("89.95", "180")),  # on both sides of the pole
        (("85", "10"), ("85", "12")),  # where degrees of longitude are short
    ],
)
def test_a_city_is_found_by_its_place_everywhere_on_earth(
    tmp_path: Path, here: tuple[str, str], there: tuple[str, str]
) -> None:
    data = small.data()
    data["cities.csv"][0] |= {"wikidata": "", "latitude": here[0], "longitude": here[1]}
    more = {
        "cities.csv": [fetched(9, latitude=there[0], longitude=there[1])],
        "names.csv": [small.name("q9", "Alpha")],
    }
    assert "q9" not in cells(read(tmp_path, data, more), "cities.csv", "city")


def test_two_namesakes_at_one_place_are_left_to_a_person(tmp_path: Path) -> None:
    data = small.data()
    data["cities.csv"][0] |= {"wikidata": "", "latitude": "50", "longitude": "10"}
    more = {
        "cities.csv": [fetched(n, latitude="50.05", longitude="10") for n in (8, 9)],
        "names.csv": [small.name("q8", "Alpha"), small.name("q9", "Alpha")],
    }
    assert {"alpha", "q8", "q9"} <= cells(read(tmp_path, data, more), "cities.csv", "city")


def test_a_person_may_say_that_two_items_are_one_city(tmp_path: Path) -> None:
    more = {"cities.csv": [fetched(9)], "same-as.csv": [row("q9", "alpha")]}
    united = read(tmp_path, small.data(), more)
    assert errors(united) == []
    knowledge, _ = gather_claims(united)
    said = {str(statement) for statement, _ in knowledge.asserted()}
    alpha = "<https://w3id.org/twingraph/id/city/alpha>"
    item = "<http://www.wikidata.org/entity/{}>"
    assert f"{alpha} <http://www.w3.org/2002/07/owl#sameAs> {item.format('Q1')}" in said
    near = "http://www.w3.org/2004/02/skos/core#closeMatch"
    assert f"{alpha} <{near}> {item.format('Q9')}" in said


@pytest.mark.parametrize(
    ("rows", "rule", "number"),
    [
        ([("q9", "alpha"), ("alpha", "q9")], "circular-identity", 3),
        ([("q9", "q9")], "circular-identity", 2),
        ([("q9", "q8"), ("q8", "alpha"), ("alpha", "q9")], "circular-identity", 4),
        ([("q9", "alpha"), ("q9", "beta")], "contradictory-identity", 3),
    ],
)
def test_a_circle_is_an_error(
    tmp_path: Path, rows: list[tuple[str, str]], rule: str, number: int
) -> None:
    more = {"cities.csv": [fetched(8), fetched(9)], "same-as.csv": [row(*pair) for pair in rows]}
    found = [f for f in read(tmp_path, small.data(), more).findings if f.rule == rule]
    assert [(finding.row, finding.column) for finding in found] == [(number, "same_as")]


def test_a_chain_leads_to_its_end(tmp_path: Path) -> None:
    more = {
        "cities.csv": [fetched(8), fetched(9)],
        "same-as.csv": [row("q9", "q8"), row("q8", "alpha")],
    }
    united = read(tmp_path, small.data(), more)
    assert {"q8", "q9"} & cells(united, "cities.csv", "city") == set()
