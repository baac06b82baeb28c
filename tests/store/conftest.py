"""An invented dataset with the ontology, as a build has it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from support.answers import oxigraph
from support.paths import TESTS
from twingraph.claims import rdf
from twingraph.publish import build
from twingraph.tables import layout

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from twingraph.store.engine import EmbeddedStore


@pytest.fixture(scope="package")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented tables with every column of the layout, also those younger than they are."""
    folder = tmp_path_factory.mktemp("questions")
    for file in (TESTS / "questions").glob("*.csv"):
        schema = layout.load().tables[file.name]
        with (
            file.open(encoding="utf-8", newline="") as lines,
            (folder / file.name).open("w", encoding="utf-8", newline="") as copy,
        ):
            writer = csv.DictWriter(copy, schema.header, restval="")
            writer.writeheader()
            writer.writerows(csv.DictReader(lines))
    return folder


@pytest.fixture(scope="package")
def triples(tables: Path) -> list[ox.Triple]:
    """The invented dataset with the ontology, as a build has it."""
    knowledge, _ = build.gather([tables])
    return sorted({quad.triple for quad in rdf.quads(knowledge)}, key=str)


@pytest.fixture(scope="package")
def store(triples: list[ox.Triple]) -> EmbeddedStore:
    return oxigraph(triples)
