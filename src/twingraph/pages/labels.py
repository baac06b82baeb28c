"""Names of things, and words for dates, in the language of a page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.store.names import best

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

    def __setitem__(self, iri: str, label: str) -> None:
        """Set a name of a thing that the graph does not have."""
        self._known[iri] = label

    def learn(self, iris: Iterable[str]) -> None:
        """Look up the names of many things at once."""
        unknown = sorted(set(iris) - self._known.keys())
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._asker.ask("view/labels", things=" ".join(unknown)) if unknown else ():
            found[row["thing"]].setdefault(row["language"], row["label"])
        for iri in unknown:
            day = dates.at(iri)
            name = words(day, self.language) if day else best(found[iri], self.language)
            self._known[iri] = name or iri.rpartition("/")[2]
