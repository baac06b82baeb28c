"""Common parts of all ways of fetching: options, the scope, and the report of the outcome."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.shell_completion import CompletionItem

_CODE = re.compile("[a-z]{2}")


def _codes(
    _context: click.Context, _parameter: click.Parameter, codes: tuple[str, ...]
) -> tuple[str, ...]:
    """Return codes of countries, typed in capital or small letters, in small ones."""
    for code in codes:
        if not _CODE.fullmatch(code.lower()):
            raise click.BadParameter(f'"{code}" is not a country code; write DE, PL, UA …')
    return tuple(dict.fromkeys(code.lower() for code in codes))


class _Level(click.ParamType[str]):
    """A level of places; the levels are looked up only when one is given, as that reads a table."""

    name = "level"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from twingraph.sources.wikidata import levels

        if value not in levels.names():
            self.fail(f'"{value}" is not one of: {", ".join(levels.names())}', param, ctx)
        return value

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from twingraph.sources.wikidata import levels

        return [CompletionItem(name) for name in levels.names() if name.startswith(incomplete)]


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
    type=_Level(),
    metavar="LEVEL",
    multiple=True,
    help="Only partnerships between places of this level (city, municipality, district or"
    " region); repeatable.",
)

output = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("wikidata"),
    show_default=True,
    help="Folder to write.",
)

resume = click.option("--resume", is_flag=True, help="Continue a fetch that was interrupted.")


def near(countries: tuple[str, ...], europe: bool) -> frozenset[str] | None:
    """Return the codes of the countries that are asked for; None for all the world.

    Args:
        countries: Values of --country, in small letters.
        europe: Whether --europe is given.

    Raises:
        UsageError: Both are given.
    """
    if europe and countries:
        raise click.UsageError("use either --europe or --country, not both")
    if not europe:
        return frozenset(countries) or None
    from twingraph.tables.folder import european

    return european()


@contextmanager
def resumable(command: str, output: Path) -> Iterator[None]:
    """Keep other runs out of a folder, and after Ctrl-C print how to continue.

    Args:
        command: The command that continues it, without ``--resume`` and ``-o``.
        output: Folder that is written.

    Raises:
        CannotError: Another run writes the folder.
    """
    from twingraph.core.files import locked

    try:
        with locked(output):
            yield
    except KeyboardInterrupt:
        how = f"{command} --resume -o {output}"
        click.echo(f"\nwhat was read is saved; continue with: {how}", err=True)
        raise


def report(output: Path, manifest: dict[str, Any]) -> None:
    """Print what was fetched from Wikidata, and what was left out.

    Args:
        output: Folder that was written.
        manifest: Content of its manifest.
    """
    click.echo(
        f"{output}: {counted(manifest['partnerships'], 'partnership')}"
        f" ({manifest['one_sided']:,} one-sided) from"
        f" {counted(manifest['statements_read'], 'statement')} in"
        f" {counted(manifest['entities_read'], 'entity', 'entities')};"
        f" see {output / 'manifest.json'}"
    )
    if left_out := manifest["left_out"]:
        from twingraph.tables.leftout import LIST

        click.echo(f"left out (listed in {output / LIST}):", err=True)
        for reason, count in left_out.items():
            click.echo(f"  {reason}: {count:,}", err=True)


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun.

    Args:
        number: The number.
        one: The noun in the singular.
        several: The noun in the plural, if it does not end in -s.

    >>> counted(1, "partnership"), counted(1200, "entity", "entities")
    ('1 partnership', '1,200 entities')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
