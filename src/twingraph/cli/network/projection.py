"""``twingraph network`` without the name of a command: the network as a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from twingraph.cli import options
from twingraph.cli.network import given

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

_FORMATS = ("graphml", "gexf", "edgelist", "json", "csv", "parquet", "geojson")
_ENDINGS = {f".{name}": name for name in _FORMATS} | {".edges": "edgelist"}


class _Projection(click.Command):
    """The command, whose help also lists those that stand beside it."""

    beside: Mapping[str, click.Command]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what may follow the name of the command.

        Args:
            ctx: Context of the command.
        """
        return [*super().collect_usage_pieces(ctx), "| COMMAND …"]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands that measure the network.

        Args:
            ctx: Context of the command.
            formatter: Writer of the help.
        """
        super().format_epilog(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(limit=80)) for name, one in self.beside.items()]
            )


@click.command(cls=_Projection)
@given.graph
@click.option("--simple", is_flag=True, help="Make edges between the same two nodes one.")
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    help="Format to write.  [default: by the ending of the file, else graphml]",
)
@options.output
def projection(source: given.Source, simple: bool, format: str | None, output: Path) -> None:
    """Write the network of cities for other tools, or measure it with a command.

    Nodes are cities, whether or not they have partners, or countries or NUTS regions of a level;
    cities of which these are not known are left out, and counted. An edge is a partnership, with
    its kind, dates, status and weight. What a partnership of three or more members becomes is a
    choice, which the output states.

    Formats: graphml, gexf (an edge lasts as long as its partnership may have existed), edgelist,
    json (node-link), csv and parquet (one row for each edge), geojson. A folder that is called like
    a command is written ./stats.

    \b
    Example:
      twingraph network -o network.graphml
      twingraph network build --as-of 1989-11-08 --kinds twin-towns -o 1989.gexf
      twingraph network --nodes countries --simple -o countries.csv
      twingraph network --nodes nuts2 -o regions.graphml
      twingraph network stats --format json -o measures.json
      twingraph network time --by year
      twingraph network reproduce konect --edges out.twin
    """
    chosen = options.format_of(output, format, _ENDINGS, "graphml")
    _hold_no_command_meant(source.folder)
    network = source.graph(simple=simple)
    with options.writing(output) as file:
        _write(network, chosen, file)
    for line in _summary(network, chosen, output):
        click.echo(line, err=True)


def _hold_no_command_meant(folder: Path | None) -> None:
    """Hold that a folder that does not exist is not a command with a mistake in it.

    Raises:
        UsageError: It may be one.
    """
    from twingraph.core.text import did_you_mean, suggest

    if folder is None or folder.exists() or len(folder.parts) != 1:
        return
    if near := suggest(folder.name, projection.beside):
        raise click.UsageError(
            f'"{folder}" is neither a folder nor a command of network{did_you_mean(near)}'
        )


def _write(network: nx.Graph[str], format: str, file: IO[bytes]) -> None:
    from twingraph.network import formats

    if format != "parquet":
        formats.write(network, format, file)
        return
    from twingraph.columns import parquet

    parquet.write_rows(formats.rows(network), formats.COLUMNS, file)


def _summary(network: nx.Graph[str], format: str, output: Path) -> list[str]:
    """Say how large the network is, how it was made, and what the file lacks."""
    from twingraph.core.text import counted
    from twingraph.network import formats

    size = f"{counted(len(network), 'node')}, {counted(network.number_of_edges(), 'edge')}"
    lines = [f"{output}: {size}" if str(output) != "-" else size]
    lines += [f"  {name}: {value}" for name, value in network.graph.items()]
    if format == "geojson":
        lines += [f"  {name}: {value}" for name, value in formats.undrawn(network).items()]
    if format in {"csv", "parquet", "edgelist"}:
        alone = sum(1 for _, degree in network.degree() if not degree)
        lines += [f"  nodes without an edge, which are not in this file: {alone}"]
    return lines
