"""The build that is served, and the one way in which all parts of the service ask it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar, TypeVarTuple

from twingraph.store import formats
from twingraph.store.processes import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.serve.settings import Settings
    from twingraph.store.engine import Store
    from twingraph.store.formats import Written
    from twingraph.store.results import Answer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Edition:
    """One build, for as long as it is served.

    Attributes:
        key: Hash of its content: equal keys, equal answers.
        pool: The processes that answer from its store.
    """

    key: str
    pool: Pool


class Service:
    """A build that can be asked by many at once, from ``async with`` to its end.

    Args:
        store: Folder of its store.
        key: Function that returns the hash of what is there now.
        settings: What is allowed.

    Attributes:
        settings: What is allowed.
    """

    def __init__(self, store: Path, key: Callable[[], str], settings: Settings) -> None:
        self.settings = settings
        self._store = store
        self._key = key
        self._edition: Edition | None = None

    @property
    def edition(self) -> Edition:
        """The build that is served now.

        Raises:
            RuntimeError: The service has not started.
        """
        if self._edition is None:
            raise RuntimeError("the service has not started")
        return self._edition

    async def __aenter__(self) -> Self:
        """Open the build.

        Raises:
            CannotError: There is none, or it is damaged.
        """
        key = await asyncio.to_thread(self._key)
        pool = Pool(self._store, self.settings.capacity)
        await pool.start()
        self._edition = Edition(key, pool)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the processes."""
        self.edition.pool.close()

    async def run(self, work: Callable[[Store, *Ts], T], *given: *Ts) -> T:
        """Have a function called with the store, in another process and within the limits.

        Args:
            work: Function of a module, whose first argument is the store. What else it takes, and
                what it returns, can be pickled.
            given: What follows the store.

        Raises:
            TwingraphError: What the function raised, or the limit that it reached.
        """
        return await self.edition.pool.run(work, *given)

    async def answer(self, sparql: str) -> Answer:
        """Answer a query, cut off at the service's limit of rows.

        Args:
            sparql: The query.

        Raises:
            QueryError: It does not parse, or asks for what is not allowed.
            CannotError: It reached a limit, or there is no room for it now.
        """
        return await self.run(_answered, sparql, self.settings.rows)

    async def written(self, sparql: str, format: str) -> Written:
        """Answer a query as ``answer`` does, in a format of ``store.formats`` that fits it."""
        return await self.run(formats.asked, sparql, format, self.settings.rows)


def _answered(store: Store, sparql: str, most: int) -> Answer:
    return store.query(sparql, most)
