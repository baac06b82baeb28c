"""``--endpoint``: a command that reads an endpoint writes what it writes from a build."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support import servers
from support.command import twingraph
from twingraph.publish import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.command import Run

NOWHERE = "http://name:secret@127.0.0.1:9/sparql"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def there(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("there")
    if request.param == "oxigraph":
        with servers.oxigraph(built / "twingraph.ttl", folder / "store") as url:
            yield url
        return
    if not servers.HAS_VIRTUOSO:
        pytest.skip(servers.NO_VIRTUOSO)
    file = folder / "whole.nt"
    ox.serialize(
        canonical.triples(built / "twingraph.nq"), str(file), format=ox.RdfFormat.N_TRIPLES
    )
    with servers.virtuoso(file, folder / "virtuoso", rows=100_000) as url:
        yield f"{url}?default-graph-uri=http://g/"


@pytest.fixture(scope="module")
def of_build(built: Path) -> Callable[[str], str]:
    """Return what a command writes from the build; it is asked once for all endpoints."""

    @cache
    def written(command: str) -> str:
        done = twingraph(*command.split(), "-b", built)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return written


@pytest.mark.parametrize(
    "command",
    [
        "view city Krakau --lang de",
        "view partnership krakow--leipzig",
        "view initiative youth-exchange-2024 --lang pl",
        "atlas --lang de",
        "report --format html",
        "export --format turtle",
    ],
)
def test_an_endpoint_gives_the_bytes_of_a_build(
    command: str, of_build: Callable[[str], str], there: str, run: Callable[..., Run]
) -> None:
    read = run(*command.split(), "--endpoint", there)
    assert read.returncode == 0, read.stderr
    assert read.stdout == of_build(command)


@pytest.mark.parametrize("file", ["graph.nq", "graph.trig"])
def test_an_endpoint_does_not_give_the_graphs_of_sources(
    file: str, run: Callable[..., Run]
) -> None:
    done = run("export", "--endpoint", NOWHERE, "-o", file)
    assert done.returncode == 2
    assert "an endpoint does not say which source's graph has a triple" in done.stderr
    assert not Path(file).exists()


@pytest.mark.parametrize("command", ["query longest", "report", "export", "site -o site"])
def test_a_build_and_an_endpoint_are_not_read_at_once(
    command: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run(*command.split(), "-b", built, "--endpoint", NOWHERE)
    assert done.returncode == 2
    assert "--build and --endpoint are two graphs; name the one to read" in done.stderr


@pytest.mark.parametrize("command", ["export", "view network"])
def test_an_endpoint_that_is_not_there_is_named(command: str, run: Callable[..., Run]) -> None:
    done = run(*command.split(), "--endpoint", NOWHERE)
    assert done.returncode == 2
    assert "127.0.0.1:9/sparql cannot be asked: no connection" in done.stderr
    assert "secret" not in done.stderr + done.stdout
