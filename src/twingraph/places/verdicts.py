"""Decisions of people on names: rows of matches.csv, by the keys of the name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from twingraph.places.names import keys

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """Verdicts on names; of two on one name, state and place, the later one counts."""

    def __init__(self) -> None:
        self._verdicts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)

    def add(self, name: str, state: str, place: str, verdict: str) -> None:
        """Enter a verdict.

        Args:
            name: The name.
            state: Id of the state in which it holds; empty for all.
            place: Id of the place.
            verdict: "accepted", "rejected" or "unsure".
        """
        for key in keys(name):
            self._verdicts[key][state, place] = verdict

    def on(self, name: str, state: str) -> Decided:
        """Return the decisions on a name.

        Args:
            name: The name.
            state: Id of the state in which a place is looked for; empty for any.
        """
        decided = Decided(set(), set(), set())
        for where, place, verdict in self._about(name):
            if state and where not in {state, ""}:
                continue
            if verdict == "rejected":
                decided.rejected.add(place)
            elif verdict == "accepted":
                (decided.accepted if where in {state, ""} else decided.elsewhere).add(place)
        return decided

    def _about(self, name: str) -> Iterator[tuple[str, str, str]]:
        for key in keys(name):
            for (where, place), verdict in self._verdicts.get(key, {}).items():
                yield where, place, verdict
