"""The cities of the build that is served, ready to be matched, until another build is served."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from twingraph.core.terms import slug
from twingraph.serve.api.held import held
from twingraph.serve.reconcile import entities
from twingraph.serve.reconcile.candidates import Named
from twingraph.serve.reconcile.extension import Tables
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.languages import Language
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.serve.service import Service
    from twingraph.store.engine import Store


class Known:
    """What is known of the cities of a service.

    Args:
        service: The build that is served.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._held = held(service)
        self._made: tuple[str, Gazetteer] | None = None
        self._alone = asyncio.Lock()

    async def gazetteer(self) -> Gazetteer:
        """Return the places that names may mean; made when it is first asked for.

        Raises:
            TwingraphError: The build could not be asked.
        """
        async with self._alone:
            edition = self._service.edition.key
            if self._made is None or self._made[0] != edition:
                found = entities.Sources(
                    await self._held.rows("cities", "en"),
                    await self._held.rows("names", "en"),
                    await self._service.run(affiliations),
                )
                self._made = edition, await asyncio.to_thread(entities.gazetteer, found)
            return self._made[1]

    async def cities(self, language: Language) -> Mapping[str, Named]:
        """Return the cities by their ids, with names in a language.

        Args:
            language: The language.

        Raises:
            TwingraphError: The build could not be asked.
        """
        rows = await self._held.rows("cities", language)
        found = (row.cells for row in rows)
        return {
            one["city"]: Named(one["name"] or one["city"], one["country_name"] or "")
            for one in found
        }

    async def tables(self, language: Language) -> Tables:
        """Return the tables from which properties of cities are read.

        Args:
            language: Language of the names.

        Raises:
            TwingraphError: The build could not be asked.
        """
        names = ("cities", "names", "members", "memberships")
        return Tables(*[await self._held.rows(name, language) for name in names])


def affiliations(store: Store) -> list[tuple[str, str]]:
    """Return the pairs of a city and a state in which it lies or has lain.

    Args:
        store: The store.
    """
    found = select(store, "SELECT ?city ?state { ?x tg:ofCity ?city ; tg:inState ?state }")
    return sorted((slug(row["city"].value), slug(row["state"].value)) for row in found)
