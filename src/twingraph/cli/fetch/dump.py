"""``twingraph fetch wikidata-dump``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli.fetch import scope
from twingraph.core.errors import InputError
from twingraph.core.text import counted

if TYPE_CHECKING:
    from twingraph.sources.wikidata.dump.fetch import Done
    from twingraph.sources.wikidata.dump.parts import Parts, Pass
    from twingraph.sources.wikidata.dump.stream import Stream
    from twingraph.sources.wikidata.scope import Scope

# Without a terminal a line is written after every twentieth of a file, but at most every 100 MB,
# and after every 10 GB of a pipe.
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
@scope.output
@scope.resume
@click.option(
    "--complete",
    is_flag=True,
    help="Read FILE a second time to find partner places that name no partners.",
)
@click.option(
    "--retrieved",
    metavar="DATE",
    callback=_day,
    help="Date of the dump, such as 2026-11-18.  [default: today]",
)
@click.option(
    "--limit-broken",
    "limit",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    help="Stop if more lines than this cannot be read.",
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

    FILE is Wikidata's latest-all.json, plain or compressed with gzip, bzip2 or zstd; - is standard
    input. Without --country and --europe, the partnerships of the whole world are fetched. The
    folder gets tables for build, a manifest, a list of what was left out (left-out.tsv), and the
    entities taken from the dump. If you interrupt the command, --resume continues from what was
    saved. With --resume, you can change --country, --europe and --level; if the fetch is finished,
    the dump is not read again.

    \b
    Example:
      twingraph fetch wikidata-dump latest-all.json.bz2 --europe -o europe
      twingraph fetch wikidata-dump latest-all.json.bz2 --resume -o europe
      curl https://example.org/latest-all.json.gz | twingraph fetch wikidata-dump - -o world
    """
    if complete and str(dump) == "-":
        raise click.UsageError(
            "--complete reads FILE twice, but standard input can be read only once"
        )
    kept = _scope(countries, europe, levels)
    from twingraph.sources.wikidata.dump.fetch import fetch
    from twingraph.sources.wikidata.dump.parts import Parts
    from twingraph.sources.wikidata.dump.reading import Order

    with scope.resumable(f"twingraph fetch wikidata-dump {dump}", output):
        parts = Parts.resume(output) if resume else Parts.begin(output)
        _say_where(parts)
        done = fetch(Order(dump, retrieved, kept, complete, limit), parts, _Progress())
    scope.report(output, done.manifest)
    for remark in _remarks(done, complete):
        click.echo(remark, err=True)
    if done.read.cut:
        raise InputError(_cut(dump, done.read))


def _scope(countries: tuple[str, ...], europe: bool, levels: tuple[str, ...]) -> Scope | None:
    """Return what is asked for; None if nothing is, so that a fetch keeps what it was asked for."""
    near = scope.near(countries, europe)
    if near is None and not levels:
        return None
    from twingraph.sources.wikidata.scope import Scope

    return Scope(near, frozenset(levels))


def _say_where(parts: Parts) -> None:
    state = parts.state
    for read in (state.entities, state.partners) if state else ():
        if read.tally.size and not read.ended:
            where = f"line {read.tally.lines:,} ({read.tally.size // _MB:,} MB)"
            click.echo(f"resuming after {where} …", err=True)


def _remarks(done: Done, complete: bool) -> list[str]:
    tally, strangers = done.read.tally, done.manifest["cities_without_their_item"]
    remarks = []
    if tally.broken:
        lines = counted(tally.broken, "line")
        remarks.append(
            f"{lines} could not be read and {_were(tally.broken)} left out: {tally.described()}"
        )
    if strangers:
        places = counted(strangers, "partner place")
        more = (
            f"{_were(strangers)} not in the dump"
            if complete
            else f"{_were(strangers)} not read in this pass; --complete reads"
            f" {'it' if strangers == 1 else 'them'} too"
        )
        remarks.append(f"{places} {more}")
    return remarks


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _cut(dump: Path, read: Pass) -> str:
    return (
        f"{dump} is incomplete: {read.cut}. It could be read up to line {read.tally.lines:,}"
        f" ({read.tally.size:,} bytes of JSON); the tables contain what was read up to there"
    )


class _Progress:
    """Progress of reading a dump on standard error: a bar for a person, some lines for a file."""

    def __init__(self) -> None:
        self._bar: Any = None  # click does not export the type of its bars
        self._said = 0

    def __call__(self, read: Pass, stream: Stream) -> None:
        """Show the progress after a block."""
        size = stream.identity.size
        tally = read.tally
        places = counted(tally.places, "place")
        counts = f"{counted(tally.entities, 'entity', 'entities')}, {places} with partners"
        if not sys.stderr.isatty():
            self._write(tally.broken, stream, counts)
        elif size:
            self._draw(stream, size, counts)
        else:
            megabytes = f"{stream.consumed // _MB:,} MB"
            click.secho(f"\r{megabytes}, {counts} …", err=True, nl=False, dim=True)

    def _draw(self, stream: Stream, size: int, counts: str) -> None:
        if self._bar is None or self._bar.finished:
            self._bar = click.progressbar(
                length=size, file=sys.stderr, show_eta=True, item_show_func=lambda item: item
            )
        self._bar.update(stream.consumed - self._bar.pos, counts)
        if stream.consumed == size:
            self._bar.render_finish()

    def _write(self, broken: int, stream: Stream, counts: str) -> None:
        size = stream.identity.size
        step = stream.consumed // (max(size // _SHARE, _LEAST) if size else _PIPE)
        if step > self._said:
            share = f" of {size // _MB:,}" if size else ""
            megabytes = f"{stream.consumed // _MB:,}{share} MB"
            click.echo(f"{megabytes}: {counts}, {counted(broken, 'broken line')}", err=True)
        self._said = step
