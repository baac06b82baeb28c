"""``twingraph view``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Scene


@click.group()
def view() -> None:
    """Draw cities and partnerships as one HTML file that works offline.

    \b
    Example:
      twingraph view city Krakau --lang de -o krakow.html
      twingraph view path Lyon Kyiv -o path.html
    """


def _drawing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every view has to a command."""
    for option in (options.page, options.reading, options.language):
        command = option(command)
    return command


@view.command()
@click.argument("name", metavar="CITY")
@_drawing
def city(
    name: str, language: Language, folder: Path | None, endpoint: str | None, output: Path
) -> None:
    """Draw a city and its partners.

    The city may be named in any language.

    \b
    Example:
      twingraph view city Krakau -o krakow.html
    """
    from twingraph.pages.view import ask

    _write(ask.city(options.open_store(folder, endpoint), name, language), output)


@view.command()
@click.argument("name", metavar="PARTNERSHIP")
@_drawing
def partnership(
    name: str, language: Language, folder: Path | None, endpoint: str | None, output: Path
) -> None:
    """Draw a partnership, its cities and initiatives.

    \b
    Example:
      twingraph view partnership krakow--leipzig -o partnership.html
    """
    from twingraph.pages.view import ask

    _write(ask.partnership(options.open_store(folder, endpoint), name, language), output)


@view.command()
@click.argument("name", metavar="INITIATIVE")
@_drawing
def initiative(
    name: str, language: Language, folder: Path | None, endpoint: str | None, output: Path
) -> None:
    """Draw an initiative, its cities and events.

    \b
    Example:
      twingraph view initiative youth-exchange-2024 -o exchange.html
    """
    from twingraph.pages.view import ask

    _write(ask.initiative(options.open_store(folder, endpoint), name, language), output)


@view.command()
@click.argument("start", metavar="FROM")
@click.argument("goal", metavar="TO")
@_drawing
def path(
    start: str,
    goal: str,
    language: Language,
    folder: Path | None,
    endpoint: str | None,
    output: Path,
) -> None:
    """Draw a shortest path between two cities.

    Each step of it is a partnership.

    \b
    Example:
      twingraph view path Leipzig Kyiv -o path.html
    """
    from twingraph.pages.view import ask

    _write(ask.path(options.open_store(folder, endpoint), start, goal, language), output)


@view.command()
@click.option(
    "--cities",
    type=click.IntRange(min=1),
    default=1_000,
    show_default=True,
    help="Maximum number of cities.",
)
@_drawing
def network(
    cities: int, language: Language, folder: Path | None, endpoint: str | None, output: Path
) -> None:
    """Draw the cities with the most partnerships.

    The partnerships between them are drawn, too.

    \b
    Example:
      twingraph view network -o network.html
    """
    from twingraph.pages.view import ask

    _write(ask.network(options.open_store(folder, endpoint), language, cities), output)


def _write(scene: Scene, output: Path) -> None:
    from twingraph.core.text import counted
    from twingraph.pages.view import render

    with options.writing(output) as file:
        file.write(render(scene).encode())
    if str(output) != "-":
        things = counted(len(scene.nodes), "thing")
        click.echo(f"{output}: {things}, {counted(len(scene.relations), 'relation')}")
