"""``twingraph network``: the network of cities and what can be measured of it."""

from __future__ import annotations

import click

from twingraph.cli.network.reproduce import reproduce
from twingraph.cli.network.stats import stats


@click.group()
def network() -> None:
    """Measure the network of cities and their partnerships.

    \b
    Example:
      twingraph network stats --format json -o network.json
      twingraph network stats --edges edges.txt
      twingraph network reproduce konect --edges out.twin
    """


network.add_command(reproduce)
network.add_command(stats)
