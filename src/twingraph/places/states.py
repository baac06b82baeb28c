"""Which state a name, a code or an item means: by the tables, else by CLDR and ISO 3166."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from twingraph.core import resources
from twingraph.places import countries, names
from twingraph.places.countries import key
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.tables.rows import Tables

_NAMES = ("name", "also", "formerly", "alpha3", "wikidata")
_LONGEST_CODE = 3


class States:
    """States by their ids, codes, names and Wikidata items.

    Args:
        tables: Tables of which states.csv and state-names.csv are read.
    """

    def __init__(self, tables: Tables) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        for row in tables.of("state-names.csv"):
            self.add(row.cells["state"], (row.cells["name"],))
        for row in tables.of("states.csv"):
            self.add(row.cells["state"], names.values(row, _NAMES))

    def add(self, state: str, also: Iterable[str]) -> None:
        """Make a state known by its id and by some names.

        Args:
            state: Id of the state.
            also: Its names, codes and items; empty ones are ignored.
        """
        for name in filter(None, (state, *also)):
            self._named[key(name)].add(state)

    def find(self, name: str) -> str:
        """Return the id of the state that is meant; empty if there is not exactly one.

        The tables come first. Names that they do not have are looked up in the languages of
        Europe, then in all languages, and then among the names of states that have ended.

        Args:
            name: A name in any language, a code, or the number of a Wikidata item.
        """
        asked = key(name)
        if not asked or (len(asked) <= _LONGEST_CODE and not name.isascii()):
            return ""  # folded from another script, it looks like a code
        states = self._usual(asked) or countries.everywhere().get(asked) or self._ended(asked)
        return next(iter(states)) if len(states) == 1 else ""

    def find_part(self, name: str) -> str:
        """Return the id of the state that a part of a place's name means, as in "Lyon, France".

        Only the tables and the languages of Europe count: in some language of the world, nearly
        every short word is a country.
        """
        states = self._usual(key(name))
        return next(iter(states)) if len(states) == 1 else ""

    def _usual(self, asked: str) -> set[str]:
        return self._named.get(asked) or (countries.usual().get(asked, set()) if asked else set())

    def _ended(self, asked: str) -> set[str]:
        return {
            state for former in countries.former().get(asked, ()) for state in self._known(former)
        }

    def _known(self, former: countries.Former) -> set[str]:
        """Return the state of the tables that this was, or else what it is called now."""
        names = sorted(countries.readings(former.name))
        known = next((found for name in names if (found := self._named.get(key(name)))), None)
        return known or ({former.code} - {""})


@cache
def shipped() -> States:
    """Return the states of the dataset that comes with twingraph."""
    data = resources.folder("data")
    return States(read_tables([data / "states.csv", data / "state-names.csv"]))
