"""What the graph says of cities that a network may be measured by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from twingraph.core.terms import CONCEPT, slug
from twingraph.store import names
from twingraph.store.engine import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.store.engine import Store

# The last day before the Wall was opened, since when the blocs dissolved.
LAST_DAY_OF_BLOCS = date(1989, 11, 8)

# A NUTS code has two letters for the country and one character for each level.
NUTS_LENGTHS = {"nuts1": 3, "nuts2": 4, "nuts3": 5}

Attributes = dict[str, str | int | float]

_CITIES = """
SELECT ?city (MIN(?name) AS ?label) (MIN(?north) AS ?latitude) (MIN(?east) AS ?longitude)
  (MIN(STR(?state)) AS ?country) {
  ?city a tg:City .
  OPTIONAL { ?city skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?city geo:lat ?north ; geo:long ?east }
  OPTIONAL { ?city tg:country ?state }
} GROUP BY ?city ORDER BY ?city
"""
# The most recent count comes last, and so is the one that stays.
_POPULATIONS = """
SELECT ?city ?count {
  ?counted tg:ofCity ?city ; tg:count ?count .
  OPTIONAL { ?counted tg:on ?date . ?date tg:earliest ?first . OPTIONAL { ?date tg:latest ?last } }
} ORDER BY ?city ?first ?last ?count
"""
_REGIONS = "SELECT ?city ?code { ?city tg:nutsRegion/tg:nutsCode ?code } ORDER BY ?city ?code"
_PAGES = """
SELECT ?city (COUNT(DISTINCT ?page) AS ?pages) { ?page tg:speaksFor ?city } GROUP BY ?city
"""
_BLOCS = """
SELECT ?city ?bloc {{
  ?lying tg:ofCity ?city ; tg:inState/tg:bloc ?bloc ;
    tg:certainlyFrom ?from ; tg:certainlyUntil ?until .
  FILTER(?from <= "{day}"^^xsd:date && "{day}"^^xsd:date < ?until)
}} ORDER BY ?city ?bloc
"""


def read(store: Store, day: date | None = None) -> dict[str, Attributes]:
    """Return what is known of each city, by its id and in the order of the ids.

    Each has a ``label``: its English name, or else another, or else its id. What is not known is
    left out: ``country`` (id of the state), ``latitude`` and ``longitude`` (degrees),
    ``population`` (the most recent count), ``bloc`` (east, west or neutral), ``nuts1``, ``nuts2``
    and ``nuts3`` (codes of its NUTS regions on each level), and ``own_pages`` (number of sources
    that are its own: its site, its item in Wikidata).

    Args:
        store: The store of the graph.
        day: Day of which the bloc is wanted; None, and any day after the blocs, is the last day
            before they dissolved.
    """
    found = dict(_described(store))
    for row in select(store, _POPULATIONS):
        if (city := slug(row["city"].value)) in found:
            found[city]["population"] = int(row["count"].value)
    for row in select(store, _REGIONS):
        if (city := slug(row["city"].value)) in found:
            found[city] |= _regions(row["code"].value)
    for row in select(store, _PAGES):
        if (city := slug(row["city"].value)) in found:
            found[city]["own_pages"] = int(row["pages"].value)
    on = min(day or LAST_DAY_OF_BLOCS, LAST_DAY_OF_BLOCS)
    for row in select(store, _BLOCS.format(day=on.isoformat())):
        if (city := slug(row["city"].value)) in found:
            found[city]["bloc"] = row["bloc"].value.removeprefix(f"{CONCEPT}bloc-")
    return found


def _regions(code: str) -> dict[str, str]:
    """Return the code of a region and of those above it, by their levels.

    >>> _regions("DED51")
    {'nuts1': 'DED', 'nuts2': 'DED5', 'nuts3': 'DED51'}
    >>> _regions("UKI")
    {'nuts1': 'UKI'}
    """
    return {level: code[:length] for level, length in NUTS_LENGTHS.items() if len(code) >= length}


def _described(store: Store) -> Iterator[tuple[str, Attributes]]:
    rows = select(store, _CITIES)
    unnamed = (row["city"].value for row in rows if not row["label"])
    others = names.of(unnamed, "en", store)
    for row in rows:
        iri = row["city"].value
        city = slug(iri)
        label = row["label"].value if row["label"] else others.get(iri, city)
        attributes: Attributes = {"label": label}
        if row["country"]:
            attributes["country"] = slug(row["country"].value)
        for axis in ("latitude", "longitude"):
            if row[axis]:
                attributes[axis] = float(row[axis].value)
        yield city, attributes
