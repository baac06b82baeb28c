"""``twingraph match``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import gazetteer, options


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", metavar="COLUMN", help="Column with the names.  [default: name, city …]")
@click.option(
    "--country", metavar="COLUMN", help="Column with the countries.  [default: country …]"
)
@click.option(
    "--wikidata", metavar="COLUMN", help="Column with Wikidata items.  [default: wikidata …]"
)
@click.option("--latitude", metavar="COLUMN", help="Column with latitudes.  [default: latitude …]")
@click.option(
    "--longitude", metavar="COLUMN", help="Column with longitudes.  [default: longitude …]"
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder with tables of known cities; repeatable.  [default: the dataset of twingraph]",
)
@click.option(
    "--source",
    default="",
    metavar="ID",
    help="Id in sources.csv of the source that your table is; decisions on its names count too.",
)
@click.option("--geonames", is_flag=True, help="Also match to places of GeoNames.")
@click.option(
    "--decisions",
    "decided",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Table of accepted and rejected matches, in the layout of matches.csv; repeatable.",
)
@click.option(
    "--unsure",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File to write with candidates that a person must accept or reject.",
)
@options.output
def match(
    file: Path,
    data: tuple[Path, ...],
    source: str,
    geonames: bool,
    decided: tuple[Path, ...],
    unsure: Path | None,
    output: Path,
    **columns: str | None,
) -> None:
    """Match place names in your table to cities; list candidates where unsure.

    All rows of FILE (CSV or TSV) are written in their order, with the added columns id, wikidata,
    label, score and candidates. A name that may mean several cities, or that only resembles the
    name of one, gets candidates and no id.

    \b
    Example:
      twingraph match partners.csv --unsure unsure.csv -o matched.csv
      twingraph match partners.csv --geonames --decisions unsure.csv -o matched.csv

    GeoNames is an optional extra (pip install 'twingraph[geonames]') under the licence CC BY 4.0;
    credit https://www.geonames.org if you publish ids or names that come from it.
    """
    from twingraph.places import decisions, sheet
    from twingraph.places.matching import link

    table = sheet.read(file)
    places = sheet.find_columns(table, columns)
    mentions = sheet.mentions(table, places, source)
    given = [row for path in decided for row in decisions.read(path)]
    options.progress("reading the cities")
    known = gazetteer.read(data, geonames=geonames)
    decisions.decide(given, known)
    options.progress("matching")
    linkages = link(mentions, known)
    with options.writing(output) as out:
        out.write(sheet.write(table, linkages))
    if unsure:
        with options.writing(unsure) as out:
            out.write(decisions.proposals(mentions, linkages, known))
    read = ", ".join(f'{kind} from "{table.header[place]}"' for kind, place in places.items())
    click.echo(f"{table.file}: {read}", err=True)
    for line in decisions.summary(mentions, linkages, known):
        click.echo(line, err=True)
