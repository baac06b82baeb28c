"""The tables for counting: what they say is what the graph says."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from arro3.io import read_parquet

import twingraph
from support import small
from twingraph.columns import claimed, parquet, tables
from twingraph.core.errors import CannotError, UnknownName
from twingraph.publish import build
from twingraph.store.engine import EmbeddedStore, select
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from twingraph.store.questions import Column

NAMES = sorted(tables.asked())


def columns_of(name: str) -> Sequence[Column]:
    return claimed.COLUMNS if name == tables.CLAIMS else tables.asked()[name].columns


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    return parsed(folder / "columns" / f"{name}.parquet")


def parsed(file: Path | BytesIO) -> list[dict[str, Any]]:
    frame = pd.read_parquet(file, dtype_backend="pyarrow").astype(object)
    found = frame.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in found]


# --- the columns --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*NAMES, tables.CLAIMS])
def test_a_file_has_the_columns_that_are_promised(name: str, built: Path) -> None:
    schema = read_parquet(built / "columns" / f"{name}.parquet").schema
    found = [
        (one.name, one.type, one.metadata_str["description"])
        for one in map(schema.field, schema.names)
    ]
    promised = [(one.name, parquet.TYPES[one.type], one.description) for one in columns_of(name)]
    assert found == promised


@pytest.mark.parametrize("name", NAMES)
def test_the_query_of_a_table_gives_its_columns_in_their_order(name: str, built: Path) -> None:
    table = tables.asked()[name]
    store = EmbeddedStore.open(built / "store")
    assert rows(store.query(table.sparql)).columns == tuple(one.name for one in table.columns)
    assert {one.type for one in table.columns} <= parquet.TYPES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_rows_of_its_query_however_many_are_asked_for_at_once(
    name: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EmbeddedStore.open(built / "store")
    whole = list(rows(store.query(tables.asked()[name].sparql)))
    kept = read(built, name)
    assert [str_of(row) for row in kept] == [str_of(row) for row in whole]
    assert kept
    monkeypatch.setattr(tables, "_AT_ONCE", 100)
    file = BytesIO()
    tables.write(store, name, file)
    portioned = parsed(BytesIO(file.getvalue()))
    assert sorted(map(repr, portioned)) == sorted(map(repr, kept))


def str_of(row: dict[str, Any]) -> dict[str, str]:
    """Return the cells of a row in words; no cell is an empty text."""
    return {
        name: str(float(value) if name in {"latitude", "longitude"} else value)
        for name, value in row.items()
        if value not in {None, ""}
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("cities", ["city"]),
        ("partnerships", ["partnership"]),
        ("phases", ["partnership", "number"]),
        ("members", ["partnership", "city"]),
        ("memberships", ["membership"]),
        ("terms", ["term"]),
        ("claims", ["claim"]),
    ],
)
def test_no_thing_has_two_rows(name: str, key: list[str], built: Path) -> None:
    keys = [tuple(row[column] for column in key) for row in read(built, name)]
    assert len(keys) == len(set(keys)) > 0


# --- what they say ------------------------------------------------------------------------------


def partnerships(tmp_path: Path, *more: dict[str, str], **cells: str) -> dict[str, Any]:
    """Return the row of the partnership of the small dataset."""
    content: dict[str, Any] = small.data()
    content["partnerships.csv"][0] |= cells
    for row in more:
        content["partnerships.csv"].append({"partnership": "alpha--beta", "source": "page"} | row)
    build.build([small.write(tmp_path / "tables", content)], tmp_path / "build")
    (row,) = read(tmp_path / "build", "partnerships")
    return row


def test_a_partnership_has_its_cities_its_dates_and_its_status(tmp_path: Path) -> None:
    row = partnerships(
        tmp_path, {"phase": "2", "status": "ended", "start": "2016"}, phase="1", end="2016"
    )
    said = {name: str(value) for name, value in row.items() if value is not None}
    assert said == {
        "partnership": "alpha--beta",
        "members": "2",
        "city_a": "alpha",
        "city_a_name": "Alpha",
        "country_a": "de",
        "city_b": "beta",
        "city_b_name": "Beta",
        "country_b": "de",
        "kind": "twin-town",
        "since": "1962-05",
        "since_first": "1962-05-01",
        "since_last": "1962-05-31",
        "since_year": "1962",
        "until": "2016",
        "until_first": "2016-01-01",
        "until_last": "2016-12-31",
        "until_year": "2016",
        "status": "ended",
    }


def test_three_members_are_no_pair(tmp_path: Path) -> None:
    content: dict[str, Any] = small.data()
    content["partnerships.csv"][0] |= {
        "partnership": "alpha--beta--gamma-main",
        "members": "alpha; beta; gamma-main",
    }
    build.build([small.write(tmp_path / "tables", content)], tmp_path / "build")
    (row,) = read(tmp_path / "build", "partnerships")
    assert (row["members"], row["city_a"], row["city_b"], row["country_a"]) == (3, *[None] * 3)
    members = [one["city"] for one in read(tmp_path / "build", "members")]
    assert members == ["alpha", "beta", "gamma-main"]


def test_a_date_without_a_last_day_has_none(tmp_path: Path) -> None:
    row = partnerships(tmp_path, start="1973/..")
    assert str(row["since_first"]) == "1973-01-01"
    assert (row["since_last"], row["since_year"]) == (None, None)


def test_a_term_has_the_city_of_its_post_only_where_the_post_is_one_of_a_city(built: Path) -> None:
    terms = read(built, "terms")
    assert all((row["city"] is None) == (row["city_name"] is None) for row in terms)
    assert any(row["city"] for row in terms)


def test_the_table_of_claims_says_what_the_graph_says_of_them(built: Path) -> None:
    found = {row["claim"]: row for row in read(built, "claims")}
    asked = select(
        EmbeddedStore.open(built / "store"),
        """SELECT ?id ?rank ?reason ?confidence ?as_of ?quote ?rival {
          ?claim a tg:Claim ; tg:rank ?r ; tg:confidence ?c .
          OPTIONAL { ?claim tg:rankReason ?reason }
          OPTIONAL { ?claim tg:asOf/tg:edtf ?as_of }
          OPTIONAL { ?claim tg:evidence/oa:exact ?quote }
          OPTIONAL { ?claim tg:contradicts ?other }
          BIND(STRAFTER(STR(?claim), "id/claim/") AS ?id)
          BIND(STRAFTER(STR(?r), "rank-") AS ?rank)
          BIND(STRAFTER(STR(?c), "confidence-") AS ?confidence)
          BIND(STRAFTER(STR(?other), "id/claim/") AS ?rival)
        }""",
    )
    assert len(asked) == len(found)
    for row in asked:
        claim = found[row["id"].value]
        for name in ("rank", "reason", "confidence", "as_of", "quote"):
            assert claim[name] == (row[name].value if row[name] else None), row["id"].value
        assert claim["contradicts"] == (row["rival"].value if row["rival"] else None)


def test_a_claim_is_asserted_where_the_graph_asserts_it(built: Path) -> None:
    found = {row["claim"] for row in read(built, "claims") if row["asserted"]}
    asked = select(
        EmbeddedStore.open(built / "store"),
        """SELECT ?id {
          ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; tg:rank ?rank . ?s ?p ?o .
          FILTER(?rank != tgc:rank-deprecated)
          BIND(STRAFTER(STR(?claim), "id/claim/") AS ?id)
        }""",
    )
    assert found == {row["id"].value for row in asked}


def test_the_values_of_claims_are_dates_ids_and_texts(built: Path) -> None:
    claims = read(built, "claims")
    date = next(c for c in claims if c["property"] == "tg:start" and c["value"] == "1973-09-08")
    assert (str(date["value_first"]), date["value_year"]) == ("1973-09-08", 1973)
    thing = next(c for c in claims if c["property"] == "tg:member")
    assert (thing["value"].split("/")[0], thing["value_first"]) == ("city", None)
    text = next(c for c in claims if c["value"] == "Krakau")
    assert text["value_language"] == "de"


# --- where they come from -----------------------------------------------------------------------


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    source = small.write(tmp_path / "tables", small.data())
    digests = []
    for name in ("one", "two"):
        build.build([source], tmp_path / name)
        files = sorted((tmp_path / name / "columns").iterdir())
        digests.append({f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files})
    assert digests[0] == digests[1]
    assert digests[0].keys() == {f"{name}.parquet" for name in [*NAMES, "claims"]}


@pytest.mark.parametrize("name", [*NAMES, tables.CLAIMS])
def test_the_dataset_of_the_package_has_the_tables_of_a_build(name: str, built: Path) -> None:
    embedded = twingraph.open().table(name)
    assert embedded.equals(twingraph.open(built).table(name))
    assert len(embedded)


def test_an_unknown_table_is_refused_with_the_nearest_name(built: Path) -> None:
    with pytest.raises(UnknownName, match=r'no table "partnership".*partnerships'):
        twingraph.open(built).table("partnership")


def test_a_build_whose_table_is_cut_off_is_refused(tmp_path: Path) -> None:
    folder = build.build([small.write(tmp_path / "t", small.data())], tmp_path / "build").folder
    (folder / "columns" / "cities.parquet").write_bytes(b"PAR1")
    with pytest.raises(CannotError, match=r"cities\.parquet"):
        twingraph.open(folder).table("cities")


def test_an_endpoint_gives_no_table_of_claims() -> None:
    with pytest.raises(CannotError, match="an endpoint does not give the table of all claims"):
        twingraph.connect("http://localhost:1/sparql").table("claims")
