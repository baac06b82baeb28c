"""The small dataset of the report, and what the report finds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.answers import oxigraph
from support.reports import data, triples_of
from twingraph.pages import report

if TYPE_CHECKING:
    import pyoxigraph as ox

    from twingraph.store.engine import EmbeddedStore


@pytest.fixture(scope="session")
def triples(tmp_path_factory: pytest.TempPathFactory) -> list[ox.Triple]:
    return triples_of(data(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def store(triples: list[ox.Triple]) -> EmbeddedStore:
    return oxigraph(triples)


@pytest.fixture(scope="session")
def found(store: EmbeddedStore) -> report.Report:
    return report.gather(store)
