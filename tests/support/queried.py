"""Fetching from a SPARQL server in a test, without waiting."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from twingraph.sources.wikidata.query.cache import AnswerCache, FetchRequest
from twingraph.sources.wikidata.query.plan import QueryPlan
from twingraph.sources.wikidata.query.service import Service
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from twingraph.sources.wikidata.model import Fetched, Twinning

GERMANY = ("de",)
ALL = (*GERMANY, "pl", "fr", "nl")
DAY = "2026-11-22"


def asked(
    url: str, countries: tuple[str, ...] | None = ALL, *, strict: bool = True
) -> FetchRequest:
    """Return the request of a fetch from a server."""
    return FetchRequest(url, countries, strict, (), DAY)


def fetch(
    url: str,
    output: Path,
    countries: tuple[str, ...] | None = ALL,
    size: int = 200,
    waits: list[float] | None = None,
    **service: object,
) -> Fetched:
    """Fetch without waiting."""
    pages = AnswerCache.begin(output, asked(url, countries))
    return inquiry(pages, size, waits, **service).fetch()


def inquiry(
    pages: AnswerCache, size: int = 200, waits: list[float] | None = None, **service: object
) -> QueryPlan:
    """Return the plan of a fetch that does not wait."""
    waited: list[float] = [] if waits is None else waits
    # The tests pass attributes of the service through; which one has which type is not known here.
    patient = Service(pages.request.endpoint, wait=waited.append, **service)  # type: ignore[arg-type]
    return QueryPlan(patient, pages, size)


def unnumbered(twinnings: Iterable[Twinning]) -> set[Twinning]:
    """Return statements without their numbers."""
    return {dataclasses.replace(said, statement="") for said in twinnings}


def written(fetched: Fetched, output: Path) -> dict[str, bytes]:
    """Return the bytes of the tables of a fetch."""
    write_tables(fetched, output, Scope(None))
    return tables(output)


def tables(output: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in output.iterdir() if file.is_file()}
