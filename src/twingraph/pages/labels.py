"""Names of things, and words for dates, in the language of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.store import names
from twingraph.store.names import Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language
    from twingraph.pages.asking import Asker


class Labels:
    """Names of things and words for dates, which are looked up once.

    Args:
        asker: Asks the store.
        language: Language of the names, where there is a name in it.
    """

    def __init__(self, asker: Asker, language: Language) -> None:
        self.language = language
        self._asker = asker
        self._known: dict[str, Name] = {}

    def __getitem__(self, iri: str) -> str:
        """Return the name of a thing."""
        return self._name(iri).text

    def foreign(self, iri: str) -> str:
        """Return the language of the name of a thing, if it is known and not that of the page."""
        language = self._name(iri).language
        return language if language != self.language else ""

    def learn(self, iris: Iterable[str]) -> None:
        """Look up the names of many things at once."""
        unknown = sorted(set(iris) - self._known.keys())
        days = {iri: day for iri in unknown if (day := dates.at(iri))}
        found = names.named(set(unknown) - days.keys(), self.language, self._asker.store)
        found |= {iri: Name(words(day, self.language), self.language) for iri, day in days.items()}
        self._known |= {iri: found.get(iri) or Name(iri.rpartition("/")[2], "") for iri in unknown}

    def _name(self, iri: str) -> Name:
        if iri not in self._known:
            self.learn([iri])
        return self._known[iri]
