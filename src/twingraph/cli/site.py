"""``twingraph site``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options
from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from twingraph.core.languages import Language


def _base(_context: click.Context, _parameter: click.Parameter, url: str | None) -> str:
    """Return the address of the site with a slash at its end."""
    from twingraph.core.urls import is_web

    if url is not None and not is_web(url):
        raise click.BadParameter(f"{url}: write an address such as https://example.org/twins/")
    return f"{url.rstrip('/')}/" if url else ""


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the site: new, empty, or an earlier site, which is brought up to date.",
)
@options.languages(
    LANGUAGES,
    "Language of the pages; repeatable.  [default: all of them, each in a folder of its own]",
)
@click.option(
    "--base-url",
    "base",
    metavar="URL",
    callback=_base,
    help="Address at which the site will be; a sitemap needs it.",
)
@options.reading
def site(
    output: Path,
    languages: tuple[Language, ...],
    base: str,
    folder: Path | None,
    endpoint: str | None,
) -> None:
    """Write a static site: an index with a search, and a page for each thing.

    All links are relative, so the pages work from a file system and on any web server. Another
    run writes only what has changed, and removes what is gone.

    \b
    Example:
      twingraph site -o site
      twingraph site --lang pl --base-url https://example.org/twins/ -o site
    """
    from twingraph.core.text import counted
    from twingraph.publish.site import write

    chosen = tuple(language for language in LANGUAGES if language in languages)
    store = options.open_store(folder, endpoint)
    build = options.build_of(folder, endpoint)
    done = write(store, output, chosen, base, build, progress=options.progress)
    click.echo(
        f"{output}: {counted(done.written, 'file')} written, {done.unchanged:,} unchanged,"
        f" {done.removed:,} removed"
    )
    click.echo(f"  {output / 'index.html'}")
    if not base:
        click.echo("There is no sitemap: it needs the address of the site, with --base-url.")
