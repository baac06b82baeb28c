"""Which network a command is about: that of a build, of an endpoint, or an edge list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.network.simple import Network

_folder = click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
_edges = click.option(
    "--edges",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Measure the network of this edge list instead of a build.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a network comes from.

    Attributes:
        folder: Folder of a build; None for the usual one, or the dataset that comes with
            twingraph.
        endpoint: Address of an endpoint, which is asked instead.
        edges: Edge list, which is read instead.
    """

    folder: Path | None
    endpoint: str | None
    edges: Path | None

    def measured(self) -> Network:
        """Return the network as it is measured: simple and undirected.

        Raises:
            UsageError: More than one source is named.
            InputError: The edge list is wrong.
            CannotError: There is no build, or no such file.
        """
        if sum(one is not None for one in (self.folder, self.endpoint, self.edges)) > 1:
            raise click.UsageError("name one source: a folder, --endpoint or --edges")
        return self._of_graph() if self.edges is None else of_edges(self.edges)

    def _of_graph(self) -> Network:
        from twingraph.network import projection, simple

        store = options.open_store(self.folder, self.endpoint)
        options.progress("asking")
        about = {"network": "cities, joined by partnerships", "many_parties": "cliques"}
        return simple.of_graph(projection.of(store), about)


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


def network(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which network it is about, as ``source``.

    Args:
        command: The function of the command.
    """

    def called(folder: Path | None, endpoint: str | None, edges: Path | None, **others: Any) -> Any:
        return command(source=Source(folder, endpoint, edges), **others)

    return _folder(_edges(options.endpoint(update_wrapper(called, command))))
