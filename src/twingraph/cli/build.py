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
@options.languages(
    ("en",),
    "Language of the views; repeatable. Those of the first lie in views/ itself.  [default: en]",
)
def build(sources: tuple[Path, ...], output: Path, languages: tuple[Language, ...]) -> None:
    """Build the graph from tables: Turtle, N-Quads, store and views.

    SOURCE is a folder of tables or a single table. Without it, the dataset that comes with
    twingraph is built. An earlier build is replaced only when the new one is complete.

    \b
    Example:
      twingraph build
      twingraph build data my-tables -o build --lang en --lang uk
    """
    from twingraph.core import resources
    from twingraph.core.text import counted
    from twingraph.publish.build import build as run

    paths = sources or (resources.folder("data"),)
    done = run(paths, output, progress=options.progress, languages=languages)
    counts = done.manifest["counts"]
    click.echo(
        f"{counted(counts['triples'], 'triple')}: {counted(counts['statements'], 'statement')} and"
        f" {counted(counts['claims'], 'claim')} about them, from {counted(counts['rows'], 'row')}"
    )
    found = ", ".join(counted(number, kind) for kind, number in done.manifest["findings"].items())
    click.echo(f"validated: {found}; see {output / 'findings.json'}")
    for name in ("twingraph.ttl", "twingraph.nq", "views/index.html"):
        click.echo(f"  {output / name}")
