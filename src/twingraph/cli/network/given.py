"""Which network a command is about: that of a build or an endpoint, or that of an edge list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli import options
from twingraph.cli.network import results
from twingraph.core.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import networkx as nx

    from twingraph.network.simple import Network


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        return None if text is None else parse_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_CHOOSING = (
    results.folder,
    options.endpoint,
    click.option(
        "--nodes",
        type=click.Choice(["cities", "countries", "nuts1", "nuts2", "nuts3"]),
        default="cities",
        show_default=True,
        help="What the nodes are: cities, today's countries, or NUTS regions of a level.",
    ),
    click.option(
        "--kinds",
        type=click.Choice(["all", "twin-towns"]),
        default="all",
        show_default=True,
        help="Which partnerships to take.",
    ),
    click.option(
        "--many",
        type=click.Choice(["cliques", "stars", "hyperedges"]),
        default="cliques",
        show_default=True,
        help="What a partnership of three or more members becomes: an edge for each pair, a node"
        " joined to each member, or the same for partnerships of two as well.",
    ),
    click.option(
        "--as-of",
        callback=_day,
        metavar="DAY",
        help="Take the partnerships that certainly existed on this day, such as 1989-11-08.",
    ),
    click.option(
        "--possible", is_flag=True, help="With --as-of: also those that possibly existed then."
    ),
    click.option(
        "--without-ended", is_flag=True, help="Leave out partnerships that have ended by today."
    ),
)
_EDGES = click.option(
    "--edges",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Measure the network of this edge list instead of a build.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a network comes from, and what it is made of.

    Attributes:
        folder: Folder of a build; None for the usual one, or the dataset that comes with
            twingraph.
        endpoint: Address of an endpoint, which is asked instead.
        edges: Edge list, which is read instead.
        choices: What a network of a graph is made of, by the names in ``projection.Choices``.
    """

    folder: Path | None
    endpoint: str | None
    edges: Path | None
    choices: dict[str, Any]

    def graph(self, *, simple: bool = False) -> nx.Graph[str]:
        """Return the network of a graph.

        Args:
            simple: Whether edges between the same two nodes are made one.

        Raises:
            UsageError: Both a folder and an endpoint are named.
            CannotError: There is no build.
        """
        from twingraph.network import merging, projection

        results.one_source(self.folder, self.endpoint)
        if self.choices["possible"] and not self.choices["as_of"]:
            raise click.UsageError("--possible says what existed on a day: add --as-of DAY")
        store = options.open_store(self.folder, self.endpoint)
        options.progress("asking")
        found = projection.of(store, projection.Choices(**self.choices))
        return merging.simple(found) if simple else found

    def measured(self) -> Network:
        """Return the network as it is measured: simple and undirected.

        Raises:
            UsageError: More than one source is named.
            InputError: The edge list is wrong.
            CannotError: There is no build, or no such file.
        """
        from twingraph.network import simple

        if self.edges is None:
            return simple.of_graph(self.graph())
        if self.folder is not None or self.endpoint is not None:
            raise click.UsageError("name one source: a folder, --endpoint or --edges")
        _refuse_choices()
        return of_edges(self.edges)


def _refuse_choices() -> None:
    """Hold that no choice is made that an edge list does not have.

    Raises:
        UsageError: One is.
    """
    context = click.get_current_context()
    for name in ("nodes", "kinds", "many", "as_of", "possible", "without_ended"):
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} applies to a graph only, not to an edge list")


def of_edges(path: Path) -> Network:
    """Return the network of an edge list.

    Raises:
        InputError: The edge list is wrong.
        CannotError: It cannot be read.
    """
    from twingraph.core.text import counted
    from twingraph.network import edgelist, simple

    found = edgelist.read(path)
    about = {"network": f"edge list {path.name}", "lines": len(found.pairs)}
    if found.wider:
        lines = counted(found.wider, "line")
        click.echo(f"Note: {path}: what follows two ids is not read, in {lines}", err=True)
        about["lines_with_more_columns"] = found.wider
    return simple.of_pairs(found.pairs, about)


def graph(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which network of a graph it is about, as ``source``.

    Args:
        command: The function of the command.
    """

    def called(
        folder: Path | None,
        endpoint: str | None,
        without_ended: bool,
        edges: Path | None = None,
        **others: Any,
    ) -> Any:
        names = ("nodes", "kinds", "many", "as_of", "possible")
        choices = {name: others.pop(name) for name in names} | {"ended": not without_ended}
        return command(source=Source(folder, endpoint, edges, choices), **others)

    chosen: Callable[..., Any] = update_wrapper(called, command)
    for option in reversed(_CHOOSING):
        chosen = option(chosen)
    return chosen


def network(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the same options, and --edges for the network of an edge list.

    Args:
        command: The function of the command.
    """
    return _EDGES(graph(command))
