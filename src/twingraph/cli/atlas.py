"""``twingraph atlas``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from twingraph.core.languages import Language


class _Atlas(click.Command):
    """The command, with the filters of partnerships as options."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options.

        Args:
            ctx: Context of the command.
        """
        from twingraph.pages.atlas.ask import filters

        return [*map(options.of, filters()), *super().get_params(ctx)]


@click.command(cls=_Atlas)
@options.page
@options.language
@options.reading
def atlas(
    language: Language, folder: Path | None, endpoint: str | None, output: Path, **filters: str
) -> None:
    """Draw all partnerships as one HTML file: a map and a network, through time.

    The filters leave out partnerships before the page is written; on the page there are more.

    \b
    Example:
      twingraph atlas -o atlas.html
      twingraph atlas --country Polska --from 1990 --lang pl -o polska.html
    """
    from twingraph.core.text import counted
    from twingraph.pages.atlas import ask, render

    chosen = {name.removeprefix("parameter_"): value for name, value in filters.items() if value}
    options.progress("asking")
    shown = ask.atlas(options.open_store(folder, endpoint), language, chosen)
    options.progress("drawing")
    page = render(shown)
    with options.writing(output) as file:
        file.write(page.encode())
    if str(output) != "-":
        cities = counted(len(shown.cities), "city", "cities")
        click.echo(f"{output}: {cities}, {counted(len(shown.partnerships), 'partnership')}")
