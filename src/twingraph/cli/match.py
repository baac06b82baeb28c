"""``twingraph match``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", metavar="COLUMN", help="Column of the names.  [default: name, city …]")
@click.option("--country", metavar="COLUMN", help="Column of the countries.  [default: country …]")
@click.option(
    "--wikidata", metavar="COLUMN", help="Column of Wikidata items.  [default: wikidata …]"
)
@click.option(
    "--latitude", metavar="COLUMN", help="Column of degrees north.  [default: latitude …]"
)
@click.option(
    "--longitude", metavar="COLUMN", help="Column of degrees east.  [default: longitude …]"
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Tables with the cities; without it, the dataset that comes with twingraph.",
)
@click.option("--geonames", is_flag=True, help="Know the places of GeoNames as well.")
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What a person has accepted or rejected, in the layout of matches.csv.",
)
@click.option(
    "--unsure",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write what a person should decide.",
)
@options.output
def match(
    file: Path,
    data: tuple[Path, ...],
    geonames: bool,
    decisions: tuple[Path, ...],
    unsure: Path | None,
    output: Path,
    **columns: str | None,
) -> None:
    """Match the cities of your own table, and propose where nobody may guess.

    Writes every row of FILE (CSV or TSV, UTF-8) in its order, with the columns id, wikidata,
    label, score and candidates added. A name that may mean several cities, or none exactly, gets
    candidates and no id.

    \b
    Example:
      twingraph match partners.csv --unsure unsure.csv -o matched.csv
      twingraph match partners.csv --geonames --decisions unsure.csv -o matched.csv

    GeoNames is an optional extra (pip install 'twingraph[geonames]'), licensed under CC BY 4.0:
    name https://www.geonames.org where you publish what comes from it.
    """
    from twingraph.places import matching

    sheet = matching.read_sheet(file)
    places = matching.columns(sheet, columns)
    questions = matching.ask(sheet, places)
    given = [row for path in decisions for row in matching.read_decisions(path)]
    options.progress("reading the cities")
    gazetteer = _gazetteer(data, geonames)
    matching.decide(given, gazetteer)
    options.progress("matching")
    answers = matching.match(questions, gazetteer)
    with options.writing(output) as out:
        out.write(matching.write_sheet(sheet, answers))
    if unsure:
        with options.writing(unsure) as out:
            out.write(matching.unsure(questions, answers, gazetteer))
    read = ", ".join(f'{kind} from "{sheet.header[place]}"' for kind, place in places.items())
    click.echo(f"{sheet.file}: {read}", err=True)
    for line in matching.summary(questions, answers, gazetteer):
        click.echo(line, err=True)


def _gazetteer(folders: tuple[Path, ...], geonames: bool) -> Gazetteer:
    from twingraph.core import resources
    from twingraph.core.errors import InputError
    from twingraph.places import matching
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.tables.rows import read_tables

    read = read_tables(folders or (resources.folder("data"),))
    if not read.complete:
        raise InputError("the tables cannot be read; nothing was written", read.findings)
    gazetteer = Gazetteer(read)
    if geonames:
        gazetteer.add_geonames()
    matching.decide(read.of(matching.DECISIONS), gazetteer)
    return gazetteer
