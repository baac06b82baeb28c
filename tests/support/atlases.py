"""Atlases for tests: small ones, and ones with everything that may be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.geo import Position
from twingraph.core.terms import CONCEPT, thing
from twingraph.pages.atlas.model import (
    Atlas,
    City,
    Evidence,
    Membership,
    Partnership,
    Phase,
    Source,
)
from twingraph.pages.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language

TWINS = CONCEPT + "kind-twin-town"
YOUTH = CONCEPT + "field-youth"
POLAND, GERMANY = thing("state", "pl"), thing("state", "de")
EUROCITIES = thing("network", "eurocities")
LABELS = {
    TWINS: "twin town",
    YOUTH: "youth",
    POLAND: "Poland",
    GERMANY: "Germany",
    EUROCITIES: "Eurocities",
}
TODAY = dates.parse_day("2026-11-26")
PLACES = {
    "krakow": Position(50.0614, 19.9372),
    "leipzig": Position(51.34, 12.375),
    "houston": Position(29.7604, -95.3698),
}


def leipzig(language: Language = "en") -> Atlas:
    """Return three cities, of which one lies beyond the map, and two partnerships."""
    page = Source("a-page", "A page", "https://example.org/page", dates.parse("2026-01-01"))
    since, later = dates.parse("1973-09"), dates.parse("1974")
    return Atlas(
        language=language,
        dataset=Dataset("A dataset", "2026.1", "https://example.org/licence", TODAY),
        cities=(
            City("houston", "Houston", place=PLACES["houston"]),
            City("krakow", "Kraków", ("Krakau", "Краків"), POLAND, PLACES["krakow"]),
            City("leipzig", "Leipzig", ("Lipsk",), GERMANY, PLACES["leipzig"]),
        ),
        partnerships=(
            Partnership("houston--leipzig", (0, 2), TWINS),
            Partnership(
                "krakow--leipzig--2",
                (1, 2),
                TWINS,
                "active",
                since,
                fields=(YOUTH,),
                phases=(Phase("active", since, None),),
            ),
        ),
        evidence=(
            (),
            (
                Evidence(page, since, "preferred", False, "It has the month.", "seit 1973"),
                Evidence(
                    page._replace(id="a-list", title="A list", address=""), later, "normal", True
                ),
            ),
        ),
        memberships=(Membership(2, EUROCITIES, dates.parse("1995"), None),),
        labels=LABELS,
    )


def joined(pairs: Iterable[tuple[int, int]], count: int, places: bool = False) -> Atlas:
    """Return an atlas of cities of which some are joined."""
    cities = tuple(
        City(f"c{n:05}", f"City {n}", place=Position(35 + n % 30, n % 40) if places else None)
        for n in range(count)
    )
    partnerships = tuple(
        Partnership(f"c{one:05}--c{other:05}", (one, other)) for one, other in pairs
    )
    return Atlas("en", Dataset(""), cities, partnerships, ((),) * len(partnerships))
