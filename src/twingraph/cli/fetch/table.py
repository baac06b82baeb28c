"""``twingraph fetch table``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli import options
from twingraph.cli.fetch import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.places.gazetteer import Gazetteer


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE...",
)
@click.option(
    "--mapping",
    "mapped",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What the columns mean, a TOML file.",
)
@scope.countries
@scope.europe
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Tables with the known cities; without it, the dataset that comes with twingraph.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("table"),
    show_default=True,
    help="Folder to write.",
)
def table(
    files: tuple[Path, ...],
    mapped: Path,
    countries: tuple[str, ...],
    europe: bool,
    data: tuple[Path, ...],
    output: Path,
) -> None:
    """Fetch partnerships from anybody's table (CSV or TSV), by a mapping.

    The mapping says which column is what, how dates are written and what words mean;
    docs/mapping.md explains it, docs/mappings has examples. Every row becomes a partnership or is
    skipped, and the manifest counts both. A city that is known keeps its id, any other gets one.

    \b
    Example:
      twingraph fetch table list.csv --mapping list.toml -o list
      twingraph fetch table *.tsv --mapping wikidata-tsv.toml --europe -o europe
      twingraph build data list
    """
    near = scope.near(countries, europe)
    from twingraph.sources.spreadsheet import model
    from twingraph.sources.spreadsheet.tables import write_tables

    mapping = model.read(mapped)
    options.progress("reading the cities")
    gazetteer = _gazetteer(data)
    options.progress("reading the rows")
    manifest = write_tables(files, mapping, output, gazetteer, near)
    for line in _summary(output, manifest):
        click.echo(line)
    for line in _doubts(manifest):
        click.echo(line, err=True)


def _gazetteer(data: tuple[Path, ...]) -> Gazetteer:
    from twingraph.core import resources
    from twingraph.core.errors import InputError
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.tables.rows import read_tables

    read = read_tables(data or (resources.folder("data"),))
    if not read.complete:
        raise InputError("the tables cannot be read; nothing was written", read.findings)
    return Gazetteer(read)


def _summary(output: Path, manifest: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{output}: {manifest['partnerships']:,} partnerships"
        f" ({manifest['one_sided']:,} of them one-sided) of {manifest['cities']:,} cities"
        f" ({manifest['cities_known']:,} known) from {manifest['statements_read']:,} rows;"
        f" see {output / 'manifest.json'}"
    )
    for what in ("skipped", "left_out"):
        for reason, count in manifest[what].items():
            yield f"  {what.replace('_', ' ')}: {reason} ({count:,})"


def _doubts(manifest: dict[str, Any]) -> Iterator[str]:
    """Say what the mapping should be mended for."""
    for reason, count in manifest["corrected"].items():
        if not count:
            yield f'warning: no row was corrected for the reason "{reason}"'
    for what, words in manifest["not_understood"].items():
        said = ", ".join(f'"{word}" ({count})' for word, count in words.items())
        yield f"warning: no {what}: {said}"
