"""The cities that a service of reconciliation knows: those of the build that is served.

Which other places exist, and what people have decided about names, comes with twingraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core import resources
from twingraph.places.gazetteer import Gazetteer
from twingraph.tables.rows import Row, Tables, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from twingraph.serve.api.rows import Row as Found

# The shipped tables that do not depend on which cities are served.
_SHIPPED = ("states.csv", "state-names.csv", "namesakes.csv", "matches.csv")
_COLUMNS = {"usual": "name", "other": "also", "former": "formerly"}
# Cells of cities and names beside those that the graph fills.
_CITY = ("city", "country", "level", "wikidata", "latitude", "longitude")
_NAME = ("city", "language", "name", "also", "formerly")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a gazetteer is made of.

    Attributes:
        cities: Rows of the table of cities.
        names: Rows of the table of names.
        affiliations: Pairs of a city and a state in which it has lain.
    """

    cities: Sequence[Found]
    names: Sequence[Found]
    affiliations: Sequence[tuple[str, str]]


def gazetteer(found: Sources) -> Gazetteer:
    """Return the places that names are matched to.

    Args:
        found: What the graph knows of cities.
    """
    shipped = read_tables(resources.folder("data") / name for name in _SHIPPED)
    rows = {name: shipped.of(name) for name in _SHIPPED}
    rows["cities.csv"] = list(_rows("cities.csv", map(_city, found.cities)))
    rows["names.csv"] = list(_rows("names.csv", map(_name, found.names)))
    lain = ({"city": city, "state": state} for city, state in found.affiliations)
    rows["affiliations.csv"] = list(_rows("affiliations.csv", lain))
    return Gazetteer(Tables(rows, []))


def _rows(table: str, cells: Iterable[dict[str, str]]) -> Iterator[Row]:
    for number, row in enumerate(cells, start=2):
        yield Row(table, "graph", table, number, row)


def _city(row: Found) -> dict[str, str]:
    return {name: _cell(row.cells, name) for name in _CITY}


def _name(row: Found) -> dict[str, str]:
    """Return a name as the table of names has it: in the column for its use."""
    cells = dict.fromkeys(_NAME, "") | {"city": _cell(row.cells, "city")}
    cells["language"] = _cell(row.cells, "language")
    cells[_COLUMNS[row.cells["use"]]] = row.cells["name"]
    return cells


def _cell(values: Mapping[str, Any], name: str) -> str:
    value = values[name]
    return "" if value is None else str(value)
