"""``twingraph report``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options

_ENDINGS = {".html": "html", ".md": "markdown", ".json": "json"}


@click.command()
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Parameter of the questions, such as years=5 for stale sources; repeatable.",
)
@click.option(
    "--format",
    type=click.Choice(["summary", *_ENDINGS.values()]),
    help="How to write the report.  [default: by the ending of the file, else summary]",
)
@options.reading
@options.output
def report(
    params: tuple[str, ...],
    format: str | None,
    folder: Path | None,
    endpoint: str | None,
    output: Path,
) -> None:
    """Report how complete and how reliable the data are.

    The format follows from the ending of the file: .html, .md or .json. Without a file, only the
    numbers are printed, as Markdown. Every number comes from a named question, which the report
    prints.

    \b
    Example:
      twingraph report
      twingraph report -o report.html
      twingraph report -p years=5 -o report.json
    """
    from twingraph.core.text import counted
    from twingraph.pages.report import FORMATS, gather

    write = FORMATS[options.format_of(output, format, _ENDINGS, "summary")]
    values = options.once_each(options.pairs(params, "years=5"))
    options.progress("asking")
    found = gather(options.open_store(folder, endpoint), values)
    text = write(found)
    with options.writing(output) as file:
        file.write(text.encode())
    if str(output) != "-":
        click.echo(f"{output}: {counted(len(list(found.answers)), 'section')}")
