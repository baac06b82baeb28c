"""Anybody's table by a mapping: what becomes of every row, and of every mistake.

``tests/golden/mapping`` has small files with made-up places and the dirt of the real ones, and the
tables that the two mappings of ``docs/mappings`` make of them. Rewrite these tables with
``TWINGRAPH_GOLDEN=write pytest tests/sources/spreadsheet/test_tables.py`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import small
from support.listing import (
    COMPARED,
    GOLDEN,
    HEADER,
    MAPPINGS,
    REALWORLD,
    fetched,
    read,
    row,
)
from twingraph.claims.knowledge import gather_claims
from twingraph.claims.rdf import statements
from twingraph.core import resources
from twingraph.core.errors import InputError
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.publish import build
from twingraph.sources.spreadsheet.mapping import read as read_mapping
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables import folder
from twingraph.tables.folder import shipped
from twingraph.tables.rows import read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping


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
    assert sum("/phase/" in claim.statement.subject.value for claim in starts) == 2


def test_of_a_state_with_a_predecessor_nothing_is_presumed(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """Where a city of Ukraine lay in 1970 is not known from a list that is built alone."""
    fetched(tmp_path, gazetteer, row(a_country="ua", b_country="fr"))
    knowledge, _ = gather_claims(reconcile(read_tables([tmp_path / "out"])))
    presumed = [str(q.subject) for q in statements(knowledge) if "#presumed" in q.predicate.value]
    states = [iri.rpartition("--")[2] for iri in presumed if "/affiliation/" in iri]
    assert states == ["fr>"]


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
    assert manifest["left_out"] == {"dates whose end comes before their start": 1}
    assert read(tmp_path / "out", "partnerships.csv")[0]["start"] == ""


def test_a_country_beside_the_dataset_is_named_as_the_table_does(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    fetched(
        tmp_path, gazetteer, row(b_country="Ruritania"), more='\n[countries]\nRuritania = "rur"\n'
    )
    (state,) = (s for s in read(tmp_path / "out", "states.csv") if s["state"] == "rur")
    assert (state["name"], state["language"], state["source"]) == ("Ruritania", "und", "list")


def test_a_word_of_the_dataset_keeps_its_reason(tmp_path: Path, gazetteer: Gazetteer) -> None:
    more = '[partnership.kinds.J]\nkind = "twin-town"\nword = "jumelage"\n'
    fetched(tmp_path, gazetteer, row(kind="J"), more=more + 'reason = "So I say."\n')
    (ours,) = (k for k in shipped("kinds.csv") if k["word"] == "jumelage")
    assert read(tmp_path / "out", "kinds.csv") == [ours]


def test_a_word_of_the_dataset_needs_no_mapping(tmp_path: Path, gazetteer: Gazetteer) -> None:
    manifest = fetched(tmp_path, gazetteer, row(kind="jumelage"), row(b="Carla", kind="twin-town"))
    rows = read(tmp_path / "out", "partnerships.csv")
    assert [(r["kind"], r["kind_word"], r["language"]) for r in rows] == [
        ("twin-town", "jumelage", "fr"),
        ("", "", ""),
    ]
    assert manifest["not_understood"]["kind"] == {"twin-town": 1}


def test_an_abbreviation_that_is_mapped_is_the_word(tmp_path: Path, gazetteer: Gazetteer) -> None:
    more = '[partnership.kinds.J]\nkind = "twin-town"\nreason = "It stands for jumelage."\n'
    fetched(tmp_path, gazetteer, row(kind="J"), more=more)
    assert [(k["word"], k["kind"]) for k in read(tmp_path / "out", "kinds.csv")] == [
        ("J", "twin-town")
    ]


def test_one_end_in_the_country_is_enough(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [row(b_country="jp"), row("Carla", a_country="jp", b_country="jp")]
    manifest = fetched(tmp_path, gazetteer, *rows, countries=frozenset({"de"}))
    assert manifest["skipped"] == {"in none of the countries": 1}
    assert (manifest["partnerships"], manifest["with_one_end_outside_europe"]) == (1, 1)


def test_many_rows_that_say_the_same_are_not_all_named(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    fetched(tmp_path, gazetteer, *[row()] * 9)
    (only,) = read(tmp_path / "out", "partnerships.csv")
    assert only["note"].endswith("list.csv:6 and 4 more")


def test_tables_of_a_person_are_not_written_over(tmp_path: Path, gazetteer: Gazetteer) -> None:
    small.write(tmp_path / "out", small.data())
    before = (tmp_path / "out" / "cities.csv").read_bytes()
    with pytest.raises(InputError, match="contains tables that were not fetched"):
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
