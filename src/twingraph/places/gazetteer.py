"""The known places, by id, Wikidata item and name in any language.

Decisions in ``matches.csv`` take precedence over names: a city that was accepted for a name has
it, one that was rejected is never proposed for it again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from twingraph.core.geo import Position, are_near, position
from twingraph.core.text import fold
from twingraph.places.names import keys, values
from twingraph.places.states import States
from twingraph.places.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.tables.rows import Row, Tables

_NAME_COLUMNS = ("name", "also", "formerly")
# A body of several municipalities is not the town that GeoNames has under its name.
_NOT_A_TOWN = frozenset(("metropolitan-body", "region"))
# Two entries of GeoNames with the same main name, at most so far apart, are one place.
_SAME_KM = 10.0
# A place does not compete with one of the same name that has so many times its inhabitants.
_TIMES = 20


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


class Gazetteer:
    """The cities of the tables, and other places that have their names.

    Args:
        tables: Tables of which cities.csv, names.csv, states.csv, state-names.csv,
            affiliations.csv, namesakes.csv and matches.csv are read.

    Attributes:
        places: All places, by id.
        cities: Ids of the places that are cities of the tables.
        bodies: Ids of the cities that are bodies of several municipalities.
        states: The states, by name and code.
    """

    def __init__(self, tables: Tables) -> None:
        self.places: dict[str, Place] = {}
        self.cities: set[str] = set()
        self.bodies: set[str] = set()
        self.states = States(tables)
        self._identified: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, tuple[str, ...]] = {}
        self._main: dict[str, set[str]] = defaultdict(set)
        self._once_in: dict[str, set[str]] = defaultdict(set)
        self._far_smaller: set[str] = set()
        self._verdicts = Verdicts()
        for row in tables.of("cities.csv"):
            self._add_city(row.cells)
        for row in tables.of("names.csv"):
            for city in self._identified.get(row.cells["city"], ()):
                self._name_city(city, row)
        for row in tables.of("affiliations.csv"):
            self._once_in[row.cells["city"]].add(row.cells["state"])
        for row in tables.of("namesakes.csv"):
            self._add_namesake(row)
        self.decide(tables.of("matches.csv"))

    def _add_city(self, cells: dict[str, str]) -> None:
        city = cells["city"]
        self.cities.add(city)
        for identifier in filter(None, (city, cells["wikidata"])):
            self._identified[identifier].add(city)
        if cells["level"] in _NOT_A_TOWN:
            self.bodies.add(city)
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
        self._main[city].update(keys(name))
        for spelling in _names(row):
            self._bear(city, keys(spelling))

    def _add_namesake(self, row: Row) -> None:
        cells = row.cells
        where = position(cells["latitude"], cells["longitude"])
        size = int(cells["inhabitants"]) if cells["inhabitants"] else None
        place = Place(
            cells["place"], cells["name"], cells["country"], position=where, population=size
        )
        self.enter(place, {key for name in _names(row) for key in keys(name)})
        if cells["far_smaller"]:
            self._far_smaller.add(place.id)

    def enter(self, place: Place, names: Iterable[str]) -> None:
        """Enter a place, or replace what is known of one, with the keys of its names.

        Args:
            place: The place.
            names: Keys of its names, as `keys` makes them; they are added to those it has.
        """
        self.places[place.id] = place
        self._bear(place.id, names)

    def _bear(self, place: str, names: Iterable[str]) -> None:
        for key in names:
            known = self._names.get(key, ())
            if place not in known:
                self._names[key] = (*known, place)

    def decide(self, rows: Iterable[Row]) -> None:
        """Enter decisions, rows in the layout of matches.csv.

        A later one replaces an earlier one about the same name, country, city and list.
        """
        for row in rows:
            cells = row.cells
            state = self._state(cells["country"])
            self._verdicts.add(cells["name"], state, cells["city"], cells["verdict"], cells["list"])

    def _state(self, country: str) -> str:
        """Return the id of a state, or a key that no state has."""
        return self.states.find(country) or fold(country)

    def identified(self, identifier: str) -> list[Place]:
        """Return the cities with an id or a Wikidata item, in order of their ids."""
        return [self.places[city] for city in sorted(self._identified.get(identifier, ()))]

    def named(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places that are found under a key."""
        return self._names.get(key, ())

    def bearers(self, name: str, country: str = "", source: str = "") -> list[Place]:
        """Return the places that have a name, in order of their ids.

        If a person has accepted places for the name and country, only these are returned; rejected
        places never are.

        Args:
            name: A name in any language and spelling.
            country: Only places of this state, by its id or any of its names; empty is any.
            source: Id of the source that has the name: decisions on it count too.
        """
        state = self._state(country)
        decided = self._verdicts.on(name, state, source)
        if accepted := decided.accepted & self.places.keys():
            return [self.places[place] for place in sorted(accepted)]
        bearers = {place for key in keys(name) for place in self._names.get(key, ())}
        bearers |= decided.elsewhere & self.places.keys()
        return [
            self.places[place]
            for place in sorted(bearers - decided.rejected)
            if not state or state in self._states_of(place)
        ]

    def rejected(self, name: str, country: str = "", source: str = "") -> set[str]:
        """Return the ids of the places that a person has rejected for a name.

        Args:
            name: A name in any language and spelling.
            country: State to which the decision is limited, by id or name; empty is any.
            source: Id of the source that has the name: decisions on it count too.
        """
        return self._verdicts.on(name, self._state(country), source).rejected

    def _states_of(self, place: str) -> set[str]:
        return {self.places[place].country} | self._once_in.get(place, set())

    def outstanding(
        self, name: str, bearers: Sequence[Place], *, located: bool = True
    ) -> Place | None:
        """Return the one place that a name of several means.

        It is the largest of those whose main name this is. All others with that main name must
        have less than a twentieth of its inhabitants, and all that have it as another name must
        be smaller; a place whose number of inhabitants is unknown is not smaller, unless
        namesakes.csv says so. So a hamlet does not make a town doubtful, and "Frankfurt", the main
        name of neither, stays open. Where neither country nor position is known, no other place
        may have the main name, however small: Rome in Georgia has partners too.

        Args:
            name: The name.
            bearers: The places that have it.
            located: Whether it is known in which country or where the place lies.

        Returns:
            The place; None if none stands out.
        """
        if located:
            bearers = [place for place in bearers if place.id not in self._far_smaller] or bearers
        times = _TIMES if located else inf
        namesakes = self._namesakes(name, bearers)
        largest = max(namesakes, key=lambda place: place.population or 0, default=None)
        if largest is None:
            return None
        rivals = (
            (place.population or inf) * (times if place in namesakes else 1)
            for place in bearers
            if place != largest and not are_near(place.position, largest.position, _SAME_KM)
        )
        return largest if all(rival < (largest.population or 0) for rival in rivals) else None

    def _namesakes(self, name: str, bearers: Sequence[Place]) -> list[Place]:
        """Return those whose main name it is; who writes "Löhne" does not mean Lohne."""
        namesakes = [p for p in bearers if not self.main_keys(p).isdisjoint(keys(name))]
        exact = [place for place in namesakes if place.label.casefold() == name.casefold()]
        return namesakes if name.isascii() else exact or namesakes

    def main_keys(self, place: Place) -> set[str]:
        """Return the keys of the main names of a place, one per language."""
        return self._main.get(place.id) or keys(place.label)

    def names_by_state(self, states: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Return folded names with the ids of their places, for each of some states.

        Args:
            states: Ids of states; an empty one means all states together.
        """
        names: dict[str, dict[str, list[str]]] = {state: {} for state in states}
        for key, places in self._names.items():
            for place in places:
                for state in names.keys() & {"", *self._states_of(place)}:
                    names[state].setdefault(key, []).append(place)
        return names

    @cached_property
    def _suggested(self) -> dict[str, list[str]]:
        """Ids of cities, by their keys and identifiers."""
        suggested = {
            fold(identifier): sorted(found) for identifier, found in self._identified.items()
        }
        for key, places in self._names.items():
            suggested.setdefault(key, sorted(self.cities.intersection(places)))
        return suggested

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """Return the ids of the cities whose names are most similar, best first.

        Args:
            name: A name that no city has.
            count: The greatest number of ids to return.
        """
        from rapidfuzz import process  # only a mistake needs it

        near = process.extract(fold(name), self._suggested.keys(), limit=count * 8)
        cities = dict.fromkeys(city for key, _, _ in near for city in self._suggested[key])
        rejected = self.rejected(name)
        return [city for city in cities if city not in rejected][:count]


def _names(row: Row) -> Iterator[str]:
    return values(row, _NAME_COLUMNS)
