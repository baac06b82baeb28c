"""``twingraph network``: the network of cities and what can be measured of it."""

from __future__ import annotations

import click

from twingraph.cli.network.calendar import calendar
from twingraph.cli.network.figures import figures
from twingraph.cli.network.nulls import nulls
from twingraph.cli.network.reproduce import reproduce
from twingraph.cli.network.stats import stats
from twingraph.cli.network.time import time


@click.group()
def network() -> None:
    """Measure the network of cities and their partnerships.

    \b
    Example:
      twingraph network stats --format json -o network.json
      twingraph network stats --edges edges.txt
      twingraph network time --by year
      twingraph network reproduce konect --edges out.twin
    """


for _command in (calendar, figures, nulls, reproduce, stats, time):
    network.add_command(_command)
