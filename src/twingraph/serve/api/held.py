"""The rows of tables, read once for each build and held in memory.

A build never changes. To filter, sort and count rows that are there takes milliseconds, while the
engine would go through the whole table each time.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from twingraph.serve.api import rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from twingraph.serve.api.rows import Row
    from twingraph.serve.service import Service

MOST_HELD = 200_000  # rows, of all tables together

# Things that are asked about at once: so few that no other query has to wait for long.
_AT_ONCE = 250


class Table(NamedTuple):
    """What is held: a table of a build, with names in a language."""

    edition: str
    name: str
    language: str


class Held:
    """The rows of the tables that were asked for last.

    Args:
        service: The build that is served.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._found: dict[Table, asyncio.Task[list[Row]]] = {}

    async def rows(self, name: str, language: str) -> Sequence[Row]:
        """Return all rows of a table other than that of claims.

        Args:
            name: Name of the table.
            language: Language of the names.

        Raises:
            TwingraphError: The build could not be asked.
        """
        table = Table(self._service.edition.key, name, language)
        task = self._found.pop(table, None)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._read(name, language))
        self._found[table] = task  # as the last one that was asked for
        found = await asyncio.shield(task)  # others may wait for it too
        self._forget(table.edition)
        return found

    def _forget(self, edition: str) -> None:
        """Forget other builds, and what was asked for longest ago, if that is much."""
        for table in [one for one in self._found if one.edition != edition]:
            del self._found[table]
        while len(self._found) > 1 and self._size() > MOST_HELD:
            del self._found[next(iter(self._found))]

    def _size(self) -> int:
        done = (task for task in self._found.values() if task.done() and not task.cancelled())
        return sum(len(task.result()) for task in done if task.exception() is None)

    async def _read(self, name: str, language: str) -> list[Row]:
        """Read a table; if the build changes meanwhile, that of the new one."""
        edition = self._service.edition.key
        things = await self._service.run(rows.things, name)
        found = [
            row
            async for portion in portions(things)
            for row in await self._service.run(rows.about, name, portion, language)
        ]
        changed = self._service.edition.key != edition
        return await self._read(name, language) if changed else found

    async def claims(self, given: dict[str, str]) -> list[Row]:
        """Return the claims that are chosen; they are not held.

        Args:
            given: Values of one or more choices of the table of claims.

        Raises:
            TwingraphError: The build could not be asked, or not about this.
        """
        addresses = await self._service.run(rows.claims, given)
        return [
            row
            async for portion in portions(addresses)
            for row in await self._service.run(rows.claimed, portion)
        ]


@lru_cache(maxsize=1)  # a process serves one build
def held(service: Service) -> Held:
    """Return the rows that a service holds, for all its parts."""
    return Held(service)


async def portions(found: Sequence[str]) -> AsyncIterator[Sequence[str]]:
    """Yield addresses, some hundreds at a time."""
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
