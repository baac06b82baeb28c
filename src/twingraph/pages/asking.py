"""Named questions that pages put to a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.core.terms import ID
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.store.engine import Store

Rows = list[dict[str, Any]]


class Asker:
    """Client of a store that puts each question about as many things as possible.

    Args:
        store: The store that answers.

    Attributes:
        store: The store.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(self, name: str, **values: str) -> Rows:
        """Return the rows of a named question.

        Args:
            name: Name of the question.
            **values: Values of its parameters.
        """
        return rows(questions.named(name).ask(self.store, values)).listed()

    def about(self, name: str, things: Iterable[str]) -> Rows:
        """Return the rows of a question about several things.

        Args:
            name: Name of the question, which has the parameter ``things``.
            things: IRIs; those that do not name a thing of twingraph are passed over.
        """
        addresses = " ".join(sorted({iri.removeprefix(ID) for iri in things if iri.startswith(ID)}))
        return self.ask(name, things=addresses) if addresses else []
