"""What sources say of partnerships: who names the members, and which start they state."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core import dates
from twingraph.core.terms import slug
from twingraph.core.text import clean
from twingraph.pages.atlas.model import Evidence, Source
from twingraph.pages.atlas.rows import Row, as_text, grouped, in_order
from twingraph.pages.links import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.pages.asking import Asker
_day = cache(dates.at)  # Partnerships have few dates, and many of them the same.


def of(asker: Asker, partnerships: Iterable[str]) -> tuple[tuple[Evidence, ...], ...]:
    """Return for each partnership a piece of evidence for each source and start that it states.

    A source that states no start is evidence for the partnership alone.

    Args:
        asker: Asks the store.
        partnerships: Addresses of the partnerships.

    Returns:
        The evidence in the order of the partnerships; what is used comes before its rivals.
    """
    pages = _pages(asker)
    starts = grouped(asker.ask("atlas/starts"), "partnership")
    named = grouped(asker.ask("atlas/sources"), "partnership")
    return tuple(tuple(_evidence(starts[iri], named[iri], pages)) for iri in partnerships)


def _pages(asker: Asker) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for row in in_order(asker.ask("atlas/pages")):
        read = dates.parse_or_none(str(row["retrieved"] or ""))
        title, address = clean(str(row["title"])), link(row["address"])
        found.setdefault(row["source"], Source(slug(row["source"]), title, address, read))
    return found


def _evidence(
    starts: Sequence[Row], named: Sequence[Row], pages: Mapping[str, Source]
) -> list[Evidence]:
    """Return one piece for each source and start, with the first words that it has for it."""
    found: dict[tuple[Source, str, str], Evidence] = {}
    for row in in_order(starts, _words):
        piece = _of_start(row, _source(row, pages))
        found.setdefault((piece.source, piece.address, str(piece.start)), piece)
    dated = {(source, address) for source, address, _ in found}
    for row in in_order(named, _words):
        piece = _of_members(row, _source(row, pages))
        if (piece.source, piece.address) not in dated:
            found.setdefault((piece.source, piece.address, ""), piece)
    return sorted(found.values(), key=_order) if len(found) > 1 else list(found.values())


def _source(row: Row, pages: Mapping[str, Source]) -> Source:
    return pages.get(row["source"]) or Source(slug(row["source"]), "", "", None)


def _of_start(row: Row, source: Source) -> Evidence:
    return Evidence(
        source,
        _day(str(row["start"])),
        str(row["rank"]).rpartition("-")[2],
        bool(row["contradicts"]),
        clean(str(row["reason"] or "")),
        clean(str(row["quote"] or "")),
        link(row["address"]),
    )


def _of_members(row: Row, source: Source) -> Evidence:
    return Evidence(source, quote=clean(str(row["quote"] or "")), address=link(row["address"]))


def _words(row: Row) -> tuple[bool, str]:
    return not row["quote"], as_text(row)


def _order(piece: Evidence) -> tuple[Any, ...]:
    ranks = ("preferred", "normal", "deprecated", "")
    rank = ranks.index(piece.rank) if piece.rank in ranks else len(ranks)
    return (
        piece.contradicts,
        rank,
        dates.order(piece.start),
        piece.source.title,
        piece.address or piece.source.address,
    )
