"""``twingraph add``."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twingraph.curation.insert import Addition, Rivalry

_Command = TypeVar("_Command", bound="Callable[..., Any]")

_STATUS = ("active", "dormant", "suspended", "ended")


def _edtf(ctx: click.Context, option: click.Parameter, text: str) -> str:  # noqa: ARG001 - click's signature
    """Refuse a text that is not a date before anything is read."""
    from twingraph.core import dates

    try:
        return dates.parse(text).edtf if text else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _text(name: str, *more: str, **settings: Any) -> Callable[[_Command], _Command]:
    """Return an option that is empty where it is not given, as a cell is."""
    return click.option(name, *more, default="", **settings)


@click.group()
def add() -> None:
    """Add what a web page says to the tables.

    \b
    Example:
      twingraph add partnership --a Krakau --b Leipzig --status active --as-of 2026 \\
        --source krakow-pl-leipzig
    """


@add.command()
@click.option("--a", "one", required=True, metavar="CITY", help="A city, by any of its names.")
@click.option("--b", "other", required=True, metavar="CITY", help="Its partner.")
@click.option(
    "--source",
    "address",
    required=True,
    metavar="URL|ID",
    help="Address of the page that says so, or the id of a known source.",
)
@_text("--since", "start", callback=_edtf, metavar="DATE", help="Start: 1981, 1981-05, 198X …")
@_text("--end", callback=_edtf, metavar="DATE", help="End, written like the start.")
@_text("--kind", metavar="WORD", help="The page's own word for the kind, as in kinds.csv.")
@_text("--language", metavar="TAG", help="Language of the page and its words: de, en, pl, uk …")
@_text("--status", type=click.Choice(["", *_STATUS]), metavar="|".join(_STATUS), help="Status.")
@_text("--as-of", callback=_edtf, metavar="DATE", help="Date at which the status held.")
@_text("--quote", metavar="WORDS", help="Quotation from the page, at most 100 characters.")
@click.option(
    "--phase",
    type=click.IntRange(min=1),
    help="Phase that began, ended or has the status; needed if there are several.",
)
@_text("--phase-kind", metavar="WORD", help="Word for the kind in this phase, if it changed.")
@_text("--source-kind", metavar="KIND", help="Kind of a new source: official-site, news …")
@_text("--source-title", metavar="TITLE", help="Title of a new source, as on the page.")
@_text(
    "--published", callback=_edtf, metavar="DATE", help="Date on which a new source was published."
)
@click.option(
    "--retrieved",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day on which you read a new source.  [default: today]",
)
@options.tables_folder
@click.option("--dry-run", is_flag=True, help="Show what would be added, without writing it.")
def partnership(
    one: str,
    other: str,
    address: str,
    language: str,
    source_kind: str,
    source_title: str,
    published: str,
    retrieved: date | None,
    phase: int | None,
    folder: Path,
    dry_run: bool,
    **said: str,
) -> None:
    """Add what a page says about a partnership of two cities.

    Name the cities in any language, and the kind by the page's own word. The page is looked up
    in sources.csv by its address, or added there. Existing rows stay as they are, and nothing is
    written if the new rows would introduce an error. Exits with 1 if something is unknown,
    ambiguous or wrong, or if the tables already say it.

    A status holds at a time, but a start or an end holds for good: if you give both --as-of and
    --since or --end, two rows are written.

    \b
    Example:
      twingraph add partnership --a Leipzig --b Lyon --since 1981 --kind jumelage \\
        --source https://www.lyon.fr/leipzig --source-kind official-site
      twingraph add partnership --a Krakau --b Leipzig --status active --as-of 2026 \\
        --source krakow-pl-leipzig --dry-run
    """
    from twingraph.curation.citation import Citation
    from twingraph.curation.insert import changing
    from twingraph.curation.partnership import prepare

    read = retrieved or date.today()  # noqa: DTZ011 - the day of whoever reads the page
    citation = Citation(address, source_kind, source_title, language, published, f"{read:%Y-%m-%d}")
    cells = {**said, "language": language, "phase": str(phase or "")}
    with nullcontext() if dry_run else changing(folder):
        addition = prepare(folder, (one, other), cells, citation)
        if not dry_run:
            addition.write()
    _tell(addition, folder, dry_run=dry_run)


def _tell(addition: Addition, folder: Path, *, dry_run: bool) -> None:
    """Print what was added, the rivals of it, and the next commands."""
    for row in addition.rows:
        click.echo(f"{'would add' if dry_run else 'added'} {row.file}:{row.number}")
        for column, text in row.cells.items():
            if text:
                click.echo(f"  {column:<12} {text}")
    for rivalry in addition.rivalries:
        click.echo("\n".join(_rivals(rivalry)))
    if not dry_run:
        click.echo(f"next: twingraph validate {folder}; twingraph build {folder}; git diff")


def _rivals(rivalry: Rivalry) -> Iterator[str]:
    from twingraph.claims.claims import as_written

    predicate = rivalry.claim.statement.predicate.value
    name = re.split("[#/]", predicate)[-1]
    yield f"contradicting claims ({name}):"
    for claim in rivalry.rivals:
        yield f"  {as_written(claim.statement.object):<12} {', '.join(map(_place, claim.rows))}"
    asserted = rivalry.asserted
    if asserted:
        yield f"  the graph asserts {as_written(asserted.statement.object)}: {rivalry.reason}"
        yield "  if that is wrong, correct it in decisions.csv (see CONTRIBUTING)"
    else:
        yield "  the graph asserts none of them: decisions.csv deprecates them all"


def _place(row: str) -> str:
    """Return the address of a row as a person reads it: sources.csv:12."""
    return row.rpartition("/")[2].replace("#row=", ":")
