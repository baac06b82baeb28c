"""Anybody's table by a mapping: what becomes of every row, and of every mistake.

``tests/golden/mapping`` has small files with made-up places and the dirt of the real ones, and the
tables that the two mappings of ``docs/mappings`` make of them. Rewrite these tables with
``TWINGRAPH_GOLDEN=write pytest tests/sources/test_spreadsheet.py`` and read the difference.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from support.paths import ROOT, SHARED, TESTS
from twingraph.claims.knowledge import gather_claims
from twingraph.core import resources
from twingraph.core.errors import CannotError, InputError
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.publish import build
from twingraph.sources.spreadsheet import mapping as mappings
from twingraph.sources.spreadsheet import model, tables
from twingraph.sources.spreadsheet.mapping import read as read_mapping
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables import folder, layout, rules
from twingraph.tables.folder import shipped
from twingraph.tables.rows import read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

GOLDEN = TESTS / "golden" / "mapping"
MAPPINGS = ROOT / "docs" / "mappings"
REALWORLD = SHARED / "realworld"
# What the dataset has of states may grow without anything being wrong here.
COMPARED = ("cities.csv", "names.csv", "affiliations.csv", "partnerships.csv", "kinds.csv")

SOURCE = """
[source]
id = "list"
title = "A list"
kind = "other"
address = "https://example.org/list"
retrieved = 2026-11-22
"""
PLAIN = (
    SOURCE
    + """
[a]
name = "a"
country = "a_country"
latitude = "a_lat"
longitude = "a_long"

[b]
name = "b"
country = "b_country"
latitude = "b_lat"
longitude = "b_long"

[partnership]
start = "since"
end = "until"
kind = "kind"
"""
)
HEADER = ["a", "a_country", "a_lat", "a_long", "b", "b_country", "b_lat", "b_long"]
HEADER += ["since", "until", "kind"]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Three known cities, one of them without a position, and all states of the dataset."""
    known = small.write(
        tmp_path_factory.mktemp("known"),
        {
            "cities.csv": [
                {"city": "leipzig", "country": "de", "latitude": "51.34", "longitude": "12.37"},
                {"city": "krakow", "country": "pl", "latitude": "50.06", "longitude": "19.94"},
                {"city": "wroclaw", "country": "pl", "wikidata": "Q1799"},
            ],
            "names.csv": [
                small.name("leipzig", "Leipzig", also="Lipsia"),
                small.name("krakow", "Kraków", also="Krakau"),
                small.name("wroclaw", "Wrocław", formerly="Breslau"),
            ],
        },
    )
    return Gazetteer(read_tables([known, resources.folder("data") / "states.csv"]))


def row(a: str = "Anna", b: str = "Berta", **more: str) -> dict[str, str]:
    """Cells of a row: two places in Germany, unless it says otherwise."""
    given = {"a": a, "a_country": "de", "b": b, "b_country": "de"} | more
    return dict.fromkeys(HEADER, "") | given


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


def mapped(tmp_path: Path, text: str) -> model.TableMapping:
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    return read_mapping(tmp_path / "mapping.toml")


def fetched(
    tmp_path: Path, gazetteer: Gazetteer, *rows: Mapping[str, str], more: str = "", **scope: Any
) -> dict[str, Any]:
    """Fetch a table of these rows into the folder "out"."""
    file = write_csv(tmp_path / "list.csv", rows)
    mapping = mapped(tmp_path, PLAIN + more)
    return write_tables([file], mapping, tmp_path / "out", gazetteer, **scope)


def read(path: Path, table: str) -> list[dict[str, str]]:
    return [row.cells for row in read_tables([path / table]).of(table)]


def members(tmp_path: Path) -> list[str]:
    return [row["partnership"] for row in read(tmp_path / "out", "partnerships.csv")]


# --- the two mappings of the docs ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["wikidata-tsv", "german-partnerships"])
def test_the_dirt_of_the_real_files(name: str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    files = sorted((GOLDEN / name).glob("*.?sv"))
    made = tmp_path / "made"
    manifest = write_tables(files, read_mapping(MAPPINGS / f"{name}.toml"), made, gazetteer)
    del manifest["files"]
    expected = GOLDEN / name / "expected"
    said = {table: (made / table).read_text("utf-8") for table in COMPARED}
    said["manifest.json"] = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        expected.mkdir(exist_ok=True)
        for table, text in said.items():
            (expected / table).write_text(text, "utf-8")
    assert said == {table: (expected / table).read_text("utf-8") for table in said}


@pytest.mark.parametrize("name", ["wikidata-tsv", "german-partnerships"])
def test_the_folder_builds_alone_and_agrees_with_the_dataset(name: str, tmp_path: Path) -> None:
    data = resources.folder("data")
    files = sorted((GOLDEN / name).glob("*.?sv"))
    mapping = read_mapping(MAPPINGS / f"{name}.toml")
    write_tables(files, mapping, tmp_path / "made", Gazetteer(read_tables([data])))
    built = build.build([tmp_path / "made"], tmp_path / "built")
    assert built.manifest["findings"]["error"] == 0
    both = reconcile(read_tables([data, tmp_path / "made"]))
    assert [f for f in check_tables(both) if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("wikidata-tsv", "wikidata-tsv/*.tsv"),
        ("german-partnerships", "german-partnerships-2015.csv"),
    ],
)
def test_the_real_files(name: str, files: str, tmp_path: Path) -> None:
    if not REALWORLD.is_dir():
        pytest.skip(f"no real files in {REALWORLD}; set TWINGRAPH_SHARED")
    data = resources.folder("data")
    paths = sorted(REALWORLD.glob(files))
    lines = sum(len(p.read_text("utf-8").splitlines()) - 1 for p in paths)
    mapping = read_mapping(MAPPINGS / f"{name}.toml")
    manifest = write_tables(paths, mapping, tmp_path, Gazetteer(read_tables([data])))
    assert manifest["statements_read"] == lines
    assert_every_row_counts(manifest, tmp_path)
    assert manifest["not_understood"] == {}
    assert all(manifest["corrected"].values())
    assert manifest["partnerships"] > lines / 2
    assert manifest["cities_known"] > 200
    for sources in ([tmp_path], [data, tmp_path]):
        read = reconcile(read_tables(sources))
        assert [f for f in check_tables(read) if f.severity == "error"] == []


def assert_every_row_counts(manifest: Mapping[str, Any], made: Path) -> None:
    """Every row became a row of partnerships.csv, or was skipped for a reason.

    One that names an end has a second row, for the phase that follows it.
    """
    kept = sum(row["status"] != "ended" for row in read(made, "partnerships.csv"))
    assert manifest["statements_read"] == kept + sum(manifest["skipped"].values())


def test_the_docs_explain_every_key() -> None:
    text = (ROOT / "docs" / "mapping.md").read_text("utf-8")
    table = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    explained = {key.rpartition(".")[2] for cell in table for key in re.findall(r"`([^`]+)`", cell)}
    tables_of: tuple[type[BaseModel], ...] = (
        model.SourceEntry,
        model.FileForm,
        model.NameUse,
        model.Side,
        model.Partnership,
    )
    keys = {field for table in tables_of for field in table.model_fields}
    assert explained == keys | {"countries", "correct"}


# --- properties ---------------------------------------------------------------------------------

PLACES = st.sampled_from(["Anna", "anna", "Berta", "Leipzig", "Krakau", "", "=1+1", "Q7", "…"])
COUNTRIES = st.sampled_from(["de", "Poland", "Atlantis", ""])
DEGREES = st.sampled_from(["", "0", "51.34", "51.35", "48", "12.37", "91", "x"])
DATES = st.sampled_from(["", "1973", "1990-10-03", "199X", "soon"])
KINDS = st.sampled_from(["", "twin-town", "marriage"])
COLUMNS = (PLACES, COUNTRIES, DEGREES, DEGREES, PLACES, COUNTRIES, DEGREES, DEGREES)
ROWS = st.lists(st.tuples(*COLUMNS, DATES, DATES, KINDS), max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, randomness=st.randoms(use_true_random=False))
def test_every_row_counts_and_their_order_does_not(
    rows: list[tuple[str, ...]], randomness: random.Random, gazetteer: Gazetteer
) -> None:
    cells = [dict(zip(HEADER, row, strict=True)) for row in rows]
    shuffled = randomness.sample(cells, len(cells))
    made = []
    for order in (cells, cells, shuffled):
        with TemporaryDirectory() as name:
            manifest = fetched(Path(name), gazetteer, *order)
            assert_every_row_counts(manifest, Path(name) / "out")
            checked = reconcile(read_tables([Path(name) / "out"]))
            assert [f for f in check_tables(checked) if f.severity == "error"] == []
            files = {p.name: p.read_bytes() for p in (Path(name) / "out").iterdir()}
            made.append((files, without_rows(Path(name) / "out", manifest)))
    assert made[0][0] == made[1][0]
    assert made[0][1] == made[2][1]


def without_rows(made: Path, manifest: dict[str, Any]) -> Any:
    """Give what was made, without the numbers of the rows that say it."""
    rows = [row | {"note": ""} for row in read(made, "partnerships.csv")]
    others = [read(made, table) for table in COMPARED if table != "partnerships.csv"]
    counts = {name: said for name, said in manifest.items() if name not in {"files", "read"}}
    return rows, others, counts


# --- which place is meant -----------------------------------------------------------------------


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
    assert manifest["left_out"]["positions of one place that are far apart"] == 1
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
    reason = "a position that belongs to another name"
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


# --- what is said of the two --------------------------------------------------------------------


def test_both_directions_are_one_statement(tmp_path: Path, gazetteer: Gazetteer) -> None:
    manifest = fetched(tmp_path, gazetteer, row(since="1973"), row("Berta", "Anna", since="1973"))
    assert manifest["skipped"] == {"the same as another row": 1}
    assert (manifest["partnerships"], manifest["one_sided"]) == (1, 0)
    (only,) = read(tmp_path / "out", "partnerships.csv")
    assert only["note"] == "list.csv:2, list.csv:3"


def test_other_dates_are_rivals(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row(since="1973"), row(since="1975"))
    knowledge, findings = gather_claims(reconcile(read_tables([tmp_path / "out"])))
    assert findings == []
    starts = [c for c in knowledge.claims if c.statement.predicate.value.endswith("#start")]
    assert len(starts) == 2


def test_what_begins_after_the_end_is_a_new_phase(tmp_path: Path, gazetteer: Gazetteer) -> None:
    fetched(tmp_path, gazetteer, row(since="1990"), row(since="1950", until="1970"))
    rows = [
        (r["phase"], r["start"], r["status"]) for r in read(tmp_path / "out", "partnerships.csv")
    ]
    assert rows == [("", "1950", "active"), ("2", "1970", "ended"), ("3", "1990", "")]


@pytest.mark.parametrize(
    ("form", "cell", "edtf"),
    [
        ('"edtf"', "198X", "198X"),
        ('"year"', "1973", "1973"),
        ('"year"', "1973-09", ""),
        ('"%d.%m.%Y"', "08.09.1973", "1973-09-08"),
        ('"%m/%Y"', "9/1973", "1973-09"),
        ('["%d.%m.%Y", "%Y"]', "1973", "1973"),
        ('"%d.%m.%Y"', "31.02.1973", ""),
        ('"edtf"', "about 1973", ""),
    ],
)
def test_dates(form: str, cell: str, edtf: str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    manifest = fetched(tmp_path, gazetteer, row(since=cell), more=f"date_format = {form}\n")
    (only,) = read(tmp_path / "out", "partnerships.csv")
    assert only["start"] == edtf
    assert manifest["left_out"] == ({} if edtf else {"a date that cannot be read": 1})


def test_an_end_before_the_start_says_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    manifest = fetched(tmp_path, gazetteer, row(since="1990", until="1980"))
    assert manifest["left_out"] == {"dates, as the end comes before the start": 1}
    assert read(tmp_path / "out", "partnerships.csv")[0]["start"] == ""


def test_a_country_beside_the_dataset_is_named_as_the_table_does(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    fetched(tmp_path, gazetteer, row(b_country="Mali"), more='\n[countries]\nMali = "ml"\n')
    (mali,) = (s for s in read(tmp_path / "out", "states.csv") if s["state"] == "ml")
    assert (mali["name"], mali["language"], mali["source"]) == ("Mali", "und", "list")


def test_a_word_of_the_dataset_keeps_its_reason(tmp_path: Path, gazetteer: Gazetteer) -> None:
    more = 'language = "fr"\n[partnership.kinds.J]\nkind = "twin-town"\nword = "jumelage"\n'
    fetched(tmp_path, gazetteer, row(kind="J"), more=more + 'reason = "So I say."\n')
    (ours,) = (k for k in shipped("kinds.csv") if k["word"] == "jumelage")
    assert read(tmp_path / "out", "kinds.csv") == [ours]


def test_one_end_in_the_country_is_enough(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [row(b_country="jp"), row("Carla", a_country="jp", b_country="jp")]
    manifest = fetched(tmp_path, gazetteer, *rows, countries=frozenset({"de"}))
    assert manifest["skipped"] == {"in none of the countries": 1}
    assert (manifest["partnerships"], manifest["with_one_end_outside_europe"]) == (1, 1)


# --- mappings that cannot be used ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('name = "a"', 'nmae = "a"', "a.nmae", "did you mean: name?"),
        ('name = "a"', "", "a.name", "is missing"),
        ('name = "a"', 'name = ""', "a.name", "must not be empty"),
        ('name = "a"', "name = 1", "a.name", "must be a text in quotation marks, not 1"),
        ('longitude = "a_long"', "", "a", "needs both latitude and longitude, or neither"),
        ('id = "list"', 'id = "My List"', "source.id", '"My List" does not have the right form'),
        ('id = "list"', 'id = "cldr"', "source.id", '"cldr" is already a source in data/'),
        ('kind = "other"', 'kind = "blog"', "source.kind", '"blog" is not one of: database, ency'),
        (
            "2026-11-22",
            '"yesterday"',
            "source.retrieved",
            '"yesterday" is not a day; write for',
        ),
        ("https://", "ftp://", "source.address", '"ftp://example.org/list" does not have the rig'),
        ('kind = "kind"', "kind = {}", "partnership.kind", "needs either a column or a constant"),
        ('kind = "kind"', 'kind = {constant = "x"}', "partnership.kind", '"x" is not one of: ad'),
        ("[a]", "file = 3\n[a]", "source.file", "there is no such key"),
        ("[a]", "[a]\npattern = 3", "a.pattern", "so it is written [[a.pattern]]"),
        (
            "[a]",
            "[[a.pattern]]\nmatch = '('\n[a]",
            "a.pattern[1].match",
            "is not a regular",
        ),
        ("[a]", "[[a.pattern]]\nmatch = 'x'\n[a]", "a.pattern[1].match", "needs a group (?P<name>"),
        ("[a]", "[[a.pattern]]\nmatch = '(?P<n>x)'\n[a]", "a.pattern[1].match", 'its group "n" is'),
        (
            "[a]",
            "[file]\nencoding = 'utf-9'\n[a]",
            "file.encoding",
            'no encoding is called "utf-9"',
        ),
        (
            "[a]",
            "[countries]\nX = 'New Zealand'\n[a]",
            "countries.X",
            "does not have the right for",
        ),
        (
            "[a]",
            "[names]\nnamesakes = 'two'\n[a]",
            "names.namesakes",
            "is not one of 'apart'",
        ),
        ("[a]", "[[correct]]\nwhere = {}\n[a]", "correct[1].reason", "is missing"),
    ],
)
def test_a_mapping_that_says_what_it_cannot(
    old: str, new: str, key: str, message: str, tmp_path: Path
) -> None:
    assert old in PLAIN
    with pytest.raises(InputError, match="the mapping cannot be used") as caught:
        mapped(tmp_path, PLAIN.replace(old, new, 1))
    said = [f.message for f in caught.value.findings if f.column == key]
    assert any(message in one for one in said), caught.value.findings


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, '[source]\nid = ""\n[a]\n[b]\nnmae = "x"\n')
    keys = [finding.column for finding in caught.value.findings]
    assert keys[:6] == [
        "source.id",
        "source.title",
        "source.kind",
        "source.address",
        "source.retrieved",
        "a.name",
    ]
    assert {"b.nmae", "b.name"} < set(keys)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ('kind = "twin-town"\nword = "x"', "a word needs its reason, and partnership.language"),
        (
            'kind = "contact"\nword = "jumelage"\nreason = "No."',
            '"jumelage" means twin-town in data/kinds.csv, not contact',
        ),
    ],
)
def test_words_that_mean_something_else(kind: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, f'{PLAIN}language = "fr"\n[partnership.kinds.J]\n{kind}\n')
    assert message in caught.value.findings[0].message


def test_the_least_that_the_docs_name_is_enough(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "mapping.md").read_text("utf-8")
    least, patterns = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert mapped(tmp_path, least + patterns).b.pattern[0].countries == ("pl", "cz")


def test_the_schema_for_editors_is_up_to_date() -> None:
    file = MAPPINGS / "mapping.schema.json"
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(mappings.schema(), "utf-8")
    assert file.read_text("utf-8") == mappings.schema()


def test_a_mistake_names_the_line_of_its_key(tmp_path: Path) -> None:
    text = PLAIN.replace('kind = "kind"', "kind = 3") + '[[correct]]\nreason = "No."\n'
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, text)
    lines = text.splitlines()
    found = {(f.column, lines[f.row - 1]) for f in caught.value.findings}
    assert ("partnership.kind", "kind = 3") in found
    assert ("correct[1].where", "[[correct]]") in found


@pytest.mark.parametrize(
    "line",
    [
        "id = " + "[" * 5000 + "]" * 5000,
        "id = " + "9" * 5000,
        "id = " + "{a=" * 400 + "1" + "}" * 400,
        'id = "' + "x" * 100_000 + '"',
        "id = 1979-13-45",
        "id = nan",
        "[file]\nencoding = 'idna'",
        "[file]\nencoding = 'punycode'",
        "[file]\nencoding = 'zip'",
        "[file]\nencoding = 'undefined'",
        "[partnership]\ndate_format = '%Y %Y'",
        "[partnership]\ndate_format = '%Q'",
        "[[a.pattern]]\nmatch = '(?P<name>x){99999999999}'",
        "[[a.pattern]]\nmatch = '" + "(" * 900 + "'",
        "[[a.pattern]]\nmatch = '(?P<name>.*)'\nname = '{name} {0}'",
        "[[a.pattern]]\nmatch = '(?P<name>.*)'\nname = '{name} {'",
    ],
)
def test_what_would_break_a_mapping_is_a_message(line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the mapping"):
        mapped(tmp_path, f"{SOURCE}{line}\n")


def test_a_mapping_must_be_a_file_of_reasonable_size(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="a folder, not a file"):
        read_mapping(tmp_path)
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        mapped(tmp_path, "# " + "x" * 1_000_000)


def test_a_pattern_that_takes_exponential_time_is_refused(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    text = PLAIN.replace("[b]", "[[a.pattern]]\nmatch = '(?P<name>(?:a|aa)+)c'\n[b]")
    file = write_csv(tmp_path / "list.csv", [row("a" * 60 + "!")])
    with pytest.raises(InputError, match=r"takes too long on .*; make it simpler"):
        write_tables([file], mapped(tmp_path, text), tmp_path / "out", gazetteer)
    assert not (tmp_path / "out").exists()


def test_no_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mapping.toml: the mapping is not TOML: .* line 2"):
        mapped(tmp_path, "[source]\nid = list\n")
    (tmp_path / "mapping.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match="the mapping is not in UTF-8"):
        read_mapping(tmp_path / "mapping.toml")
    with pytest.raises(CannotError, match="No such file"):
        read_mapping(tmp_path / "none.toml")


# --- tables that cannot be read, and rows that cannot be used -----------------------------------


def refused(tmp_path: Path, gazetteer: Gazetteer, data: bytes, more: str = "") -> str:
    """Give the one finding about a table that is refused."""
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(InputError, match="the table cannot be read; nothing was written") as caught:
        write_tables(
            [tmp_path / "list.csv"], mapped(tmp_path, PLAIN + more), tmp_path / "out", gazetteer
        )
    assert not (tmp_path / "out").exists()
    return str(caught.value.findings[0]).removeprefix(str(tmp_path))


HEAD = ",".join(HEADER).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "/list.csv: the file is empty; it needs at least a header"),
        (b"\xef\xbb\xbf\n \n", "/list.csv: the file is empty; it needs at least a header"),
        (HEAD + b"\nK\xf3nigsberg", "/list.csv:2: byte 0xf3 is not UTF-8; save the table"),
        (HEAD + b'\n"Anna', "/list.csv:2: unexpected end of data; check the quotation marks"),
        (
            HEAD.replace(b"since", b"Since"),
            "/list.csv:1 [since]: partnership.start names",
        ),
        (
            HEAD.replace(b"since", b"a"),
            "/list.csv:1 [a]: 2 columns are called so; a.name needs one",
        ),
    ],
)
def test_a_table_that_cannot_be_read(
    data: bytes, message: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    assert refused(tmp_path, gazetteer, data).startswith(message)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path, gazetteer: Gazetteer) -> None:
    said = refused(tmp_path, gazetteer, HEAD.replace(b"since", b"Since"))
    assert "which has: a, a_country" in said
    assert "did you mean: Since" in said


def test_no_table(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(CannotError, match="No such file"):
        write_tables([tmp_path / "no.csv"], mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (row(""), "no name"),
        (row(" \u200b\u00a0"), "no name"),
        (row("???"), "a name without a letter"),
        (row("x" * 201), "a name of more than 200 characters"),
        (row("=HYPERLINK()"), "a formula or a spreadsheet’s error for a name"),
        (row("#REF!"), "a formula or a spreadsheet’s error for a name"),
        (row("Anna", "ANNA"), "a place twinned with itself"),
    ],
)
def test_a_row_that_is_skipped(
    cells: dict[str, str], reason: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    manifest = fetched(tmp_path, gazetteer, cells, row())
    assert manifest["skipped"] == {reason: 1}
    assert members(tmp_path) == ["anna-de--berta-de"]


def test_what_is_left_out_is_listed_with_file_row_and_column(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [row(since="soon"), row(""), row(a_lat="91", a_long="8"), row("x" * 40_000)]
    fetched(tmp_path, gazetteer, *rows)
    listed = (tmp_path / "out" / "left-out.tsv").read_text("utf-8").splitlines()
    assert listed == [
        "file\trow\tcolumn\treason\tdetail",
        "list.csv\t2\tsince\ta date that cannot be read\tsoon",
        "list.csv\t3\t\tno name\t",
        "list.csv\t4\t\tthe same as another row\t",
        "list.csv\t4\ta_lat\ta position that is none\t91, 8",
        "list.csv\t5\t\ta cell of more than 32,767 characters\t",
    ]


def test_a_row_that_build_would_refuse_is_left_out(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_carla(cells: Mapping[str, str], table: layout.Table) -> rules.Breach | None:
        named = table.file == "names.csv" and cells["name"] == "Carla"
        return rules.Breach("a-rule", "is called Carla", "name") if named else None

    monkeypatch.setattr(tables, "refusal", refuse_carla)
    manifest = fetched(tmp_path, gazetteer, row(), row("Carla"))
    assert manifest["skipped"] == {"a-rule (names.csv)": 1}
    assert members(tmp_path) == ["anna-de--berta-de"]
    assert "list.csv\t3\t\ta-rule (names.csv)\tname: is called Carla\n" in (
        tmp_path / "out" / "left-out.tsv"
    ).read_text("utf-8")


def test_two_files_of_one_name_are_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    files = [tmp_path / folder / "list.csv" for folder in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        write_csv(file, [row()])
    with pytest.raises(InputError, match=r"two files are called list\.csv"):
        write_tables(files, mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)


def test_rows_of_other_lengths(tmp_path: Path, gazetteer: Gazetteer) -> None:
    file = write_csv(tmp_path / "list.csv", [row()])
    file.write_text(file.read_text("utf-8") + "Anna\n\n" + "x," * 20 + "\n", "utf-8")
    manifest = write_tables([file], mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)
    assert manifest["skipped"] == {"too many or too few cells": 2}
    assert manifest["statements_read"] == 3


def test_another_encoding_delimiter_and_no_quotes(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "list.csv").write_bytes('a|b\nKöln "am Rhein|Nîmes\n'.encode("cp1252"))
    form = '[file]\nencoding = "cp1252"\ndelimiter = "|"\nquote = ""\n'
    mapping = mapped(tmp_path, f'{SOURCE}{form}[a]\nname = "a"\n[b]\nname = "b"\n')
    write_tables([tmp_path / "list.csv"], mapping, tmp_path / "out", gazetteer)
    assert members(tmp_path) == ["koln-am-rhein-zz--nimes-zz"]


def test_many_rows_that_say_the_same_are_not_all_named(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    fetched(tmp_path, gazetteer, *[row()] * 9)
    (only,) = read(tmp_path / "out", "partnerships.csv")
    assert only["note"].endswith("list.csv:6 and 4 more")


# --- the folder ---------------------------------------------------------------------------------


def test_tables_of_a_person_are_not_written_over(tmp_path: Path, gazetteer: Gazetteer) -> None:
    small.write(tmp_path / "out", small.data())
    before = (tmp_path / "out" / "cities.csv").read_bytes()
    with pytest.raises(InputError, match="has tables that were not fetched"):
        fetched(tmp_path, gazetteer, row())
    assert (tmp_path / "out" / "cities.csv").read_bytes() == before


def test_a_run_that_was_cut_off_can_be_repeated(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(name: str, rows: object) -> bytes:
        if name == "names.csv":
            raise KeyboardInterrupt
        return whole(name, rows)  # type: ignore[arg-type]  # handed on

    whole = folder._csv  # noqa: SLF001 - to cut it off in the middle
    with monkeypatch.context() as patch:
        patch.setattr(folder, "_csv", cut)
        with pytest.raises(KeyboardInterrupt):
            fetched(tmp_path, gazetteer, row())
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes()) == {
        "kind": "tables",
        "unfinished": True,
    }
    assert fetched(tmp_path, gazetteer, row())["partnerships"] == 1


def test_the_command(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row("Leipzig", "Krakau", b_country="Polska", since="1973")])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph(
        "fetch", "table", "list.csv", "--mapping", "list.toml", "--europe", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("table: 1 partnerships (1 of them one-sided) of 2 cities (2 know")
    assert members_of(tmp_path / "table") == ["krakow--leipzig"]


def members_of(path: Path) -> list[str]:
    return [row["partnership"] for row in read(path, "partnerships.csv")]


def test_the_command_says_what_it_could_not_understand(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row(b_country="Atlantis", since="soon")])
    (tmp_path / "list.toml").write_text(
        PLAIN + '[[correct]]\nwhere = {a = "X"}\nset = {a = "Y"}\nreason = "It is Y."\n', "utf-8"
    )
    done = twingraph("fetch", "table", "list.csv", "--mapping", "list.toml", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        'warning: no row was corrected for the reason "It is Y."',
        'warning: no country: "Atlantis" (1)',
        'warning: no date: "soon" (1)',
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--country", "Germany"), 2, '"Germany" is not the code of a country; write DE, PL, UA …'),
        (("--country", "de", "--europe"), 2, "--europe and --country exclude each other"),
        (("--mapping", "none.toml"), 2, "Error: none.toml: No such file or directory"),
        (("--data", "none"), 2, "Error: none: there is no such file or folder"),
        (("-o", "list.csv"), 2, "'list.csv' is a file"),
    ],
)
def test_the_command_refuses(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    write_csv(tmp_path / "list.csv", [row()])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph(
        "fetch", "table", "list.csv", "--mapping", "list.toml", *arguments, cwd=tmp_path
    )
    assert (done.returncode, message in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
