"""``twingraph network nulls``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.cli.network import results

_MODELS = ("configuration", "gravity")


@click.command()
@results.folder
@options.endpoint
@click.option(
    "--part",
    "model",
    type=click.Choice(_MODELS),
    help="Show only this model; CSV holds one.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=2, max=100_000),
    default=1_000,
    show_default=True,
    help="Number of draws of each model.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Seed of the random numbers.",
)
@click.option(
    "--decay",
    type=click.FloatRange(min=0, max=10),
    default=1.0,
    show_default=True,
    help="Power of the distance in the gravity model.",
)
@results.format
@options.output
def nulls(
    folder: Path | None,
    endpoint: str | None,
    model: str | None,
    draws: int,
    seed: int,
    decay: float,
    format: str | None,
    output: Path,
) -> None:
    """Compare the distances of partners with those that chance would give.

    In the configuration model each city keeps the number of its partners, and who they are is
    chance. In the gravity model two cities are partners in proportion to the product of their
    populations, divided by a power of their distance. Each statistic of the distances comes with
    its mean and the middle 95 % over all draws, and with a z-score. Cities without a position, or
    without a population where it is needed, are left out and counted.

    \b
    Example:
      twingraph network nulls
      twingraph network nulls build --part configuration --draws 10000 -o distances.csv

    It needs numpy: pip install 'twingraph[network]'.
    """
    wanted = [model] if model else list(_MODELS)
    form = results.chosen(output, format, wanted)
    results.one_source(folder, endpoint)
    from twingraph.network import cities, extras, projection

    extras.need("network")
    from twingraph.network.nulls import comparing, sheets

    store = options.open_store(folder, endpoint)
    pairs = list(projection.of(store).edges())
    known = cities.read(store)
    options.progress("drawing")
    found = comparing.compare(pairs, known, wanted, comparing.Chance(draws, seed, decay))
    results.write(sheets.of_all(found), form, output)
