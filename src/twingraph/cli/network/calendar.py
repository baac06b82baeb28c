"""``twingraph network calendar``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.cli.network import results


def _ics(_context: click.Context, _parameter: click.Parameter, output: Path) -> Path:
    """Refuse a file whose ending promises something else."""
    if output.suffix.lower() not in {"", ".ics", ".ical"}:
        raise click.BadParameter(
            f"{output}: this is a calendar; let the name of the file end in .ics"
        )
    return output


@click.command()
@results.folder
@options.endpoint
@click.option(
    "--precision",
    type=click.Choice(["day", "month", "year"]),
    default="day",
    show_default=True,
    help="The coarsest dates to include; those of a month or a year last for all of it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_ics,
    default=Path("-"),
    help="Calendar file to write; - is standard output.  [default: -]",
)
def calendar(folder: Path | None, endpoint: str | None, precision: str, output: Path) -> None:
    """Write the anniversaries of partnerships as a calendar file.

    It is an iCalendar file (RFC 5545), which calendars on computers and phones import: an event
    that repeats every year on the day on which a partnership began. What is not known to the day,
    what has not begun, and what has ended is left out, and counted on standard error.

    \b
    Example:
      twingraph network calendar -o anniversaries.ics
      twingraph network calendar build --precision month -o anniversaries.ics

    It needs icalendar: pip install 'twingraph[network]'.
    """
    results.one_source(folder, endpoint)
    from twingraph.core.text import counted
    from twingraph.network import extras
    from twingraph.network.history import records

    extras.need("network", "icalendar")
    from twingraph.network.history import anniversaries

    made = anniversaries.calendar(records.read(options.open_store(folder, endpoint)), precision)
    with options.writing(output) as file:
        file.write(made.content)
    for why, number in made.left_out.items():
        click.echo(f"left out: {counted(number, 'partnership')}: {why}", err=True)
    if str(output) != "-":
        click.echo(f"{output}: {counted(made.events, 'event')}")
