"""A store that keeps its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import QueryError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.remembering import RememberingStore

if TYPE_CHECKING:
    from twingraph.store.results import Answer

ASK = "SELECT * { ?s ?p ?o }"


class Counting:
    """A store that counts what it is asked."""

    def __init__(self) -> None:
        self.store = EmbeddedStore.of([])
        self.asked: list[tuple[str, int | None]] = []

    def query(self, sparql: str, most: int | None = None) -> Answer:
        self.asked.append((sparql, most))
        return self.store.query(sparql, most)


def test_the_same_query_is_asked_once() -> None:
    counting = Counting()
    store = RememberingStore(counting)
    assert store.query(ASK) is store.query(ASK)
    assert counting.asked == [(ASK, None)]


def test_another_limit_is_another_question() -> None:
    counting = Counting()
    store = RememberingStore(counting)
    store.query(ASK)
    store.query(ASK, 1)
    assert counting.asked == [(ASK, None), (ASK, 1)]


def test_a_mistake_is_said_each_time() -> None:
    store = RememberingStore(EmbeddedStore.of([]))
    for _ in range(2):
        with pytest.raises(QueryError):
            store.query("SELECT")
