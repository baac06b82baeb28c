"""Names of things, and words for dates, in the language of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.store import names

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
        self._known: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        """Return the name of a thing."""
        if iri not in self._known:
            self.learn([iri])
        return self._known[iri]

    def learn(self, iris: Iterable[str]) -> None:
        """Look up the names of many things at once."""
        unknown = sorted(set(iris) - self._known.keys())
        days = {iri: day for iri in unknown if (day := dates.at(iri))}
        found = names.of(set(unknown) - days.keys(), self.language, self._asker.store)
        found |= {iri: words(day, self.language) for iri, day in days.items()}
        self._known |= {iri: found.get(iri) or iri.rpartition("/")[2] for iri in unknown}
