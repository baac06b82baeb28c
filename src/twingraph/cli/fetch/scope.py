"""Options for what is kept of Wikidata, the same for every way of fetching it."""

from __future__ import annotations

import re

import click

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
