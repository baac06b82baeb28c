"""``twingraph build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from twingraph.core.languages import Language


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Folder to write.",
)
@options.language
def build(sources: tuple[Path, ...], output: Path, language: Language) -> None:
    """Build the graph from tables: Turtle, N-Quads, store and views.

    SOURCE is a folder of tables, or a table; without one, the dataset that comes with
    twingraph is built. The result takes its place when all of it is written; if something is
    wrong, an earlier build stays as it was.

    \b
    Example:
      twingraph build
      twingraph build data my-tables -o build
    """
    from twingraph.core import resources
    from twingraph.publish.build import build as run

    paths = sources or (resources.folder("data"),)
    done = run(paths, output, progress=options.progress, language=language)
    counts = done.manifest["counts"]
    click.echo(
        f"{counts['triples']:,} triples: {counts['statements']:,} statements and"
        f" {counts['claims']:,} claims about them, from {counts['rows']:,} rows"
    )
    found = ", ".join(
        f"{number:,} {severity}{'' if number == 1 else 's'}"
        for severity, number in done.manifest["findings"].items()
    )
    click.echo(f"validated: {found}; see {output / 'findings.json'}")
    for name in ("twingraph.ttl", "twingraph.nq", "views/index.html"):
        click.echo(f"  {output / name}")
