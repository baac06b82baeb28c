"""A real SPARQL server with a small world, and a proxy before it that applies chosen faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import servers
from support import wikibase as wb
from support.proxy import Proxy, standing_before
from support.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("server")
    with servers.oxigraph(wb.write(WORLD, base / "world.nt"), base / "store") as url:
        yield url


@pytest.fixture(scope="session")
def standing(server: str) -> Iterator[Proxy]:
    with standing_before(server) as proxy:
        yield proxy


@pytest.fixture
def proxy(standing: Proxy) -> Iterator[Proxy]:
    standing.reset()
    yield standing
    standing.reset()
