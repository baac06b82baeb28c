"""``twingraph network``: the network of cities as a file, and commands that measure it."""

from __future__ import annotations

from typing import Any

import click

from twingraph.cli.network.calendar import calendar
from twingraph.cli.network.figures import figures
from twingraph.cli.network.nulls import nulls
from twingraph.cli.network.projection import projection
from twingraph.cli.network.reproduce import reproduce
from twingraph.cli.network.stats import stats
from twingraph.cli.network.time import time


class _Network(click.Group):
    """A group that writes the network where none of its commands is named."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context of the command that is meant.

        Args:
            info_name: Name of the group on the command line.
            args: What follows it.
            parent: Context of the command above.
            **extra: Further settings of the context.
        """
        is_completed = not args and extra.get("resilient_parsing")
        if is_completed or (args and args[0] in self.commands):
            return super().make_context(info_name, args, parent, **extra)
        return projection.make_context(info_name, args, parent, **extra)


@click.group(cls=_Network)
def network() -> None:
    """Write the network of cities for other tools, or measure it with a command."""


for _command in (calendar, figures, nulls, reproduce, stats, time):
    network.add_command(_command)
projection.beside = network.commands
