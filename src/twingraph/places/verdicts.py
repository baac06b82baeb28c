"""Decisions of people on names: rows of matches.csv, by the keys of the name."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from twingraph.places.names import keys

# A verdict by state and place.
_Verdicts = dict[tuple[str, str], str]


class Decided(NamedTuple):
    """Ids of the places on which people have decided for a name.

    Attributes:
        accepted: Places that the name means in this state.
        elsewhere: Places that the name means in some other state.
        rejected: Places that it does not mean.
    """

    accepted: set[str]
    elsewhere: set[str]
    rejected: set[str]


class Verdicts:
    """Verdicts on names; of two on one name, state, place and list, the later one counts."""

    def __init__(self) -> None:
        self._verdicts: dict[tuple[str, str], _Verdicts] = defaultdict(dict)

    def add(self, name: str, state: str, place: str, verdict: str, source: str = "") -> None:
        """Enter a verdict.

        Args:
            name: The name.
            state: Id of the state in which it holds; empty for all.
            place: Id of the place.
            verdict: "accepted", "rejected" or "unsure".
            source: Id of the source in whose list it holds; empty for all lists.
        """
        for key in keys(name):
            self._verdicts[key, source][state, place] = verdict

    def on(self, name: str, state: str, source: str = "") -> Decided:
        """Return the decisions on a name.

        Args:
            name: The name.
            state: Id of the state in which a place is looked for; empty for any.
            source: Id of the source that has the name; empty if none is known.
        """
        decided = Decided(set(), set(), set())
        for (where, place), verdict in self._about(name, source).items():
            if state and where not in {state, ""}:
                continue
            if verdict == "rejected":
                decided.rejected.add(place)
            elif verdict == "accepted":
                (decided.accepted if where in {state, ""} else decided.elsewhere).add(place)
        return decided

    def _about(self, name: str, source: str) -> _Verdicts:
        """Return the verdicts for a list; those on this list come before those on all lists."""
        general, own = self._of(name, ""), self._of(name, source)
        if "accepted" in own.values():
            general = {
                about: verdict for about, verdict in general.items() if verdict != "accepted"
            }
        return general | own

    def _of(self, name: str, source: str) -> _Verdicts:
        found: _Verdicts = {}
        for key in keys(name):
            found |= self._verdicts.get((key, source), {})
        return found
