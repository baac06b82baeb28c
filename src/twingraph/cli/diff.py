"""``twingraph diff``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.core.languages import LANGUAGES, Language

_FORMATS = ("text", "csv", "json", "markdown")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the difference.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of names, labels and dates; sentences are in English.",
)
@options.output
@click.pass_context
def diff(
    ctx: click.Context,
    old: Path,
    new: Path,
    format: str,
    language: Language,
    output: Path,
) -> None:
    """List what changed between two builds.

    OLD and NEW are folders of builds. What was added, changed or removed is listed:
    partnerships, dates, statuses, memberships, names and so on. Claims are counted by source.
    Exits with 1 if there is a difference and with 0 if there is none. A claim that only moved to
    another row of a table is not a difference.

    \b
    Example:
      twingraph diff build-2026 build-2027
      twingraph diff build-2026 build-2027 --format csv -o changes.csv
    """
    from twingraph.publish.diff.comparing import compare
    from twingraph.publish.diff.writing import write

    difference = compare(old, new, language)
    with options.writing(output) as file:
        file.write(write(difference, format).encode())
    if difference:
        ctx.exit(1)
