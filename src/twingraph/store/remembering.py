"""A store for several readers of the same: it asks another one each query once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.store.engine import Store
    from twingraph.store.results import Answer


class RememberingStore:
    """A store that keeps its answers, such as for pages that differ only in their language.

    Args:
        store: The store that is asked; what it holds does not change.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[tuple[str, int | None], Answer] = {}

    def query(self, sparql: str, most: int | None = None) -> Answer:
        """Answer a query; see ``Store.query``."""
        asked = sparql, most
        if asked not in self._answers:
            self._answers[asked] = self._store.query(sparql, most)
        return self._answers[asked]
