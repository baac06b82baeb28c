"""``twingraph push``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections import Counter

_LOGIN = "TWINGRAPH_PUSH_LOGIN"
_MOST_SHOWN = 5  # properties whose counts differ


def _graph(_context: click.Context, _parameter: click.Parameter, iri: str | None) -> str | None:
    from pyoxigraph import NamedNode

    try:
        return None if iri is None else NamedNode(iri).value
    except ValueError:
        raise click.BadParameter(f"{iri} is not an IRI; write https://…") from None


@click.command()
@click.argument("url")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--graph",
    metavar="IRI",
    callback=_graph,
    help="Graph to load.  [default: the graph that the store has without a name]",
)
@click.option(
    "--by",
    "way",
    type=click.Choice(["graph-store", "update"]),
    help="Protocol: Graph Store Protocol, or SPARQL update.  [default: which of them URL takes]",
)
@click.option(
    "--query",
    "asked",
    metavar="URL",
    help="Address that is asked for counts.  [default: URL, or its neighbours query and sparql]",
)
@click.option("--replace", is_flag=True, help="Remove other triples of the graph first.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.pass_context
def push(
    ctx: click.Context,
    url: str,
    folder: Path | None,
    graph: str | None,
    way: Any,
    asked: str | None,
    replace: bool,
    dry_run: bool,
) -> None:
    """Load a build, or the dataset that comes with twingraph, into a SPARQL 1.1 store.

    URL is the address that takes triples. This is the only command that writes to another machine.
    After an interruption, the same command goes on where it stopped. At the end the store must have
    as many triples of each property as the build; if not, the exit code is 1.

    Log in with https://NAME:PASSWORD@… or with NAME:PASSWORD in the variable TWINGRAPH_PUSH_LOGIN
    of the environment.

    \b
    Example:
      twingraph push http://localhost:7878/store build
      twingraph push https://example.org/update build --graph https://example.org/twins --dry-run
    """
    from twingraph.publish import push as pushing
    from twingraph.publish.remote import RemoteGraph, with_login

    login = os.environ.get(_LOGIN)
    target = RemoteGraph(
        with_login(url, login), graph, None if asked is None else with_login(asked, login)
    )
    with options.canonical_file(folder) as nquads:
        options.progress("counting")
        todo = pushing.plan(nquads, target, replace=replace)
        if dry_run:
            click.echo(_planned(todo))
            return
        chosen = way or target.way()
        differs = pushing.push(todo, target, chosen, options.progress)
    if differs:
        click.echo("\n".join(_differing(differs)), err=True)
        ctx.exit(1)
    click.echo(f"{todo.expected.total():,} triples; the store has as many of each property")


def _planned(todo: Any) -> str:
    whole, rest = todo.expected.total(), todo.expected.total() - todo.sent
    before = f"would remove {todo.present.total():,} triples, and " if todo.clears else "would "
    resumed = f", as {todo.sent:,} have been sent before" if todo.sent else ""
    return f"{before}send {rest:,} of {whole:,} triples{resumed}"


def _differing(differs: Counter[str]) -> list[str]:
    """Say which counts differ, the greatest differences first."""
    ordered = sorted(differs.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    lines = [f"  {iri}: {number:+,}" for iri, number in ordered[:_MOST_SHOWN]]
    more = len(ordered) - len(lines)
    head = "Error: the store has other numbers of triples than the build:"
    hint = "Something else has written to the graph, or the store has left triples out; load it"
    return [
        head,
        *lines,
        *([f"  and {more:,} more properties"] if more else []),
        f"{hint} again with --replace",
    ]
