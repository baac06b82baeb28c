"""``--endpoint``: a command that reads an endpoint writes what it writes from a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.servers import oxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.command import Run


@pytest.fixture(scope="module")
def there(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(built / "twingraph.ttl", tmp_path_factory.mktemp("there") / "store") as url:
        yield url


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
    command: str, built: Path, there: str, run: Callable[..., Run]
) -> None:
    read = run(*command.split(), "--endpoint", there)
    assert read.returncode == 0, read.stderr
    assert read.stdout == run(*command.split(), "-b", built).stdout != ""


@pytest.mark.parametrize("file", ["graph.nq", "graph.trig"])
def test_an_endpoint_does_not_give_the_graphs_of_sources(
    file: str, there: str, run: Callable[..., Run]
) -> None:
    done = run("export", "--endpoint", there, "-o", file)
    assert done.returncode == 2
    assert "an endpoint does not say which source's graph has a triple" in done.stderr
    assert not Path(file).exists()


@pytest.mark.parametrize("command", ["query longest", "report", "export", "site -o site"])
def test_a_build_and_an_endpoint_are_not_read_at_once(
    command: str, built: Path, there: str, run: Callable[..., Run]
) -> None:
    done = run(*command.split(), "-b", built, "--endpoint", there)
    assert done.returncode == 2
    assert "--build and --endpoint are two graphs; name the one to read" in done.stderr


@pytest.mark.parametrize("command", ["export", "view network"])
def test_an_endpoint_that_is_not_there_is_named(command: str, run: Callable[..., Run]) -> None:
    done = run(*command.split(), "--endpoint", "http://name:secret@127.0.0.1:9/sparql")
    assert done.returncode == 2
    assert "127.0.0.1:9/sparql cannot be asked: no connection" in done.stderr
    assert "secret" not in done.stderr + done.stdout
