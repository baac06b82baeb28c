"""One id for each city: which ids of the tables mean the same city, and which of them stays.

Ids mean one city where ``same-as.csv`` says so, where they have the same Wikidata item, or where a
fetched item fits a city that has no item yet, or only one that nobody has confirmed: both lie in
the same country, at most 25 km apart, and the item is the candidate or has the same name. All
other ids stay apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twingraph.core import ids
from twingraph.core.geo import Vicinity, position
from twingraph.core.text import fold
from twingraph.tables import layout
from twingraph.tables.rows import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from twingraph.core.findings import Finding
    from twingraph.core.geo import Position
    from twingraph.tables.rows import Row

_FETCHED = re.compile(r"q[1-9][0-9]*")  # the id that a fetched Wikidata item gets
_PARTNERSHIPS = "partnerships.csv"


def unite(tables: Tables) -> Tables:
    """Replace all ids of a city by one, throughout the tables.

    Returns:
        New tables; their findings report identities that contradict each other or form a circle.
    """
    findings: list[Finding] = []
    same = _judged(tables, findings)
    cities = _cities(tables)
    for alias, city in [*_by_item(cities), *_by_place(cities, tables)]:
        same.setdefault(_last(alias, same), _last(city, same))
    aliases = {alias: _last(alias, same) for alias in same}
    aliases = {alias: city for alias, city in aliases.items() if alias != city}
    if not aliases:
        return replace(tables, findings=[*tables.findings, *findings])
    rows = {name: _renamed(tables.of(name), aliases) for name in tables.rows}
    rows["cities.csv"] = _one_item(tables.of("cities.csv"), rows["cities.csv"])
    return Tables(rows, [*tables.findings, *findings], tables.complete)


def _last(city: str, same: Mapping[str, str]) -> str:
    """Follow a chain of identities to its end; it has no circles."""
    while same.get(city, city) != city:
        city = same[city]
    return city


# --- what a person decided ----------------------------------------------------------------------


def _judged(tables: Tables, findings: list[Finding]) -> dict[str, str]:
    """Read ``same-as.csv``; a row that closes a circle is a finding, and is left out."""
    same: dict[str, str] = {}
    for row in tables.of("same-as.csv"):
        alias, city = row.cells["city"], row.cells["same_as"]
        if same.get(alias, city) != city:
            message = f'another row already says that "{alias}" is "{same[alias]}"'
            findings.append(row.error("contradictory-identity", message, "same_as"))
        elif _last(city, same) == alias:
            message = (
                f'"{alias}" and "{city}" each replace the other; keep one id, and delete the'
                " row that replaces it"
            )
            findings.append(row.error("circular-identity", message, "same_as"))
        else:
            same[alias] = city
    return same


# --- what the cities have in common -------------------------------------------------------------


@dataclass(slots=True)
class _City:
    city: str
    items: set[str] = field(default_factory=set)
    candidates: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    position: Position | None = None

    @property
    def fetched(self) -> bool:
        return _FETCHED.fullmatch(self.city) is not None


def _cities(tables: Tables) -> dict[str, _City]:
    cities: dict[str, _City] = {}
    for row in tables.of("cities.csv"):
        cells = row.cells
        city = cities.setdefault(cells["city"], _City(cells["city"]))
        city.items |= {cells["wikidata"]} - {""}
        city.candidates |= {cells["wikidata_candidate"]} - {""}
        city.countries |= {cells["country"]} - {""}
        city.position = city.position or position(cells["latitude"], cells["longitude"])
    return cities


def _by_item(cities: Mapping[str, _City]) -> Iterator[tuple[str, str]]:
    """Yield fetched cities with the item of a curated one; two curated ones are an error later."""
    curated = {
        item: city.city for city in cities.values() if not city.fetched for item in city.items
    }
    for city in cities.values():
        for item in city.items:
            if city.fetched and item in curated:
                yield city.city, curated[item]


def _by_place(cities: Mapping[str, _City], tables: Tables) -> Iterator[tuple[str, str]]:
    open_ones = [city for city in cities.values() if not city.fetched and not city.items]
    fetched = _vicinity(city for city in cities.values() if city.fetched)
    if not open_ones or not fetched:
        return
    near = {city.city: _near(city, fetched) for city in open_ones}
    keys = _keys(tables, {name for name, others in near.items() for name in (name, *others)})
    for city in open_ones:
        yield from _identified(city, near[city.city], keys, cities)


def _identified(
    city: _City, near: list[str], keys: Mapping[str, set[str]], cities: Mapping[str, _City]
) -> Iterator[tuple[str, str]]:
    """Prefer the candidate; else take the only one that has a name of the city."""
    candidates = [name for name in near if cities[name].items & city.candidates]
    namesakes = [name for name in near if keys[name] & keys[city.city]]
    fitting = candidates or namesakes
    if len(fitting) == 1:
        yield fitting[0], city.city


def _keys(tables: Tables, wanted: set[str]) -> Mapping[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for row in tables.of("names.csv"):
        if row.cells["city"] in wanted and row.cells["name"]:
            keys[row.cells["city"]].add(fold(row.cells["name"]))
    return keys


def _vicinity(cities: Iterable[_City]) -> Vicinity[_City]:
    around = Vicinity[_City]()
    for city in cities:
        if city.position:
            around.add(city.position, city)
    return around


def _near(city: _City, others: Vicinity[_City]) -> list[str]:
    if city.position is None:
        return []
    near = others.near(city.position)
    return [other.city for other in near if other.countries & city.countries]


def _one_item(before: list[Row], after: list[Row]) -> list[Row]:
    """Let the city that stays keep its own item; an item that is given up becomes a candidate.

    Wikidata has two items for many places, the town and its municipality.
    """
    own: dict[str, str] = {}
    for old, new in zip(before, after, strict=True):
        if old is new and new.cells["wikidata"]:
            own.setdefault(new.cells["city"], new.cells["wikidata"])
    return [
        new if own.get(new.cells["city"], item) == item or old is new else _loosened(new)
        for old, new in zip(before, after, strict=True)
        for item in (new.cells["wikidata"],)
    ]


def _loosened(row: Row) -> Row:
    item = row.cells["wikidata"]
    return replace(row, cells=row.cells | {"wikidata": "", "wikidata_candidate": item})


# --- renaming -----------------------------------------------------------------------------------


def _renamed(rows: list[Row], aliases: Mapping[str, str]) -> list[Row]:
    if not rows:
        return rows
    columns = _id_columns(layout.load().tables[rows[0].table])
    return [_rename(row, columns, aliases) for row in rows]


def _id_columns(table: layout.Table) -> list[tuple[layout.Column, Callable[[list[str]], str]]]:
    """Return columns with ids made of cities' ids, and the function that joins the parts again."""
    columns: list[tuple[layout.Column, Callable[[list[str]], str]]] = []
    for column in table.real:
        owner = column.refers_to or (table.file if column.name == table.key else "")
        if table.file != "same-as.csv" and owner:
            columns.append((column, ids.partnership if owner == _PARTNERSHIPS else ids.joined))
    return columns


def _rename(
    row: Row,
    columns: list[tuple[layout.Column, Callable[[list[str]], str]]],
    aliases: Mapping[str, str],
) -> Row:
    changed = {}
    for column, join in columns:
        cell = row.cells[column.name]
        values = [ids.parts(value) for value in column.values(cell)]
        if any(part in aliases for parts in values for part in parts):
            new = [join([aliases.get(part, part) for part in parts]) for parts in values]
            changed[column.name] = layout.joined(new)
    return replace(row, cells=row.cells | changed) if changed else row
