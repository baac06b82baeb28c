"""The small world, fetched once without any trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.queried import fetch, written

if TYPE_CHECKING:
    from twingraph.sources.wikidata.model import Fetched


@pytest.fixture(scope="session")
def everything(server: str, tmp_path_factory: pytest.TempPathFactory) -> Fetched:
    return fetch(server, tmp_path_factory.mktemp("all"))


@pytest.fixture(scope="session")
def undisturbed(everything: Fetched, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return written(everything, tmp_path_factory.mktemp("undisturbed"))
