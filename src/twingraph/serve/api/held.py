"""The rows of tables, read once for each build and held in memory.

A build never changes. To filter, sort and count rows that are there takes milliseconds, while the
engine would go through the whole table each time. A part of a table in its usual order needs no
more than the rows of that part, and the addresses of all things that have rows.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.serve.api import filed, rows
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence

    from twingraph.serve.api.rows import Row
    from twingraph.serve.service import Service

MOST_HELD = 200_000  # rows, of all tables together

# Things that are asked about at once: so few that no other query has to wait for long.
_AT_ONCE = 100


class _What(NamedTuple):
    """What is held: a table of a build with names in a language; without one, its things."""

    edition: str
    table: str
    language: str = ""


class Held:
    """The rows of the tables that were asked for last.

    Args:
        service: The build that is served.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._found: dict[_What, asyncio.Task[Any]] = {}

    async def things(self, table: str) -> Sequence[str]:
        """Return the addresses of the things that have rows in a table, in its usual order.

        Args:
            table: Name of a table without choices.

        Raises:
            TwingraphError: The build could not be asked.
        """
        what = _What(self._service.edition.key, table)
        found: Sequence[str] = await self._once(what, lambda: self._service.run(rows.things, table))
        return found

    async def rows(self, table: str, language: str) -> Sequence[Row]:
        """Return all rows of a table.

        Args:
            table: Name of a table without choices.
            language: Language of the names.

        Raises:
            TwingraphError: The build could not be asked.
        """
        what = _What(self._service.edition.key, table, language)
        found: Sequence[Row] = await self._once(what, lambda: self._read(table, language))
        return found

    async def about(self, table: str, things: Sequence[str], language: str) -> list[Row]:
        """Return the rows of a table about some things; they are not held.

        Args:
            table: Name of a table without choices.
            things: Addresses of the things.
            language: Language of the names.

        Raises:
            TwingraphError: The build could not be asked.
        """
        found: list[Row] = []
        for portion in _portions(things):
            found += await self._service.run(rows.about, table, portion)
        return await self._translated(found, table, language)

    async def chosen(self, table: str, given: Mapping[str, str]) -> list[Row]:
        """Return the rows of the things that are chosen; they are not held.

        Args:
            table: Name of a table with choices.
            given: Values of one or more of these.

        Raises:
            TwingraphError: The build could not be asked, or not about this.
        """
        return await self.told(table, await self._service.run(rows.chosen, table, given))

    async def told(self, table: str, things: Sequence[str]) -> list[Row]:
        """Return the rows of some things; they are not held.

        Args:
            table: Name of a table with choices.
            things: Addresses of the things.

        Raises:
            TwingraphError: The build could not be asked.
        """
        found: list[Row] = []
        for portion in _portions(things):
            found += await self._service.run(rows.told, table, portion)
        return found

    async def _once(self, what: _What, read: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """Return what is held, or read it; whoever asks meanwhile waits for the same."""
        task = self._found.get(what)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._found[what] = asyncio.create_task(read())
        found = await asyncio.shield(task)
        self._found.pop(what, None)
        self._found[what] = task  # as the last one that was asked for
        self._forget(what.edition)
        return found

    def _forget(self, edition: str) -> None:
        """Forget other builds, and what was asked for longest ago, if that is much."""
        for what in [one for one in self._found if one.edition != edition]:
            del self._found[what]
        while len(self._found) > 1 and self._size() > MOST_HELD:
            del self._found[next(iter(self._found))]

    def _size(self) -> int:
        done = (task for task in self._found.values() if task.done() and not task.cancelled())
        return sum(len(task.result()) for task in done if task.exception() is None)

    async def _read(self, table: str, language: str) -> list[Row]:
        """Read a table; if the build changes meanwhile, that of the new one."""
        if language != "en":  # in which the tables have the names
            return await self._translated(await self.rows(table, "en"), table, language)
        edition = self._service.edition.key
        found = await self._service.run(filed.rows, table, self._service.folder, edition)
        if found is None:
            found = await self.about(table, await self.things(table), language)
        changed = self._service.edition.key != edition
        return await self._read(table, language) if changed else found

    async def _translated(self, found: Sequence[Row], table: str, language: str) -> list[Row]:
        """Return rows with names in a language, where there are any."""
        if language == "en":
            return list(found)
        names: dict[str, str] = {}
        for portion in _portions(rows.named(found, known()[table])):
            names |= await self._service.run(rows.names_of, portion, language)
        return rows.translated(found, known()[table], names)


@lru_cache(maxsize=1)  # a process serves one build
def held(service: Service) -> Held:
    """Return the rows that a service holds, for all its parts."""
    return Held(service)


def _portions(found: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]
