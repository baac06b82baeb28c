"""A small dataset that is right in every row, for tests that make it wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.tables import layout
from twingraph.tables.rows import Row, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Cells = dict[str, str]
Data = dict[str, list[Cells]]

DOCUMENT = "In May 1962 the mayors of Alpha and Beta met.\nThey signed a charter."


def data() -> Data:
    """Return three cities, two of them partners, and a third that shares its name with a fourth."""
    return {
        "sources.csv": [
            {
                "source": "page",
                "title": "A page",
                "kind": "official-site",
                "address": "https://example.org/page",
                "retrieved": "2026-01-01",
            },
            {
                "source": "paper",
                "title": "A paper",
                "kind": "news",
                "document": "paper.txt",
                "sha256": "78db455a4e2c66963fbb2066d03e7f6a48ebcaf130b8214d76c3b7d6c7639c35",
                "characters": str(len(DOCUMENT)),
            },
        ],
        "cities.csv": [
            city("alpha", "Q1"),
            city("beta", "Q2"),
            city("gamma-oder", "Q3"),
            city("gamma-main", "Q4"),
        ],
        "names.csv": [
            name("alpha", "Alpha", also="Älpha"),
            name("beta", "Beta"),
            name("gamma-oder", "Gamma (Oder)", also="Gamma"),
            name("gamma-main", "Gamma am Main", also="Gamma"),
        ],
        "states.csv": [
            {"state": "de", "language": "en", "name": "Germany", "source": "page"},
        ],
        "partnerships.csv": [
            {
                "partnership": "alpha--beta",
                "members": "alpha; beta",
                "kind": "twin-town",
                "kind_word": "jumelage",
                "language": "fr",
                "status": "active",
                "start": "1962-05",
                "source": "page",
            }
        ],
    }


def city(slug: str, wikidata: str) -> Cells:
    """Return the cells of a city."""
    return {"city": slug, "country": "de", "level": "city", "wikidata": wikidata, "source": "page"}


def name(slug: str, english: str, **more: str) -> Cells:
    """Return the cells of a name."""
    return {"city": slug, "language": "en", "name": english, "source": "page"} | more


def write(folder: Path, content: Mapping[str, Sequence[Cells]]) -> Path:
    """Write tables; columns that a row does not name are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in content.items():
        table = layout.load().tables[file]
        filled = [Row("", "", file, 0, dict.fromkeys(table.header, "") | cells) for cells in rows]
        for row in filled:
            assert set(row.cells) == set(table.header), row.cells
        (folder / file).write_bytes(write_table(filled, table))
    return folder
