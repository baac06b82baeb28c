"""What each importer reads of real files, refuses and why, and what comes of it beside the dataset.

The files stand beside the repository, in ``realworld`` of ``../shared`` or ``$TWINGRAPH_SHARED``.
``python -m benchmarks.imports`` writes the numbers into ``docs/imports.md``; no row goes there.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.claims.knowledge import gather_claims
from twingraph.core import resources
from twingraph.core.text import counted, fold
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.sources.spreadsheet.mapping import read as read_mapping
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.sources.wikidata.dump.fetch import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Order
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.tables.rows import Tables

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TWINGRAPH_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "imports.md"
MARKS = ("<!-- numbers -->\n", "<!-- /numbers -->\n")
DAY = "2026-11-26"


class Import(NamedTuple):
    """What an importer made of some files."""

    what: str
    manifest: dict[str, Any]
    contradictions: Counter[str]
    namesakes: int


def imports(folder: Path) -> Iterator[Import]:
    """Import the real files, each beside the dataset."""
    data = read_tables([resources.folder("data")])
    before = contradictions(data)
    gazetteer = Gazetteer(data)
    lists = {
        "German list of 2015": ("german-partnerships", "german-partnerships-2015.csv"),
        "25 tables of Wikidata, 2017": ("wikidata-tsv", "wikidata-tsv/*.tsv"),
    }
    for what, (name, pattern) in lists.items():
        mapping = read_mapping(ROOT / "docs" / "mappings" / f"{name}.toml")
        files = sorted((SHARED / "realworld").glob(pattern))
        manifest = write_tables(files, mapping, folder / name, gazetteer)
        yield beside(f"{what} (`fetch table`)", manifest, folder / name, before)
    for file in sorted((SHARED / "realworld" / "wikidata-entities").glob("*.json")):
        done = fetch(Order(file, DAY), Parts.begin(folder / file.stem))
        what = f"Wikidata’s {file.stem.partition('-')[0]} (`fetch wikidata-dump`)"
        yield beside(what, done.manifest, folder / file.stem, before)


def beside(what: str, manifest: dict[str, Any], made: Path, before: Counter[str]) -> Import:
    """Put tables beside the dataset, and count what they contradict and which names they share."""
    both = reconcile(read_tables([resources.folder("data"), made]))
    return Import(what, manifest, contradictions(both) - before, namesakes(both))


def contradictions(tables: Tables) -> Counter[str]:
    """Count the claims that contradict what is asserted, by property."""
    knowledge, _ = gather_claims(tables)
    return Counter(
        re.split("[/#]", claim.statement.predicate.value)[-1]
        for claim in knowledge.claims
        if knowledge.verdict(claim).contradicts
    )


def namesakes(tables: Tables) -> int:
    """Count the usual names that cities in several countries have."""
    countries = {
        row.cells["city"]: row.cells["country"]
        for row in tables.of("cities.csv")
        if row.cells["country"]
    }
    found: dict[str, set[str]] = {}
    for row in tables.of("names.csv"):
        if row.cells["name"] and row.cells["city"] in countries:
            found.setdefault(fold(row.cells["name"]), set()).add(countries[row.cells["city"]])
    return sum(len(states) > 1 for states in found.values())


def table(done: Import) -> Iterator[str]:
    """Yield the lines of the page on an import."""
    manifest, rows = done.manifest, done.manifest["skipped"]
    yield f"\n## {done.what}\n\n"
    yield "| what | number |\n| --- | --- |\n"
    yield f"| statements read | {manifest['statements_read']:,} |\n"
    yield f"| partnerships made | {manifest['partnerships']:,} |\n"
    yield f"| cities in them | {manifest['cities']:,} |\n"
    if "cities_known" in manifest:
        yield f"| … that the dataset knows | {manifest['cities_known']:,} |\n"
        yield f"| … that may be one it knows | {len(manifest['open']):,} |\n"
        yield f"| … with several countries | {len(manifest['in_several_countries']):,} |\n"
    for reason, number in rows.items():
        yield f"| statements left out: {reason} | {number:,} |\n"
    for reason, number in manifest["left_out"].items():
        if reason not in rows:
            yield f"| values left out: {reason} | {number:,} |\n"
    yield f"| names that cities in several countries have | {done.namesakes:,} |\n"
    for name, number in sorted(done.contradictions.items()):
        yield f"| claims that contradict, beyond those of the dataset: `{name}` | {number:,} |\n"
    if not done.contradictions:
        yield "| claims that contradict, beyond those of the dataset | 0 |\n"


def main() -> int:
    """Write the numbers into the page."""
    if not (SHARED / "realworld").is_dir():
        print(f"no real files in {SHARED / 'realworld'}; set TWINGRAPH_SHARED")
        return 2
    text = PAGE.read_text("utf-8")
    head, rest = text.split(MARKS[0])
    tail = rest.split(MARKS[1])[1]
    with TemporaryDirectory() as folder:
        done = list(imports(Path(folder)))
    numbers = "".join(line for one in done for line in table(one))
    PAGE.write_text(f"{head}{MARKS[0]}{numbers}\n{MARKS[1]}{tail}", "utf-8")
    print(f"{PAGE}: {counted(len(done), 'import')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
