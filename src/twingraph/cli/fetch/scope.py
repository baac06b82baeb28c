"""What the ways of fetching share: which partnerships are kept, and what is said of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("city", "municipality", "district", "region")

_CODE = re.compile("[a-z]{2}")


def _codes(
    _context: click.Context, _parameter: click.Parameter, codes: tuple[str, ...]
) -> tuple[str, ...]:
    """Take codes of countries in large and small letters."""
    for code in codes:
        if not _CODE.fullmatch(code.lower()):
            raise click.BadParameter(f'"{code}" is no code of a country; write DE, PL, UA …')
    return tuple(dict.fromkeys(code.lower() for code in codes))


countries = click.option(
    "--country",
    "countries",
    metavar="CODE",
    multiple=True,
    callback=_codes,
    help="Partnerships with a place of this country (ISO 3166-1, such as DE); repeatable.",
)

europe = click.option("--europe", is_flag=True, help="Partnerships with a place in Europe.")

levels = click.option(
    "--level",
    "levels",
    type=click.Choice(LEVELS),
    multiple=True,
    help="Only partnerships between places of this level; repeatable.",
)


def refuse_both(countries: tuple[str, ...], europe: bool) -> None:
    """Refuse two ways of naming countries at once.

    Raises:
        UsageError: Both are given.
    """
    if europe and countries:
        raise click.UsageError("--europe and --country exclude each other")


def summary(output: Path, manifest: dict[str, Any]) -> str:
    """Say in a line what was fetched from Wikidata."""
    return (
        f"{output}: {manifest['partnerships']:,} partnerships"
        f" ({manifest['one_sided']:,} of them one-sided) from"
        f" {manifest['statements_read']:,} statements in {manifest['entities_read']:,} entities;"
        f" see {output / 'manifest.json'}"
    )
