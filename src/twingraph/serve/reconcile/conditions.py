"""Conditions that candidates must meet, or should meet, in the draft of version 1.0.

What the matcher itself compares, one value of a property, is no condition here: it decides better.
Here is what it does not know: several values, none of some values, and how exactly to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Literal, NamedTuple

from twingraph.core.errors import QueryError
from twingraph.core.geo import NEAR_KM
from twingraph.core.text import quoted
from twingraph.places.matching import ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.places.gazetteer import Gazetteer, Place

Quantifier = Literal["any", "all", "none"]

EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
_DEGREE_KM = 111.2  # kilometres of one degree of latitude
# How the values of each property can be compared; without a qualifier, as the last says.
QUALIFIERS: Mapping[str, Mapping[str, str]] = {
    "name": {EXACT: "exactly this name, in any language", CLOSE: "this name or a similar one"},
    "id": {EXACT: "exactly this id or item"},
    "country": {EXACT: "in exactly this country"},
    "wikidata": {EXACT: "exactly this item"},
    "latitude": {EXACT: "the same to the digits given", CLOSE: "at most 25 km away"},
    "longitude": {EXACT: "the same to the digits given", CLOSE: "at most 25 km away"},
}


class Comparison(NamedTuple):
    """How a value is compared.

    Attributes:
        property: A key of ``QUALIFIERS``.
        qualifier: One of its qualifiers.
    """

    property: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition.

    Attributes:
        comparison: How its values are compared.
        values: The values, as texts.
        quantifier: Which of them a candidate must have.
        is_required: Whether a candidate that does not meet it is none.
    """

    comparison: Comparison
    values: tuple[str, ...]
    quantifier: Quantifier = "any"
    is_required: bool = False

    def is_met(self, place: Place, gazetteer: Gazetteer) -> bool:
        """Whether a place meets the condition.

        Args:
            place: The place.
            gazetteer: The places, with all their names.
        """
        agreeing = (_agrees(place, value, self.comparison, gazetteer) for value in self.values)
        match self.quantifier:
            case "any":
                return any(agreeing)
            case "all":
                return all(agreeing)
            case "none":
                return not any(agreeing)


def known_qualifier(name: str, qualifier: str, place: str) -> str:
    """Return a qualifier with which the values of a property can be compared.

    Args:
        name: The property.
        qualifier: The qualifier; "" is the usual one.
        place: Where it stands, for messages.

    Raises:
        QueryError: There is no such qualifier for the property.
    """
    known = QUALIFIERS[name]
    if qualifier and qualifier not in known:
        raise QueryError(
            f"{place}: {name} has no matchQualifier {quoted(qualifier)}; it has: {', '.join(known)}"
        )
    return qualifier or [*known][-1]


def described(name: str) -> list[dict[str, str]]:
    """Return the qualifiers of a property as the protocol writes them; none if it has none."""
    return [{"id": id_, "name": words} for id_, words in QUALIFIERS.get(name, {}).items()]


def _agrees(place: Place, value: str, how: Comparison, gazetteer: Gazetteer) -> bool:
    match how.property:
        case "name":
            return _is_among(place, gazetteer.bearers(value))
        case "id":
            return _is_among(place, gazetteer.identified(value))
        case "country":
            state = gazetteer.states.find(_item(value))
            return bool(state) and place.country == state
        case "wikidata":
            return bool(place.wikidata) and place.wikidata == _item(value)
        case _:
            return _is_there(place, value, how)


def _is_among(place: Place, places: Iterable[Place]) -> bool:
    return any(place.id == one.id for one in places)


def _item(value: str) -> str:
    """Return the number of an item of which the address may be given."""
    item = ITEM.fullmatch(value)
    return item[1] if item else value


def _is_there(place: Place, value: str, how: Comparison) -> bool:
    """Whether a degree is that of a place, or near it."""
    if place.position is None:
        return False
    try:
        given = float(value)
    except ValueError:
        return False
    latitude, longitude = place.position
    own = latitude if how.property == "latitude" else longitude
    if how.qualifier == EXACT:
        digits = len(value.partition(".")[2])
        return round(own, digits) == round(given, digits)
    shrunk = 1.0 if how.property == "latitude" else cos(radians(latitude))
    return abs(own - given) * _DEGREE_KM * shrunk <= NEAR_KM
