"""The service as a store, for pages: they are written in threads here, and ask its processes.

So what a page needs of Python is loaded once, and every query of a page has the guards that a
stranger's query has.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from anyio import CapacityLimiter, from_thread, to_thread

from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.serve.service import Service
    from twingraph.store.engine import Store
    from twingraph.store.results import Answer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_AT_ONCE = 8  # pages that are written at the same time; others wait


class ServedStore:
    """The build that is served, as a store for a thread that writes a page.

    Args:
        service: The build.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def query(self, sparql: str, most: int | None = None) -> Answer:
        """Answer a query in a process of the service; see ``Store.query``."""
        work = EmbeddedStore.query  # a function of this package would load all pages there
        return from_thread.run(self._service.run, work, sparql, most, self._size(most), None)

    def _size(self, most: int | None) -> int | None:
        """Return the bytes of an answer: what strangers ask for is limited, not what pages need."""
        return None if most is None else self._service.settings.bytes


class Desk:
    """Where pages are written.

    Args:
        service: The build that they are about.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._limiter = CapacityLimiter(_AT_ONCE)
        self._edition = ""
        self._store = ServedStore(service)

    @property
    def most(self) -> int:
        """Rows or triples after which an answer is cut off."""
        return self._service.settings.rows

    async def write(self, work: Callable[[Store, *Ts], T], *given: *Ts) -> T:
        """Have a function called with the store, in a thread.

        Args:
            work: The function.
            given: What it takes after the store.
        """
        if self._edition != self._service.edition.key:  # what is kept for a store is of one build
            self._edition, self._store = self._service.edition.key, ServedStore(self._service)
        return await to_thread.run_sync(partial(work, self._store, *given), limiter=self._limiter)

    async def draw(self, work: Callable[[*Ts], T], *given: *Ts) -> T:
        """Have a function called that asks nothing, in a thread, so that others need not wait.

        Args:
            work: The function.
            given: What it takes.
        """
        return await to_thread.run_sync(partial(work, *given), limiter=self._limiter)
