"""Selection of the fetched statements that become rows, with the reasons against the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twingraph.places import states
from twingraph.sources.wikidata import levels, statements
from twingraph.sources.wikidata.model import Item, number
from twingraph.tables.leftout import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.sources.wikidata.model import Fetched, Twinning
    from twingraph.sources.wikidata.scope import Scope

Pair = tuple[str, str]


@dataclass(slots=True)
class Selection:
    """The partnerships that stay.

    Attributes:
        fetched: The statements of Wikidata.
        scope: The partnerships that are asked for.
        pairs: The statements on each pair of places, in order; the older item comes first.
        skipped: Number of statements outside of the scope, by reason.
        left_out: Parts of the kept places and statements that cannot be used.
    """

    fetched: Fetched
    scope: Scope
    pairs: dict[Pair, list[Twinning]] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: LeftOut = field(default_factory=lambda: LeftOut(statements.COLUMNS))
    _decided: dict[str, levels.Root | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the statements into those that stay and the others."""
        self._gather()
        self._take_over()

    # --- statements ---

    def _gather(self) -> None:
        pairs: dict[Pair, list[Twinning]] = defaultdict(list)
        for twinning in self._different():
            if reason := self._outside(twinning):
                self.skipped[reason] += 1
            elif reason := self._why_none(twinning):
                place = twinning.subject, twinning.statement, statements.PARTNER
                self.left_out.add(place, reason)
            else:
                one, other = sorted((twinning.subject, twinning.object), key=number)
                pairs[one, other].append(twinning)
        for pair in sorted(pairs, key=lambda pair: (number(pair[0]), number(pair[1]))):
            if all(twinning.rank == "deprecated" for twinning in pairs[pair]):
                self.skipped["deprecated, and not stated otherwise"] += len(pairs[pair])
            else:
                self.pairs[pair] = pairs[pair]

    def _different(self) -> Iterator[Twinning]:
        """Yield the statements in order, without those that are equal to the one before."""
        before = None
        for twinning in sorted(self.fetched.twinnings, key=lambda t: (t.order, t.statement)):
            if twinning.order == before:
                self.skipped["the same as another statement of the item"] += 1
            else:
                yield twinning
            before = twinning.order

    def _outside(self, twinning: Twinning) -> str:
        """Return why a statement is outside of the scope; empty if it is not."""
        ends = twinning.subject, twinning.object
        countries = self.scope.countries
        if countries is not None and not any(countries & self.codes(item) for item in ends):
            return "in none of the countries"
        if self.scope.levels and not {self.level(item) for item in ends} <= self.scope.levels:
            return "of another level"
        return ""

    def _why_none(self, twinning: Twinning) -> str:
        """Return why a statement is not about a partnership of places; empty if it is."""
        for item in (twinning.subject, twinning.object):
            root = self._root(item)
            if root and not root.level:
                return f"a partner that is not a place (class: {root.label})"
        return ""

    # --- what cannot be used ---

    def _take_over(self) -> None:
        """Keep what was left out of the places and statements that stay."""
        cities = {item for pair in self.pairs for item in pair}
        countries = {c.item for city in cities for c in self.item(city).countries}
        named = cities | countries
        for place, reason, detail in self.fetched.left_out:
            item, _, about = place
            if about in {statements.LABEL, statements.CODE}:
                kept = item in named
            else:
                kept = item in cities or (about == statements.PARTNER and self._is_inside(item))
            if kept:
                self.left_out.add(place, reason, detail)

    def _is_inside(self, item: str) -> bool:
        """Whether an item lies in one of the countries, as far as is known."""
        countries, known = self.scope.countries, item in self.fetched.items
        return countries is None or not known or bool(countries & self.codes(item))

    # --- places ---

    def item(self, item: str) -> Item:
        """Return the statements on an item; an empty one if it was not read."""
        return self.fetched.items.get(item) or Item(item)

    @property
    def cities(self) -> list[str]:
        """The places of all partnerships, the oldest item first."""
        return sorted({item for pair in self.pairs for item in pair}, key=number)

    def level(self, item: str) -> str:
        """Return the level of a place; empty if it is not known."""
        root = self._root(item)
        return root.level if root else ""

    def _root(self, item: str) -> levels.Root | None:
        if item not in self._decided:
            above = (self.fetched.superclasses.get(c, frozenset()) for c in self.item(item).classes)
            self._decided[item] = levels.deciding(frozenset[str]().union(*above))
        return self._decided[item]

    def codes(self, item: str) -> frozenset[str]:
        """Return the ids of the states that a place lies or lay in."""
        countries = self.item(item).countries
        return frozenset(self.state(c.item) for c in countries if c.rank != "deprecated")

    def state(self, item: str) -> str:
        """Return the id of a state: the dataset's, else its code, else the number of its item."""
        return states.shipped().find(item) or (self.item(item).code or item).lower()

    def country(self, item: Item) -> str:
        """Return the id of today's country: of the best rank, without an end."""
        lasting = [c for c in item.countries if not c.ended and c.rank != "deprecated"]
        best = [c for c in lasting if c.rank == "preferred"] or lasting
        return self.state(min((c.item for c in best), key=number)) if best else ""
