"""Which city a name in our own tables or in an option of a command means.

The rules are those of ``matching``. An id means its city as well, as it does in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.places.matching import WHOLE, Mention, link_exactly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.places.gazetteer import Gazetteer, Place


class Unresolved(NamedTuple):
    """The reason why a name does not say which city is meant.

    Attributes:
        rule: "ambiguous-city" or "unknown-city".
        message: What is wrong and what to write instead.
    """

    rule: str
    message: str


def resolve(
    name: str, gazetteer: Gazetteer, source: str = "", *, suggesting: bool = True
) -> str | Unresolved:
    """Return the id of the city that a name means.

    Args:
        name: An id, a Wikidata item, or a name in any language and spelling.
        gazetteer: The known cities.
        source: Id of the source that has the name: decisions on its names count too.
        suggesting: Whether to look for similar names, which takes time, if no city has the name.

    Returns:
        The id, or the reason why none is certain.
    """
    places = gazetteer.identified(name)
    if not places:
        linkage = link_exactly(Mention(name, source=source), gazetteer)
        candidates = [linkage.match] if linkage.match else linkage.candidates
        places = [one.place for one in candidates if linkage.match or one.score == WHOLE]
    if len(places) == 1 and places[0].id in gazetteer.cities:
        return places[0].id
    if any(place.id in gazetteer.cities for place in places):
        return Unresolved("ambiguous-city", _ambiguous(name, places, gazetteer))
    near = _nearest(name, gazetteer) if suggesting else ""
    new = "to add a city, write it in cities.csv and its names in names.csv"
    return Unresolved("unknown-city", f'no city "{name}"; {near}{new}')


def _nearest(name: str, gazetteer: Gazetteer) -> str:
    return f"nearest: {', '.join(gazetteer.nearest(name)) or 'none, as no city is known'}; "


def _ambiguous(name: str, places: Sequence[Place], gazetteer: Gazetteer) -> str:
    ours = [place for place in places if place.id in gazetteer.cities]
    others = [f"{place.label}, {place.country}" for place in places if place not in ours]
    cities = ", ".join(f"{p.id} ({p.country})" if p.country else p.id for p in ours)
    beside = f"; or a city that is not in the tables: {'; '.join(others)}" if others else ""
    return f'"{name}" may mean any of: {cities}{beside}; write the id of one'
