"""Work for processes that have a store; they find it by its name in this module."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from twingraph.core.errors import UnknownName
from twingraph.store.worker import UNLIMITED, run

if TYPE_CHECKING:
    from twingraph.store.engine import EmbeddedStore


def answered(store: EmbeddedStore, sparql: str) -> object:
    return store.query(sparql)


def refused(_store: EmbeddedStore) -> None:
    raise UnknownName("city", "Krakaw", ["krakow"])


def ended(_store: EmbeddedStore) -> None:
    os._exit(3)


def at_work(_store: EmbeddedStore) -> None:
    run(_forever, 16_000_000, UNLIMITED)  # in a thread, as the engine


def _forever(_: object) -> None:
    while True:
        pass
