"""``twingraph report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.report.studies import Study

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
@options.language
@options.reading
@options.output
def report(
    params: tuple[str, ...],
    format: str | None,
    language: Language,
    folder: Path | None,
    endpoint: str | None,
    output: Path,
) -> None:
    """Report how complete and how reliable the data are.

    The format follows from the ending of the file: .html, .md or .json. Without a file, only the
    numbers are printed, as Markdown. Every number comes from a named question, which the report
    prints.

    A file also has studies of the network: growth, survival, new partnerships at events, and
    distances. Some need pip install 'twingraph[network,science]'; without it, the report says that
    they are left out.

    \b
    Example:
      twingraph report
      twingraph report -o report.html
      twingraph report --lang uk -o zvit.html
      twingraph report -p years=5 -o report.json
    """
    from twingraph.core.text import counted
    from twingraph.pages.report import FORMATS, gather
    from twingraph.pages.report.studies import told
    from twingraph.publish.studies import study

    form = options.format_of(output, format, _ENDINGS, "summary")
    values = options.once_each(options.pairs(params, "years=5"))
    store = options.open_store(folder, endpoint)
    studies: tuple[Study, ...] = ()
    if form != "summary":
        options.progress("studying the network")
        studies = told(study(store), store, language)
    options.progress("asking")
    found = gather(store, values, language=language, studies=studies)
    text = FORMATS[form](found)
    with options.writing(output) as file:
        file.write(text.encode())
    if str(output) != "-":
        click.echo(f"{output}: {counted(len(list(found.answers)), 'section')}")
