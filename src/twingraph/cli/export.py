"""``twingraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twingraph.cli import options

_FORMATS = ("turtle", "nquads", "ntriples", "jsonld", "rdfxml", "trig")


@click.command()
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="turtle",
    show_default=True,
    help="Format to write.",
)
@click.option(
    "--only",
    type=click.Choice(["statements", "claims"]),
    help="The lean graph alone, or who says what alone.",
)
@options.build_folder
@options.output
def export(format: str, only: Any, folder: Path, output: Path) -> None:  # noqa: A002 - the option's name
    """Write a build in another format.

    The same build gives the same bytes. Statements and claims together are the whole, triple
    for triple.

    \b
    Example:
      twingraph export --format jsonld -o twingraph.jsonld
      twingraph export --only statements -o lean.ttl
    """
    from twingraph import artifacts
    from twingraph import export as room
    from twingraph.errors import CannotError

    nquads = folder / artifacts.NQUADS
    if not nquads.is_file():
        raise CannotError(f"{folder}: no build here; make one with: twingraph build")
    with options.writing(output) as file:
        room.write(nquads, format, file, only or "all")
