"""``twingraph fetch wikidata-dump``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli.fetch import scope
from twingraph.core.errors import InputError

if TYPE_CHECKING:
    from twingraph.sources.wikidata.dump.fetch import Done, Fetch, Reading
    from twingraph.sources.wikidata.dump.stream import Stream
    from twingraph.sources.wikidata.tables import Scope

# Where nobody looks on, a line is written after every twentieth of a file, though not more often
# than each 100 MB, and after every 10 GB of a pipe.
_SHARE, _LEAST, _PIPE = 20, 100_000_000, 10_000_000_000
_MB = 1_000_000


def _day(_context: click.Context, _parameter: click.Parameter, day: str | None) -> str:
    from twingraph.core.dates import parse_day

    if day is None:
        return date.today().isoformat()  # noqa: DTZ011 - the user's own day
    try:
        return parse_day(day).isoformat()
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.argument("dump", metavar="FILE", type=click.Path(path_type=Path))
@scope.countries
@scope.europe
@scope.levels
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("wikidata"),
    show_default=True,
    help="Folder to write.",
)
@click.option("--resume", is_flag=True, help="Go on with a fetch that was interrupted.")
@click.option(
    "--complete",
    is_flag=True,
    help="Read FILE a second time, for places that only others name.",
)
@click.option(
    "--retrieved",
    metavar="DATE",
    callback=_day,
    help="Day that the dump is of, such as 2026-11-18.  [default: today]",
)
@click.option(
    "--limit-broken",
    "limit",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    help="How many lines may be unreadable.",
)
def wikidata_dump(
    dump: Path,
    countries: tuple[str, ...],
    europe: bool,
    levels: tuple[str, ...],
    output: Path,
    resume: bool,
    complete: bool,
    retrieved: str,
    limit: int,
) -> None:
    """Fetch partnerships from a dump of Wikidata.

    FILE is Wikidata's latest-all.json, compressed with gzip, bzip2 or zstd or not at all, or - for
    standard input. Without --country and --europe: the partnerships of all the world. The folder
    gets tables that build reads, a manifest, and what was taken out of the dump. If you interrupt
    it, what was read is kept: --resume goes on behind it. With --resume, --country, --europe and
    --level change what a fetch keeps; a finished one need not read the dump again for that.

    \b
    Example:
      twingraph fetch wikidata-dump latest-all.json.bz2 --europe -o europe
      twingraph fetch wikidata-dump latest-all.json.bz2 --resume -o europe
      curl https://example.org/latest-all.json.gz | twingraph fetch wikidata-dump - -o world
    """
    scope.refuse_both(countries, europe)
    if complete and str(dump) == "-":
        raise click.UsageError("--complete reads twice; standard input can be read once")
    from twingraph.sources.wikidata.dump.fetch import Fetch, Order, fetch

    order = Order(dump, retrieved, _scope(countries, europe, levels), complete, limit)
    begun = Fetch.resume(output) if resume else Fetch.begin(output)
    _say_where(begun)
    try:
        done = fetch(order, begun, _Progress())
    except KeyboardInterrupt:
        click.echo(f"\nwhat was read is kept; go on with: --resume -o {output}", err=True)
        raise
    click.echo(scope.summary(output, done.manifest))
    for remark in _remarks(done, complete):
        click.echo(remark, err=True)
    if done.reading.cut:
        raise InputError(_cut(dump, done.reading))


def _scope(countries: tuple[str, ...], europe: bool, levels: tuple[str, ...]) -> Scope | None:
    from twingraph.sources.wikidata.tables import Scope, european

    if not (europe or countries or levels):
        return None
    codes = european() if europe else frozenset(countries) or None
    return Scope(codes, frozenset(levels))


def _say_where(begun: Fetch) -> None:
    for reading in begun.readings:
        if reading.position and not reading.ended:
            where = f"line {reading.lines:,}, at {reading.position // _MB:,} MB"
            click.echo(f"going on behind {where}; what stands before is skipped …", err=True)


def _remarks(done: Done, complete: bool) -> list[str]:
    reading, strangers = done.reading, done.manifest["cities_without_their_item"]
    remarks = []
    if reading.broken:
        lines = "; ".join(reading.examples)
        remarks.append(f"{reading.broken:,} broken lines were left out: {lines}")
    if strangers:
        more = "are not in the dump" if complete else "name none: --complete reads them as well"
        remarks.append(
            f"places of which only is known that others name them: {strangers:,}; they {more}"
        )
    return remarks


def _cut(dump: Path, reading: Reading) -> str:
    return (
        f"{dump} breaks off: {reading.cut}. It is good as far as line {reading.lines:,}"
        f" ({reading.position:,} bytes of JSON); the tables hold what was read until there"
    )


class _Progress:
    """Says on standard error how far a dump is read: to a person a bar, to a file some lines."""

    def __init__(self) -> None:
        self._bar: Any = None  # click does not export the type of its bars
        self._told = 0

    def __call__(self, reading: Reading, stream: Stream) -> None:
        """Say it, after a block."""
        size = stream.identity.size
        counts = f"{reading.entities:,} entities, {reading.places:,} places with partners"
        if not sys.stderr.isatty():
            self._write(reading, stream, counts)
        elif size:
            self._draw(stream, size, counts)
        else:
            read = f"{stream.consumed // _MB:,} MB, {counts}"
            click.secho(f"\r{read} …", err=True, nl=False, dim=True)

    def _draw(self, stream: Stream, size: int, counts: str) -> None:
        if self._bar is None or self._bar.finished:
            self._bar = click.progressbar(
                length=size, file=sys.stderr, show_eta=True, item_show_func=lambda item: item
            )
        self._bar.update(stream.consumed - self._bar.pos, counts)
        if stream.consumed == size:
            self._bar.render_finish()

    def _write(self, reading: Reading, stream: Stream, counts: str) -> None:
        size = stream.identity.size
        step = stream.consumed // (max(size // _SHARE, _LEAST) if size else _PIPE)
        if step > self._told:
            share = f" of {size // _MB:,}" if size else ""
            read = f"{stream.consumed // _MB:,}{share} MB"
            click.echo(f"{read}: {counts}, {reading.broken:,} broken lines", err=True)
        self._told = step
