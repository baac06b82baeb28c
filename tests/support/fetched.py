"""Things fetched from Wikidata: made up, as a reader would have collected them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.sources.wikidata.model import Country, Fetched, Item, Twinning
from twingraph.sources.wikidata.statements import COLUMNS
from twingraph.tables.leftout import LeftOut
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GERMANY = Item("Q183", {"en": "Germany", "de": "Deutschland"}, code="DE")
POLAND = Item("Q36", {"en": "Poland"}, code="PL")
JAPAN = Item("Q17", {"en": "Japan"}, code="JP")
GDR = Item("Q16957", {"en": "German Democratic Republic"})
CITY, MUNICIPALITY = "Q515", "Q15284"
SUPERCLASSES = {CITY: frozenset({CITY}), MUNICIPALITY: frozenset({MUNICIPALITY})}


def place(item: str, name: str, *countries: str | Country, **more: Any) -> Item:
    """Return a place in some countries."""
    lies = tuple(c if isinstance(c, Country) else Country(c) for c in countries or ("Q183",))
    more = {"latitude": "51", "longitude": "12", "classes": (CITY,)} | more
    return Item(item, {"en": name}, countries=lies, **more)


LEIPZIG = place("Q2079", "Leipzig")
KRAKOW = place("Q31487", "Kraków", "Q36")
NAGOYA = place("Q11751", "Nagoya", "Q17")
TOWN = place("Q900", "Aix", latitude="51.01")


def fetched(twinnings: Iterable[Twinning], *items: Item) -> Fetched:
    """Return a fetch of partnerships between places."""
    known = [GERMANY, POLAND, JAPAN, GDR, LEIPZIG, KRAKOW, NAGOYA, *items]
    said = set(twinnings)
    return Fetched(
        items={item.item: item for item in known},
        twinnings=said,
        statements_read=len(said),
        superclasses=SUPERCLASSES,
        retrieved="2026-11-22",
        entities_read=99,
        left_out=LeftOut(COLUMNS),
    )


def said(one: str = "Q2079", other: str = "Q31487", **more: Any) -> Twinning:
    return Twinning(one, other, **more)


def rows(folder: Path, table: str) -> list[Mapping[str, str]]:
    """Return the rows of a table that was written."""
    return [row.cells for row in read_tables([folder / table]).of(table)]
