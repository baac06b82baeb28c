"""The build that is served, and the one way in which all parts of the service ask it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self, TypeVar, TypeVarTuple

from twingraph.core.errors import CannotError
from twingraph.serve.cache import Cache
from twingraph.store.engine import EmbeddedStore
from twingraph.store.formats import asked
from twingraph.store.processes import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from twingraph.serve.settings import Settings
    from twingraph.store.formats import Written
    from twingraph.store.results import Answer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_LOOK = 1.0  # seconds between two looks at whether there is a newer build


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

    Where a newer build takes its place in its folder, that one is served: what has been asked
    before is answered from the one that was there then.

    Args:
        store: Folder of its store.
        key: Function that returns the hash of what is there now.
        settings: What is allowed.

    Attributes:
        folder: The folder in which the store lies, with the other files of a build if it is one.
        settings: What is allowed.
        found: Number of answers that were kept and given again.
    """

    def __init__(self, store: Path, key: Callable[[], str], settings: Settings) -> None:
        self.folder = store.parent
        self.settings = settings
        self.found = 0
        self._store = store
        self._key = key
        self._edition: Edition | None = None
        self._cache = Cache(settings.cache_bytes)
        self._tasks = set[asyncio.Task[None]]()

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
        self._edition = await self._opened()
        self._begin(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the processes."""
        for task in self._tasks:
            task.cancel()
        await self.edition.pool.close()

    async def run(self, work: Callable[[EmbeddedStore, *Ts], T], *given: *Ts) -> T:
        """Have a function called with the store, in another process and within the limits.

        Args:
            work: Function of a module, whose first argument is the store. What else it takes, and
                what it returns, can be pickled.
            given: What follows the store.

        Raises:
            TwingraphError: What the function raised, or the limit that it reached.
        """
        edition = self.edition
        try:
            return await edition.pool.run(work, *given)
        except CannotError:
            if edition is self.edition:
                raise
        # Its store was replaced meanwhile, and may not have been whole any more.
        return await self.edition.pool.run(work, *given)

    async def answer(self, sparql: str) -> Answer:
        """Answer a query, cut off at the service's limits of rows and bytes.

        Args:
            sparql: The query.

        Raises:
            QueryError: It does not parse, or asks for what is not allowed.
            CannotError: It reached a limit, or there is no room for it now.
        """
        bounds = self.settings.bounds
        return await self.run(EmbeddedStore.query, sparql, bounds.rows, bounds.size)

    async def written(
        self,
        sparql: str,
        formats: Sequence[str],
        graphs: tuple[Sequence[str], Sequence[str]] = ((), ()),
    ) -> Written:
        """Answer a query as ``answer`` does, in a format.

        Args:
            sparql: The query, which may use the project's prefixes without declaring them.
            formats: Formats for the answer, of which the first one that fits the query is used.
            graphs: See ``store.formats.asked``.

        Raises:
            UnfitFormatError: No format fits the form of the query.
        """
        asking = self.edition.key, sparql, *map(tuple, (formats, *graphs))
        key = sha256(repr(asking).encode()).digest()
        kept = self._cache.get(key)
        if kept:
            self.found += 1
            return kept
        answer = await self.run(asked, sparql, formats, self.settings.bounds, graphs)
        if not answer.is_volatile:
            self._cache.put(key, answer)
        return answer

    async def _opened(self) -> Edition:
        """Open the build that is there now.

        Raises:
            CannotError: There is none, or it is damaged.
        """
        while True:
            key = await asyncio.to_thread(self._key)
            pool = Pool(self._store, self.settings.capacity)
            await pool.start()
            if await asyncio.to_thread(self._key) == key:
                return Edition(key, pool)
            await pool.close()  # a newer build has come in between

    async def _follow(self) -> None:
        """Serve each newer build as soon as it is there; without one, what there is is served."""
        while True:
            await asyncio.sleep(_LOOK)
            with suppress(CannotError, OSError):
                if await asyncio.to_thread(self._key) != self.edition.key:
                    newer, older = await self._opened(), self.edition
                    self._edition = newer
                    self._begin(older.pool.drain())

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
