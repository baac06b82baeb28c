"""``twingraph network stats``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options
from twingraph.cli.network import given, results

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twingraph.network.measures.registry import Found


@click.command()
@given.network
@click.option(
    "--only",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Compute only this measure, by its key in JSON; repeatable.",
)
@click.option(
    "--ranking",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="N",
    help="Show the first N nodes by each centrality.",
)
@results.format
@options.output
def stats(
    source: given.Source, keys: tuple[str, ...], ranking: int, format: str | None, output: Path
) -> None:
    """Measure the network of cities, or that of an edge list.

    Each measure has its definition, the source of its formula, and the size that it was computed
    on. Of a large network some are estimated from a sample, and say so. Self-loops and duplicate
    edges are dropped and counted. A network that is measured is simple and undirected.

    An edge list is a text with two ids in each line, separated by blanks or tabs; lines that begin
    with % or # are comments. CSV has a row for each number; with --only and the key of a table,
    that table.

    \b
    Example:
      twingraph network stats
      twingraph network stats build --as-of 1989-11-08 --format json -o 1989.json
      twingraph network stats --edges out.sistercities --only transitivity --only diameter
      twingraph network stats --only betweenness_ranking --ranking 50 -o hubs.csv

    It needs igraph: pip install 'twingraph[network]'.
    """
    from twingraph.network import extras

    chosen = results.chosen(output, format)
    extras.need("network")
    from twingraph.network import measures, statistics

    wanted = _known(keys, measures.registry()) if keys else None
    network = source.measured()
    options.progress("measuring")
    found = statistics.cut(measures.of(network, wanted), ranking)
    data = {
        "table": lambda: statistics.to_text(found, network),
        "json": lambda: statistics.to_json(found, network),
        "csv": lambda: statistics.to_csv(found),
    }[chosen]()
    if chosen == "csv":
        _tell_of_tables(found)
    with options.writing(output) as file:
        file.write(data)


def _known(keys: Collection[str], registry: Collection[str]) -> Collection[str]:
    """Hold that there are measures with these keys.

    Raises:
        UnknownName: There is none with one of them.
    """
    from twingraph.core.errors import UnknownName
    from twingraph.core.text import suggest

    for key in keys:
        if key not in registry:
            raise UnknownName("measure", key, suggest(key, registry))
    return keys


def _tell_of_tables(found: Mapping[str, Found]) -> None:
    """Say which measures CSV does not have."""
    from twingraph.network.measures.registry import Table

    tables = [key for key, one in found.items() if isinstance(one.value, Table)]
    if tables and len(found) > 1:
        hint = f"write each by itself: --only {tables[0]}"
        click.echo(f"Note: tables are not in this CSV ({', '.join(tables)}); {hint}", err=True)
