"""Extraction of partnerships from a dump of Wikidata: hours of reading that may be interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import InputError
from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.collected import Collected
from twingraph.sources.wikidata.dump.reading import Reader
from twingraph.sources.wikidata.dump.scan import Wanted
from twingraph.sources.wikidata.scope import unknown_country
from twingraph.sources.wikidata.statements import CODE
from twingraph.sources.wikidata.tables import write_tables
from twingraph.tables.folder import european

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.sources.wikidata.dump.parts import Parts, Pass
    from twingraph.sources.wikidata.dump.reading import Order
    from twingraph.sources.wikidata.dump.stream import Stream
    from twingraph.sources.wikidata.scope import Scope


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a fetch.

    Attributes:
        manifest: Content of the manifest of the tables.
        read: The pass over the dump.
    """

    manifest: dict[str, Any]
    read: Pass


def fetch(
    order: Order, parts: Parts, report: Callable[[Pass, Stream], None] = lambda *_: None
) -> Done:
    """Read a dump, or the rest of it, and write tables.

    Args:
        order: What is asked for.
        parts: The fetch, new or interrupted.
        report: Called after every block with the pass so far and the stream.

    Returns:
        The content of the tables, and how the dump was read.

    Raises:
        InputError: It is not a dump, not the one that the fetch has begun with, or too many of its
            lines are broken.
        UnknownName: No country in it has one of the codes.
        CannotError: It cannot be read, or something cannot be written.
    """
    reader = Reader(order, parts, report)
    state = reader.read("entities", Wanted())
    collected = _collect(parts)
    if order.complete and not state.entities.cut:
        reader.read("partners", Wanted(collected.missing()))
        collected = _collect(parts)
    _refuse_unknown_countries(state.scope, collected.codes())
    fetched = collected.fetched(state.retrieved, state.entities.tally.entities)
    manifest = write_tables(fetched, parts.staging.tables(), state.scope)
    parts.staging.finish()
    return Done(manifest, state.partners if state.partners.cut else state.entities)


def _collect(parts: Parts) -> Collected:
    """Put the entities of all parts together."""
    collected = Collected()
    for extract in parts.entities("entities"):
        entity = entities.read(extract)
        collected.classes.add(entity.item, entity.superclasses)
        if entity.names_partners or CODE in extract["claims"]:
            collected.add_entity(entity)
    for extract in parts.entities("partners"):
        collected.add_entity(entities.read(extract))
    return collected


def _refuse_unknown_countries(scope: Scope, codes: set[str]) -> None:
    """Refuse codes that no country has; of Europe's some may be missing, but not all."""
    asked = scope.countries or frozenset()
    unknown = {code for code in asked if code.upper() not in codes}
    if asked == european():
        if unknown == asked:
            raise InputError(
                "the dump has no state of Europe with its code (P297), so --europe would find no"
                " place; without --europe, all places in the dump are taken"
            )
    elif unknown:
        raise unknown_country(min(unknown), codes)
