"""Two items for one place: the town and its municipality, which Wikidata keeps apart.

Items are one place if they have the same name in the same language, lie in the same country at
most 10 km apart, and are of different levels. The one of the higher level stays (city before
municipality before district before region), then the one with more partners, then the older.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core.geo import Position, kilometres
from twingraph.sources.wikidata import levels
from twingraph.sources.wikidata.model import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from twingraph.sources.wikidata.model import Item

APART_KM = 10


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An item that is given up for another.

    Attributes:
        item: The item that is given up.
        same_as: The item that stays.
        reason: Why both are one place.
    """

    item: str
    same_as: str
    reason: str


def find(
    items: Iterable[Item], level: Mapping[str, str], partners: Mapping[str, int]
) -> Iterator[Duplicate]:
    """Yield duplicates.

    Args:
        items: Places.
        level: Level of each, by item; places without a known level are ignored.
        partners: Number of partners of each, by item.
    """
    given_up: set[str] = set()
    for name, namesakes in sorted(_namesakes(items, level).items()):
        ordered = sorted(namesakes.values(), key=lambda item: _order(item, level, partners))
        for position, item in enumerate(ordered):
            staying = next(
                (o for o in ordered[:position] if _one_place(o, item, level, given_up)), None
            )
            if staying and item.item not in given_up:
                given_up.add(item.item)
                yield Duplicate(item.item, staying.item, _reason(name[1], staying, item, level))


def _order(
    item: Item, level: Mapping[str, str], partners: Mapping[str, int]
) -> tuple[int, int, int]:
    return levels.names().index(level[item.item]), -partners.get(item.item, 0), number(item.item)


def _namesakes(
    items: Iterable[Item], level: Mapping[str, str]
) -> dict[tuple[str, str], dict[str, Item]]:
    """Return items by language and name, where several of known place and level share one."""
    named: dict[tuple[str, str], dict[str, Item]] = defaultdict(dict)
    for item in items:
        if item.latitude and item.longitude and level.get(item.item):
            for language, name in item.labels.items():
                named[language, name][item.item] = item
    return {name: found for name, found in named.items() if len(found) > 1}


def _one_place(one: Item, other: Item, level: Mapping[str, str], given_up: set[str]) -> bool:
    if one.item in given_up or level[one.item] == level[other.item]:
        return False
    shared = {country.item for country in one.countries} & {c.item for c in other.countries}
    return bool(shared) and _apart(one, other) <= APART_KM


def _apart(one: Item, other: Item) -> float:
    places = [Position(float(item.latitude), float(item.longitude)) for item in (one, other)]
    return kilometres(*places)


def _reason(name: str, one: Item, other: Item, level: Mapping[str, str]) -> str:
    levels = f"the {level[one.item]} ({one.item}) and the {level[other.item]} ({other.item})"
    return f"{name}: {levels}, {_apart(one, other):.1f} km apart"
