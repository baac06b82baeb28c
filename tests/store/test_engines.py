"""The named questions at servers of others: they give the rows of a build, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support import servers
from support.answers import table
from support.cases import CASES, filled, parameters
from twingraph.store import questions
from twingraph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore

MANY = 100_000  # rows that Virtuoso may send


@pytest.fixture(scope="module")
def file(triples: list[ox.Triple], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engines") / "data.nt"
    ox.serialize(triples, str(path), format=ox.RdfFormat.N_TRIPLES)
    return path


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def there(request: pytest.FixtureRequest, file: Path) -> Iterator[Endpoint]:
    if request.param == "oxigraph":
        with servers.oxigraph(file, file.parent / "store") as url:
            yield Endpoint(url)
        return
    if not servers.HAS_VIRTUOSO:
        pytest.skip(servers.NO_VIRTUOSO)
    with servers.virtuoso(file, file.parent / "virtuoso", rows=MANY) as url:
        yield Endpoint(url)


@pytest.mark.parametrize("case", CASES)
def test_a_server_gives_the_rows_of_a_build(
    case: str, store: EmbeddedStore, there: Endpoint
) -> None:
    """Names are looked up there too, which takes ASK."""
    name = case.partition(":")[0]
    answer = questions.named(name).ask(there, parameters(case))
    assert table(answer) == table(store.query(filled(case, store)))
