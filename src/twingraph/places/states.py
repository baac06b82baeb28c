"""Which state a name or code means: by the tables, else by the names in CLDR."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from twingraph.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.tables.rows import Tables

# Europe's official languages, in which lists of its cities are written.
_LANGUAGES = (
    *("be", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "hy", "is", "it", "ka", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro"),
    *("ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk"),
)
_CODE = 2  # letters of a country's code; codes of continents have three digits


class States:
    """States by their ids, codes and names.

    Args:
        tables: Tables of which states.csv and state-names.csv are read.
    """

    def __init__(self, tables: Tables) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        for row in tables.of("state-names.csv"):
            self.add(row.cells["state"], (row.cells["name"],))
        for row in tables.of("states.csv"):
            self.add(row.cells["state"], (row.cells["alpha3"], row.cells["name"]))

    def add(self, state: str, names: Iterable[str]) -> None:
        """Make a state known by its id and by some names.

        Args:
            state: Id of the state.
            names: Its names and codes; empty ones are ignored.
        """
        for name in filter(None, (state, *names)):
            self._named[fold(name)].add(state)

    def find(self, name: str) -> str:
        """Return the id of the state that a name or code means; empty if there is not exactly one.

        The tables come first. Names that they do not have are looked up among the names of today's
        states in the languages of Europe.
        """
        key = fold(name)
        states = self._named.get(key) or (_cldr().get(key, set()) if key else set())
        return next(iter(states)) if len(states) == 1 else ""


@cache
def _cldr() -> Mapping[str, set[str]]:
    """Read the names and codes of all countries from the Unicode locale data."""
    from babel import Locale

    named: dict[str, set[str]] = defaultdict(set)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == _CODE:
                named[fold(name)].add(code.lower())
                named[code.lower()].add(code.lower())
    return named
