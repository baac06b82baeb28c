"""The command line: one file for each verb, and nothing else.

Commands are imported when they run, and import what they need then, so that ``twingraph --help``
and the quick commands stay quick.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from twingraph.core.errors import InputError, TwingraphError
from twingraph.core.text import did_you_mean, suggest
from twingraph.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.core.findings import Finding

# Name of each command and its line in the help; a test compares them with the commands.
COMMANDS = {
    "add": "Add what a web page says to the tables.",
    "atlas": "Draw all partnerships as one HTML file: a map and a network, through time.",
    "build": "Build the graph from tables: Turtle, N-Quads, store and views.",
    "diff": "List what changed between two builds.",
    "export": "Write a build, or the dataset that comes with twingraph, in another format.",
    "fetch": "Fetch partnerships from Wikidata or from other tables.",
    "match": "Match place names in your table to cities; list candidates where unsure.",
    "mcp": "Answer a language model's questions, with sources, by the Model Context Protocol.",
    "network": "Write the network of cities for other tools, or measure it with a command.",
    "push": "Load a build, or the dataset that comes with twingraph, into a SPARQL 1.1 store.",
    "query": "Ask a named question, a query file, or standard input.",
    "report": "Report how complete and how reliable the data are.",
    "serve": "Serve a build as pages and a SPARQL endpoint, for yourself or for everybody.",
    "site": "Write a static site: an index with a search, and a page for each thing.",
    "sources": "Check the sources of the tables.",
    "validate": "Check tables, Turtle files or a build.",
    "view": "Draw cities and partnerships as one HTML file that works offline.",
}


class Twingraph(click.Group):
    """A group that loads a command when it is called, and reports the project's own errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command; return None if there is no such command.

        Args:
            ctx: Context of the group.
            cmd_name: Name of the command.
        """
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"twingraph.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or refuse a name with those that are like it.

        Args:
            ctx: Context of the group.
            args: What follows the name of the group.
        """
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise click.UsageError(f'no command "{name}"{did_you_mean(suggest(name, COMMANDS))}', ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of the commands without importing them.

        Args:
            ctx: Context of the group.
            formatter: Writer of the help.
        """
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and report the project's own errors with their exit codes."""
        try:
            return super().invoke(ctx)
        except TwingraphError as error:
            if isinstance(error, InputError):
                _list(error.findings)
            click.echo(f"Error: {error}", err=True)
            _leave(ctx, error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            _leave(ctx, 130)  # what a shell gives for a command that Ctrl-C ended


def _leave(ctx: click.Context, code: int) -> None:
    """End the command without waiting for a query whose answer is no longer needed."""
    from twingraph.store import worker

    if worker.is_running():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    ctx.exit(code)


def _list(findings: Sequence[Finding]) -> None:
    """List what was found wrong, the first of each kind."""
    from twingraph.core.findings import excerpt

    shown, more = excerpt(findings)
    hint = ["to list all of them: twingraph validate --format json"] if more else []
    for line in [*(f"{finding.severity}: {finding}" for finding in shown), *more, *hint]:
        click.echo(line, err=True)


@click.group(cls=Twingraph, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="twingraph")
def main() -> None:
    """Query, view and export a knowledge graph of European city partnerships.

    \b
    Example:
      twingraph build -o build
      twingraph query twin-towns --city Krakau
      twingraph view city Krakau -o krakow.html

    \b
    Exit codes: 0 yes, 1 the answer is no or the input is wrong, 2 the command could not be
    carried out, 130 interrupted.
    """
