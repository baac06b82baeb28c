"""Which place each row of a list means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support import small
from support.listing import (
    PLAIN,
    fetched,
    mapped,
    members,
    read,
    row,
    write_csv,
)
from twingraph.core import resources
from twingraph.places.gazetteer import Gazetteer
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_known_keeps_its_id(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row("Lipsia", "Krakau", b_country="Polen"))
    assert members(tmp_path) == ["krakow--leipzig"]


def test_what_lies_elsewhere_is_another_city(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row("Leipzig", a_lat="48", a_long="8"), row("Leipzig"))
    assert members(tmp_path) == ["berta-de--leipzig-de"]


def test_a_part_of_a_name_is_not_the_name(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row("Leipzig (Vorstadt)", a_lat="51.34", a_long="12.37"))
    assert members(tmp_path) == ["berta-de--leipzig-vorstadt-de"]


def test_of_two_namesakes_neither_is_a_city_without_a_position(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    here = {"a_country": "pl", "a_lat": "51.1", "a_long": "17"}
    there = here | {"a_lat": "53"}
    fetched(tmp_path, gazetteer, row("Breslau", **here), row("Breslau", **there))
    assert members(tmp_path) == [
        "berta-de--breslau-pl-5110n-1700e",
        "berta-de--breslau-pl-5300n-1700e",
    ]


def test_namesakes_in_two_countries(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row("Anna", "Anna", b_country="at"))
    assert members(tmp_path) == ["anna-at--anna-de"]


def test_far_apart_are_two_and_near_is_one(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [row("Anna", a_lat=lat, a_long="8") for lat in ("48", "48.2", "53")]
    fetched(tmp_path, gazetteer, *rows)
    assert members(tmp_path) == ["anna-de-4800n-800e--berta-de", "anna-de-5300n-800e--berta-de"]


def test_namesakes_may_be_one_whose_position_is_doubtful(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [row("Anna", a_lat=lat, a_long="8") for lat in ("48", "53")]
    more = '\n[names]\nnamesakes = "one"\n'
    manifest = fetched(tmp_path, gazetteer, *rows, more=more)
    assert members(tmp_path) == ["anna-de--berta-de"]
    assert manifest["left_out"]["positions of the same place that are far apart"] == 1
    assert read(tmp_path / "out", "cities.csv")[0]["latitude"] == ""


@pytest.mark.parametrize(
    ("name", "label", "used"),
    [
        ("Königsberg", "KONIGSBERG, 97486, Bayern", True),
        ("Columbus (Ohio)", "Columbus, 43085, Ohio, United States", True),
        ("Paris (12. Bezirk)", "Paris, 75012, France", False),
        ("Pinsk", "Pinskerweg, Harmannsdorf, Austria", False),
    ],
)
def test_a_position_belongs_to_its_label(
    name: str, label: str, used: bool, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    file = write_csv(tmp_path / "list.csv", [row(name, a_lat="48", a_long="8", kind=label)])
    text = PLAIN.replace('\nkind = "kind"', "").replace("[b]", 'label = "kind"\n\n[b]')
    manifest = write_tables([file], mapped(tmp_path, text), tmp_path / "out", gazetteer)
    reason = "a position of a place with another name"
    assert manifest["left_out"] == ({} if used else {reason: 1})


def test_one_place_in_two_countries(tmp_path: Path, gazetteer: Gazetteer) -> None:
    here = {"a_lat": "44.5", "a_long": "34.1"}
    rows = [row("Anna", **here, a_country=country) for country in ("ru", "ua")]
    manifest = fetched(tmp_path, gazetteer, *rows)
    assert members(tmp_path) == ["anna-ru-ua--berta-de"]
    assert manifest["in_several_countries"] == {"anna-ru-ua": ["ru", "ua"]}
    assert read(tmp_path / "out", "cities.csv")[0]["country"] == ""
    states = [row["state"] for row in read(tmp_path / "out", "affiliations.csv")]
    assert states == ["ru", "ua"]


def test_namesakes_that_a_gazetteer_put_on_one_spot_are_two(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rome = {"a_lat": "41.8933", "a_long": "12.4828"}
    there = {"b_lat": "41.8933", "b_long": "12.4828", "b_country": "it"}
    rows = [
        row("Rome", "Rome", **rome, a_country="us", **there),
        row("Cambridge", "Berta", a_country="gb", a_lat="52.2", a_long="0.12"),
        row("Cambridge", "Carla", a_country="us", a_lat="52.2", a_long="0.12"),
        row("Leipzig", "Doris", a_country="us", a_lat="51.34", a_long="12.37"),
    ]
    manifest = fetched(tmp_path, gazetteer, *rows)
    assert manifest["skipped"] == {}
    assert members(tmp_path) == [
        "berta-de--cambridge-gb",
        "cambridge-us--carla-de",
        "doris-de--leipzig-us",
        "rome-it--rome-us",
    ]


def test_most_rows_decide_in_which_country(tmp_path: Path, gazetteer: Gazetteer) -> None:
    here = {"a_lat": "44.5", "a_long": "34.1"}
    said = (("B", "ru"), ("B", "ua"), ("C", "ua"))
    rows = [row("Anna", b, **here, a_country=country) for b, country in said]
    fetched(tmp_path, gazetteer, *rows)
    assert read(tmp_path / "out", "cities.csv")[0]["country"] == "ua"


def test_wikidata_items_decide(tmp_path: Path, gazetteer: Gazetteer) -> None:
    more = PLAIN.replace('name = "a"\n', 'name = "a"\nwikidata = "kind"\n').replace(
        '\nkind = "kind"', ""
    )
    file = write_csv(
        tmp_path / "list.csv",
        [row("Vratislavia", kind="Q1799"), row("Anna", kind="http://www.wikidata.org/entity/Q5")],
    )
    write_tables([file], mapped(tmp_path, more), tmp_path / "out", gazetteer)
    assert members(tmp_path) == ["berta-de--q5", "berta-de--wroclaw"]
    assert [c["wikidata"] for c in read(tmp_path / "out", "cities.csv")] == ["", "Q5", "Q1799"]


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    known = small.write(tmp_path / "known", {"cities.csv": [{"city": "anna-de", "country": "pl"}]})
    states = resources.folder("data") / "states.csv"
    fetched(tmp_path, Gazetteer(read_tables([known, states])), row("Anna"))
    assert members(tmp_path) == ["anna-de-2--berta-de"]


def test_what_a_person_has_rejected(tmp_path: Path) -> None:
    known = small.write(
        tmp_path / "known",
        {
            "cities.csv": [{"city": "vienna", "country": "at"}],
            "names.csv": [small.name("vienna", "Vienna", also="Wiedeń")],
            "matches.csv": [
                {"name": "Wieden", "country": "at", "city": "vienna", "verdict": "rejected"}
            ],
        },
    )
    states = resources.folder("data") / "states.csv"
    fetched(tmp_path, Gazetteer(read_tables([known, states])), row("Wieden", a_country="at"))
    assert members(tmp_path) == ["berta-de--wieden-at"]


GUESSED = PLAIN.replace('longitude = "a_long"\n', 'longitude = "a_long"\nguessed = true\n')


def guessed(tmp_path: Path, gazetteer: Gazetteer, *rows: dict[str, str]) -> dict[str, Any]:
    file = write_csv(tmp_path / "list.csv", rows)
    return write_tables([file], mapped(tmp_path, GUESSED), tmp_path / "out", gazetteer)


def test_a_guessed_position_does_not_decide_against_name_and_country(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    manifest = guessed(tmp_path, gazetteer, row("Leipzig", a_lat="48", a_long="8"))
    assert members(tmp_path) == ["berta-de--leipzig"]
    assert manifest["left_out"] == {"a guessed position far from the known city": 1}
    assert read(tmp_path / "out", "cities.csv")[1]["latitude"] == ""


def test_a_guessed_position_makes_no_place_of_two_countries(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    here = {"a_lat": "44.5", "a_long": "34.1"}
    rows = [row("Anna", **here, a_country=country) for country in ("ru", "ua")]
    manifest = guessed(tmp_path, gazetteer, *rows)
    assert members(tmp_path) == ["anna-ru--berta-de", "anna-ua--berta-de"]
    assert manifest["namesakes"] == {"Anna": ["anna-ru", "anna-ua"]}
    assert {r["confidence"] for r in read(tmp_path / "out", "cities.csv")} == {"low", ""}


def test_of_two_guesses_only_the_one_that_lies_there_is_the_city(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [row("Leipzig", a_lat=lat, a_long="12.37") for lat in ("51.3", "53")]
    manifest = guessed(tmp_path, gazetteer, *rows)
    assert members(tmp_path) == ["berta-de--leipzig", "berta-de--leipzig-de"]
    assert manifest["open"] == {"leipzig-de": ["leipzig"]}


def test_a_place_that_may_be_a_known_city_is_said_aloud(tmp_path: Path) -> None:
    known = Gazetteer(read_tables([small.write(tmp_path / "known", small.data())]))
    manifest = fetched(tmp_path, known, row("Gamma"), row("Alpha"))
    assert members(tmp_path) == ["alpha--berta-de", "berta-de--gamma-de"]
    assert manifest["open"] == {"gamma-de": ["gamma-main", "gamma-oder"]}


def test_a_place_with_the_name_of_its_state_is_said_aloud(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    manifest = fetched(
        tmp_path, gazetteer, row(b="Kenya", b_country="Kenia"), row(b="Kenya", b_country="us")
    )
    assert manifest["named_as_states"] == {"kenya-ke": ["ke"]}
