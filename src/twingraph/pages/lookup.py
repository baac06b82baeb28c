"""What several pages of a store have in common: what one has looked up, another need not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.asking import Asker
from twingraph.pages.labels import Labels
from twingraph.pages.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language
    from twingraph.pages.accounts import SourcedValue
    from twingraph.store.engine import Store


class Lookup:
    """What is known of the things of a store, in one language; each is asked for once.

    Args:
        store: The store that is asked.
        language: Language of all words.

    Attributes:
        asker: Asks the store.
        labels: Names of things in the language.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self.asker = Asker(store)
        self.labels = Labels(self.asker, language)
        self._said: dict[str, tuple[SourcedValue, ...]] = {}

    def statements(self, things: Iterable[str]) -> dict[str, tuple[SourcedValue, ...]]:
        """Return what is claimed about things and their parts, rivals included.

        Args:
            things: IRIs.

        Returns:
            The statements by the IRI of the thing; none where nothing is claimed.
        """
        wanted = set(things)
        unknown = wanted - self._said.keys()
        found = statements(unknown, self.asker, self.labels) if unknown else {}
        self._said |= {iri: found.get(iri, ()) for iri in unknown}
        return {iri: self._said[iri] for iri in wanted}
