"""``twingraph fetch table``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli import gazetteer, options
from twingraph.cli.fetch import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many words that were not understood are named, the commonest first; of countries, all.
_NAMED_WORDS = 50
# So many places of each of these kinds are named.
_NAMED_PLACES = 10
_ALOUD = {
    "open": "warning: may be a known city, but may be another place; state country or position",
    "named_as_states": "warning: has the name of its state, and may be no city",
    "in_several_countries": "one place in several countries",
    "namesakes": "places of one name in several countries",
}


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
    help="TOML file that says what the columns mean.",
)
@click.option(
    "--nodes",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Table of the places, if the rows name them by an id ([nodes] in the mapping).",
)
@scope.countries
@scope.europe
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder with tables of known cities; repeatable.  [default: the dataset of twingraph]",
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
    nodes: Path | None,
    countries: tuple[str, ...],
    europe: bool,
    data: tuple[Path, ...],
    output: Path,
) -> None:
    """Fetch partnerships from your own tables.

    FILE is CSV or TSV. The mapping says what each column means, how dates are written and what
    words mean; docs/mapping.md explains it, and docs/mappings has examples. Each row becomes a
    partnership or is skipped; the manifest counts both. Known cities keep their ids; others get
    new ones.

    \b
    Example:
      twingraph fetch table list.csv --mapping list.toml -o list
      twingraph fetch table *.tsv --mapping wikidata-tsv.toml --europe -o europe
      twingraph build data list
    """
    near = scope.near(countries, europe)
    from twingraph.core.errors import InputError
    from twingraph.sources.spreadsheet import mapping
    from twingraph.sources.spreadsheet.tables import write_tables
    from twingraph.tables.leftout import LIST

    said = mapping.read(mapped)
    options.progress("reading the cities")
    known = gazetteer.read(data)
    options.progress("reading the rows")
    manifest = write_tables(files, said, output, known, near, nodes)
    for line in _summary(output, manifest):
        click.echo(line)
    for line in _doubts(manifest):
        click.echo(line, err=True)
    if not manifest["partnerships"]:
        raise InputError(f"no row states a partnership that could be read; see {output / LIST}")


def _summary(output: Path, manifest: dict[str, Any]) -> Iterator[str]:
    from twingraph.core.text import counted
    from twingraph.tables.leftout import LIST

    yield (
        f"{output}: {counted(manifest['partnerships'], 'partnership')}"
        f" ({manifest['one_sided']:,} one-sided)"
        f" between {counted(manifest['cities'], 'city', 'cities')}"
        f" ({manifest['cities_known']:,} known)"
        f" from {counted(manifest['statements_read'], 'row')};"
        f" see {output / 'manifest.json'}"
    )
    rows, found = manifest["skipped"], manifest["left_out"]
    cells = {reason: count for reason, count in found.items() if reason not in rows}
    for what, left_out in (("rows", rows), ("cells", cells)):
        for reason, count in left_out.items():
            yield f"  {what} left out: {reason} ({count:,})"
    if found:
        yield f"  all of these are listed in {output / LIST}"


def _doubts(manifest: dict[str, Any]) -> Iterator[str]:
    """Yield what the mapping does not explain, and corrections that apply to no row."""
    for reason, count in manifest["corrected"].items():
        if not count:
            yield f'warning: the correction "{reason}" matches no row'
    for what, words in manifest["not_understood"].items():
        named = [f'"{word}" ({count:,})' for word, count in words.items()]
        most = len(named) if what == "country" else _NAMED_WORDS
        more = f" and {len(named) - most:,} more" if len(named) > most else ""
        yield f"warning: unknown {what}: {', '.join(named[:most])}{more}"
    for key, what in _ALOUD.items():
        if found := manifest[key]:
            named = [f"{name} ({', '.join(ids)})" for name, ids in found.items()]
            more = f"; manifest.json has all {len(named):,}" if len(named) > _NAMED_PLACES else ""
            yield f"{what}: {', '.join(named[:_NAMED_PLACES])}{more}"
