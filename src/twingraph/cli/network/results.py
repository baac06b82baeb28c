"""How commands that compute tables take a graph and write what they find."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.sheets import Sheet

_ENDINGS = {".txt": "table", ".json": "json", ".csv": "csv"}

folder = click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
format = click.option(  # noqa: A001 - as the option
    "--format",
    type=click.Choice([*_ENDINGS.values()]),
    help="How to write the tables.  [default: by the ending of the file, else table]",
)


def one_source(folder: Path | None, endpoint: str | None) -> None:
    """Hold that a folder or an endpoint is named, not both.

    Raises:
        UsageError: Both are.
    """
    if folder is not None and endpoint is not None:
        raise click.UsageError("name one source: a folder or --endpoint")


def chosen(output: Path, format: str | None, parts: Sequence[str] = ("",)) -> str:
    """Return the format to write.

    Args:
        output: File to write.
        format: Value of --format.
        parts: The tables that are to be written.

    Raises:
        UsageError: The ending of the file is unknown, or CSV is to hold several tables.
    """
    found = options.format_of(output, format, _ENDINGS, "table")
    if found == "csv" and len(parts) > 1:
        raise click.UsageError(f"CSV holds one table; add --part with one of {', '.join(parts)}")
    return found


def write(found: Sequence[Sheet], format: str, output: Path) -> None:
    """Write tables.

    Args:
        found: The tables; one for CSV.
        format: The format: table, json or csv.
        output: File to write; - is standard output.
    """
    from twingraph.network import sheets

    if format == "csv":
        data = sheets.to_csv(found[0])
    else:
        data = sheets.to_json(found) if format == "json" else sheets.to_text(found)
    with options.writing(output) as file:
        file.write(data)
