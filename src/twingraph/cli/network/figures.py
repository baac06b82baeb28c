"""``twingraph network figures``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import options
from twingraph.cli.network import results

_NAMES = ("growth", "survival", "shocks", "degrees", "distances")
_FORMATS = ("svg", "pdf", "png")


@click.command()
@results.folder
@options.endpoint
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write to; other files in it stay.",
)
@click.option(
    "--figure",
    "names",
    type=click.Choice(_NAMES),
    multiple=True,
    help="Draw only this figure; repeatable.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Write only this format; repeatable.  [default: all three]",
)
def figures(
    folder: Path | None,
    endpoint: str | None,
    output: Path,
    names: tuple[str, ...],
    formats: tuple[str, ...],
) -> None:
    """Draw the network for print: SVG, PDF and PNG.

    The figures are growth, survival, shocks, degrees and distances. Each has its caption, with
    the number of things that it shows and the day of the dataset; captions.md has the captions as
    text. The same graph gives the same bytes.

    \b
    Example:
      twingraph network figures -o figures
      twingraph network figures build -o figures --figure growth --format svg

    It needs matplotlib and others: pip install 'twingraph[network,science]'.
    """
    results.one_source(folder, endpoint)
    from twingraph.core.text import counted
    from twingraph.network import extras

    extras.need("network")
    extras.need("science")
    from twingraph.network.figures import drawing, gathering

    store = options.open_store(folder, endpoint)
    options.progress("drawing")
    found = dict(gathering.gather(store, names or _NAMES))
    pictures = [picture for picture in found.values() if picture]
    files = {
        f"{picture.name}.{ending}": drawing.rendered(picture, ending)
        for picture in pictures
        for ending in formats or _FORMATS
    }
    captions = "".join(f"**{picture.name}**: {picture.caption}\n\n" for picture in pictures)
    _write(output, files | {"captions.md": captions.rstrip("\n").encode() + b"\n"})
    for name in (name for name, picture in found.items() if picture is None):
        click.echo(f"left out: {name}: the graph has nothing to draw", err=True)
    click.echo(f"{output}: {counted(len(pictures), 'figure')}, {counted(len(files), 'file')}")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    from twingraph.core.errors import CannotError
    from twingraph.core.files import replacing

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotError(f"{folder} cannot be made: {error.strerror}") from error
    for name, data in files.items():
        with replacing(folder / name) as file:
            file.write(data)
