"""``twingraph network reproduce``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.cli.network import given, results


def _publications(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from twingraph.network.reproduction import publication

    return [name for name in publication.names() if name.startswith(begun)]


@click.command()
@click.argument("publication", shell_complete=_publications)
@click.option(
    "--edges",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    required=True,
    help="Edge list of the network that the publication is about.",
)
@results.format
@options.output
def reproduce(publication: str, edges: Path, format: str | None, output: Path) -> None:
    """Compute the figures of a publication again from an edge list.

    PUBLICATION is one that comes with twingraph (konect) or a TOML file of published figures. Each
    figure is printed beside ours, with a verdict: equal (to the last digit in print), near (within
    a hundredth), does not follow from the data, or not computed, with the reason.

    An edge list is a text with two ids in each line, separated by blanks or tabs; lines that begin
    with % or # are comments.

    \b
    Example:
      twingraph network reproduce konect --edges out.twin
      twingraph network reproduce paper.toml --edges edges.txt --format json

    It needs igraph, and scipy for eigenvalues: pip install 'twingraph[network,science]'.
    """
    form = results.chosen(output, format)
    from twingraph.network import extras

    extras.need("network")
    from twingraph.network.reproduction import comparing, sheets
    from twingraph.network.reproduction import publication as publications

    published = publications.load(publication)
    network = given.of_edges(edges)
    options.progress("measuring")
    found = sheets.of_comparison(published, comparing.compare(published, network), network)
    results.write([found], form, output)
