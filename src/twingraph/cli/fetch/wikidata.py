"""``twingraph fetch wikidata``."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twingraph.cli.fetch import scope
from twingraph.core.errors import InputError, UnknownName

if TYPE_CHECKING:
    from twingraph.sources.wikidata.query.cache import AnswerCache


def _address(_context: click.Context, _parameter: click.Parameter, url: str | None) -> str | None:
    if url is None:
        return None
    from twingraph.sources.wikidata.query.service import refuse_no_address

    try:
        refuse_no_address(url)
    except InputError as error:
        raise click.BadParameter(str(error)) from None
    return url


def _contact(_context: click.Context, _parameter: click.Parameter, contact: str) -> str:
    """Refuse a text that does not fit into a header of HTTP."""
    if not (contact.isascii() and contact.isprintable()):
        raise click.BadParameter("use only printable ASCII characters")
    return contact


@click.command()
@scope.countries
@scope.europe
@scope.levels
@click.option(
    "--endpoint",
    metavar="URL",
    callback=_address,
    help="Ask this SPARQL service.  [default: Wikidata’s own]",
)
@scope.output
@scope.resume
@click.option(
    "--page-size",
    "size",
    type=click.IntRange(1, 1000),
    default=200,
    show_default=True,
    help="Number of places in one query.",
)
@click.option(
    "--contact",
    metavar="ADDRESS",
    default="",
    callback=_contact,
    help="E-mail or web address for the operators of the service; sent with every query.",
)
def wikidata(
    countries: tuple[str, ...],
    europe: bool,
    levels: tuple[str, ...],
    endpoint: str | None,
    output: Path,
    resume: bool,
    size: int,
    contact: str,
) -> None:
    """Fetch partnerships from Wikidata by SPARQL.

    Without --country and --europe, the partnerships of the whole world are fetched. The folder
    gets tables for build, a manifest, a list of what was left out (left-out.tsv), and every answer
    of the service. If the service fails for too long, or you interrupt the command, --resume
    fetches what is missing. A later run without --resume fetches everything again, and replaces
    the tables when it is complete.

    \b
    Example:
      twingraph fetch wikidata --country DE --country PL -o both
      twingraph fetch wikidata --europe -o europe
      twingraph fetch wikidata --resume -o europe
      twingraph build data europe
    """
    near = scope.near(countries, europe)
    if resume and near:
        raise click.UsageError(
            "--resume uses the countries of the interrupted fetch; leave out --country and --europe"
        )
    with scope.resumable("twingraph fetch wikidata", output):
        cache = (
            _resumed(output, levels, endpoint)
            if resume
            else _begun(output, near, levels, endpoint, strict=not europe)
        )
        try:
            manifest = _fetched(cache, size, contact)
        except UnknownName:
            cache.staging.discard()  # there is nothing to continue
            raise
    scope.report(output, manifest)


def _begun(
    output: Path,
    near: frozenset[str] | None,
    levels: tuple[str, ...],
    endpoint: str | None,
    *,
    strict: bool,
) -> AnswerCache:
    from twingraph.sources.wikidata.query.cache import AnswerCache, FetchRequest
    from twingraph.sources.wikidata.query.service import WIKIDATA

    request = FetchRequest(
        endpoint=endpoint or WIKIDATA,
        countries=None if near is None else tuple(sorted(near)),
        strict=strict,
        levels=levels,
        retrieved=date.today().isoformat(),  # noqa: DTZ011 - the user's own day
    )
    return AnswerCache.begin(output, request)


def _resumed(output: Path, levels: tuple[str, ...], endpoint: str | None) -> AnswerCache:
    """Continue a fetch, perhaps with another service, or with other levels."""
    from twingraph.sources.wikidata.query.cache import AnswerCache

    cache = AnswerCache.resume(output)
    before = cache.request
    cache.request = replace(
        before, levels=levels or before.levels, endpoint=endpoint or before.endpoint
    )
    return cache


def _fetched(cache: AnswerCache, size: int, contact: str) -> dict[str, Any]:
    from twingraph.sources.wikidata.query.plan import QueryPlan
    from twingraph.sources.wikidata.query.service import Service
    from twingraph.sources.wikidata.scope import Scope
    from twingraph.sources.wikidata.tables import write_tables

    progress, request = _Progress(), cache.request
    service = Service(request.endpoint, contact, notify=progress.notify)
    fetched = QueryPlan(service, cache, size, progress.report).fetch()
    countries = None if request.countries is None else frozenset(request.countries)
    kept = Scope(countries, frozenset(request.levels))
    manifest = write_tables(fetched, cache.staging.tables(), kept)
    cache.staging.finish()
    return manifest


class _Progress:
    """Progress of a fetch on standard error: each page for a person, each stage for a file."""

    def __init__(self) -> None:
        self._stage = ""
        self._begun = self._last = time.monotonic()

    def report(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done.

        Args:
            stage: Name of the stage.
            done: Number of items that are done.
            total: Number of items in all; 0 if it is not known.
        """
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._begun = stage, self._last
        self._last = now
        text = f"{stage}: {done:,}"
        if total and done < total:
            text += f" of {total:,}, {_left((now - self._begun) * (total - done) / done)}"
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{text}", err=True, nl=done == total)
        elif done == total:
            click.echo(text, err=True)

    def notify(self, message: str) -> None:
        """Print the reason for a delay."""
        click.echo(f"\r\x1b[K{message}" if sys.stderr.isatty() else message, err=True)


def _left(seconds: float) -> str:
    """Return an estimated time in words.

    >>> _left(12.3), _left(80), _left(7300)
    ('less than a minute left', 'about 1 min left', 'about 2 h 1 min left')
    """
    hours, minutes = divmod(int(seconds / 60), 60)
    if not (hours or minutes):
        return "less than a minute left"
    return f"about {f'{hours} h ' if hours else ''}{minutes} min left"
