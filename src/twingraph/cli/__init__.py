"""The command line: one verb over each room, and nothing else.

Modules here import what they need when a command runs, so that ``twingraph --help`` and the
quick commands stay quick.
"""

from __future__ import annotations

from typing import Any

import click

from twingraph.cli.build import build
from twingraph.cli.export import export
from twingraph.cli.query import query
from twingraph.cli.validate import validate
from twingraph.cli.view import view
from twingraph.errors import InputError, TwingraphError
from twingraph.version import __version__


class Twingraph(click.Group):
    """A group that reports the project's own errors and exits with their code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except TwingraphError as error:
            for finding in error.findings if isinstance(error, InputError) else ():
                click.echo(f"{finding.severity}: {finding}", err=True)
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Twingraph, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="twingraph")
def main() -> None:
    """Ask, look at and hand on a knowledge graph of European city partnerships.

    \b
    Example:
      twingraph build -o build
      twingraph query twin-towns --city Krakau
      twingraph view city Krakau -o krakow.html

    \b
    Exit codes: 0 yes, 1 the answer is no or the input is wrong, 2 it could not be done.
    """


for command in (build, validate, query, view, export):
    main.add_command(command)
