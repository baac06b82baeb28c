"""``twingraph network time``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.cli.network import results

_PARTS = ("growth", "measures", "survival", "shocks")
_STEPS = {"year": 1, "decade": 10}


@click.command()
@results.folder
@options.endpoint
@click.option(
    "--by",
    type=click.Choice(list(_STEPS)),
    default="decade",
    show_default=True,
    help="What a row of growth and measures stands for.",
)
@click.option(
    "--part",
    "parts",
    type=click.Choice(_PARTS),
    multiple=True,
    help="Compute only this part; repeatable. CSV holds one part.",
)
@click.option(
    "--possible", is_flag=True, help="Measure with the partnerships that may have existed as well."
)
@click.option(
    "--shocks",
    "events",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Look at the events of this TOML file instead of those of twingraph.",
)
@results.format
@options.output
def time(
    folder: Path | None,
    endpoint: str | None,
    by: str,
    parts: tuple[str, ...],
    possible: bool,
    events: Path | None,
    format: str | None,
    output: Path,
) -> None:
    """Follow the network through time.

    It has four parts: growth (how many partnerships began, ended and existed, certainly and
    possibly), measures (of the network of each year or decade), survival (how long partnerships
    last, with dates that are imprecise), and shocks (whether the number of new partnerships
    changed at 1945, 1963, 1973, 1989–91, 2004 and 2022, with the uncertainty).

    \b
    Example:
      twingraph network time
      twingraph network time build --by year --part growth -o growth.csv
      twingraph network time --part shocks --shocks events.toml

    It needs lifelines, statsmodels and igraph: pip install 'twingraph[network,science]'.
    """
    from twingraph.network.history.gathering import EXTRAS, PARTS, gather

    wanted = [part for part in PARTS if not parts or part in parts]
    form = results.chosen(output, format, wanted)
    results.one_source(folder, endpoint)
    from twingraph.network import extras

    for extra in sorted({EXTRAS[part] for part in wanted if part in EXTRAS}):
        extras.need(extra)
    from twingraph.network.history import shocks

    shown = shocks.load(events) if events else shocks.load()
    store = options.open_store(folder, endpoint)
    options.progress("measuring")
    found = list(gather(store, wanted, _STEPS[by], shown, possibly=possible))
    results.write(found, form, output)
