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
    "decided",
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
    decided: tuple[Path, ...],
    unsure: Path | None,
    output: Path,
    **columns: str | None,
) -> None:
    """Match place names in your table to cities; list candidates where unsure.

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
    from twingraph.places import decisions, sheet
    from twingraph.places.matching import link

    table = sheet.read(file)
    places = sheet.find_columns(table, columns)
    mentions = sheet.mentions(table, places)
    given = [row for path in decided for row in decisions.read(path)]
    options.progress("reading the cities")
    gazetteer = _gazetteer(data, geonames)
    decisions.decide(given, gazetteer)
    options.progress("matching")
    linkages = link(mentions, gazetteer)
    with options.writing(output) as out:
        out.write(sheet.write(table, linkages))
    if unsure:
        with options.writing(unsure) as out:
            out.write(decisions.proposals(mentions, linkages, gazetteer))
    read = ", ".join(f'{kind} from "{table.header[place]}"' for kind, place in places.items())
    click.echo(f"{table.file}: {read}", err=True)
    for line in decisions.summary(mentions, linkages, gazetteer):
        click.echo(line, err=True)


def _gazetteer(folders: tuple[Path, ...], geonames: bool) -> Gazetteer:
    from twingraph.core import resources
    from twingraph.core.errors import InputError
    from twingraph.places import decisions
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.tables.rows import read_tables

    read = read_tables(folders or (resources.folder("data"),))
    if not read.complete:
        raise InputError("the tables cannot be read; nothing was written", read.findings)
    gazetteer = Gazetteer(read)
    if geonames:
        gazetteer.add_geonames()
    decisions.decide(read.of(decisions.DECISIONS), gazetteer)
    return gazetteer
