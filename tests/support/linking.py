"""Linking one name, and decisions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.places.matching import Linkage, Mention, link
from twingraph.tables import layout
from twingraph.tables.rows import Row

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


def linked(
    gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "", source: str = ""
) -> Linkage:
    """Return the places that a name means or may mean."""
    return link([Mention(name, country, wikidata, source=source)], gazetteer)[0]


def matched(
    gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "", source: str = ""
) -> str:
    """Return the id of the place that a name certainly means; empty if that is uncertain."""
    found = linked(gazetteer, name, country, wikidata, source).match
    return found.place.id if found else ""


def proposed(gazetteer: Gazetteer, name: str, country: str = "", wikidata: str = "") -> list[str]:
    """Return the ids of the candidates of a name that is not certain."""
    found = linked(gazetteer, name, country, wikidata)
    assert found.match is None
    return [candidate.place.id for candidate in found.candidates]


def decision(
    name: str, country: str, city: str, verdict: str, number: int = 2, source: str = ""
) -> Row:
    """Return a row of matches.csv."""
    cells = dict.fromkeys(layout.load().tables["matches.csv"].header, "")
    cells |= {"name": name, "country": country, "city": city, "verdict": verdict}
    cells["list"] = source
    return Row("decisions.csv", "", "matches.csv", number, cells)
