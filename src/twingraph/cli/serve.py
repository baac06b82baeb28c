"""``twingraph serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import limits, options
from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; any other than of this machine alone needs --name.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port to listen at; 0 is any that is free.",
)
@click.option(
    "--name",
    "names",
    metavar="HOST",
    multiple=True,
    help="Name by which clients address the service, such as example.org; repeatable.",
)
@limits.timeout("Stop a query after this many seconds.", 10)
@limits.max_memory("Stop a query when it uses more than this many megabytes.", 1000)
@limits.rows("Cut an answer off after this many rows or triples, and say so.", 10_000)
@limits.number(
    "--processes",
    "NUMBER",
    "Answer this many queries at the same time, besides long ones.  [default: three for"
    " each processor, at least 6]",
)
@limits.number(
    "--heavy",
    "QUERIES",
    "Let this many queries be long at the same time, and refuse others.  [default: two for each"
    " processor, at least 4]",
)
@limits.number("--queue", "QUERIES", "Let this many queries wait, and refuse others.", 100)
@limits.number(
    "--connections", "NUMBER", "Keep this many connections open, and close the idlest.", 1000
)
@click.option(
    "--origin",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="Let scripts of pages from this origin ask, such as https://example.org; repeatable; * is"
    " all.  [default: * with --name, else none]",
)
@click.option(
    "--cache",
    type=click.IntRange(min=0),
    metavar="MB",
    default=50,
    show_default=True,
    help="Keep this many megabytes of answers to give them again.",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to which a line is added for each request.  [default: standard error]",
)
def serve(
    folder: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    timeout: float,
    max_memory: int,
    limit: int,
    processes: int | None,
    heavy: int | None,
    queue: int,
    connections: int,
    origins: tuple[str, ...],
    cache: int,
    log: Path | None,
) -> None:
    """Serve a build as pages and a SPARQL endpoint, for yourself or for everybody.

    DIR is the folder of a build. A newer build in the same folder is served as soon as it is there.
    What it does stands in docs/serving.md, what it withstands in docs/threat-model.md.

    \b
    Example:
      twingraph serve build
      twingraph serve build --host 0.0.0.0 --name example.org
      twingraph serve build --processes 4 --heavy 2 --queue 20 --connections 200
    """
    try:
        from twingraph.serve import server
        from twingraph.serve.service import Service
    except ImportError as error:
        text = "the server is not installed; try: pip install 'twingraph[serve]'"
        raise CannotError(text) from error
    from twingraph.serve.settings import ANY, LOOPBACK, Settings
    from twingraph.store.processes import Capacity

    if host not in LOOPBACK and not names:
        raise click.UsageError(
            f"--host {host} opens the service to others; name it with --name, such as"
            " --name example.org"
        )
    usual = Capacity()
    settings = Settings(
        rows=limit,
        cache_bytes=cache * 1_000_000,
        names=(*LOOPBACK, host, *names),
        origins=origins or ((ANY,) if names else ()),
        connections=connections,
        capacity=Capacity(
            quick=processes or usual.quick,
            heavy=heavy or usual.heavy,
            queue=queue,
            seconds=timeout,
            megabytes=max_memory,
        ),
    )
    server.run(Service(*_source(folder), settings), host, port, log, _say)


def _say(address: str) -> None:
    click.echo(f"{address} has pages for a browser, and /sparql answers queries; Ctrl-C ends it")


def _source(folder: Path | None) -> tuple[Path, Callable[[], str]]:
    """Return the folder of the store to serve, and what gives the hash of its content."""
    from twingraph.store.folder import STORE, Latest

    build = options.build_of(folder)
    if build:
        return build.path / STORE, Latest(build.path).digest
    store = options.bundled_store()
    return store, lambda: store.parent.name
