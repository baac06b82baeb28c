"""Which values of a property can both be true, and which of those is more precise.

Only values that cannot both be true make their claims contradict each other. A value is read from
the statement as the graph has it, so that whoever has the graph can decide as we do.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Protocol

from pyoxigraph import Literal, NamedNode

from twingraph.core import dates, ontology
from twingraph.core.geo import Position, are_near
from twingraph.core.terms import CONCEPT

if TYPE_CHECKING:
    from twingraph.claims.claims import Statement, Term

LATITUDE = ontology.term("geo:lat")
LONGITUDE = ontology.term("geo:long")
_NAMES = {ontology.term(name) for name in ("skos:prefLabel", "dct:title", "foaf:name")}
_DECIMAL = ontology.term("xsd:decimal")


class Value(Protocol):
    """The value that a claim gives to a property.

    Attributes:
        kind: Noun for such values, in the plural.
    """

    kind: ClassVar[str]

    @property
    def coarseness(self) -> int:
        """A number, the smaller the more precise the value; it orders only values that agree."""

    def agrees_with(self, other: Value) -> bool:
        """Whether both can be true."""

    def refines(self, other: Value) -> bool:
        """Whether this value implies the other and is more precise."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A thing, a text or a counted number: it agrees only with itself."""

    kind: ClassVar[str] = "values"
    term: Term

    @property
    def coarseness(self) -> int:
        """Zero: no value is more precise than another."""
        return 0

    def agrees_with(self, other: Value) -> bool:
        """Whether both are the same."""
        return self == other

    def refines(self, other: Value) -> bool:  # noqa: ARG002 - none does
        """Return False: no value is more precise than another."""
        return False


@dataclass(frozen=True, slots=True)
class Name(Exact):
    """What a source calls a thing: two names of one thing are both true, and one is shown."""

    kind: ClassVar[str] = "names"

    def agrees_with(self, other: Value) -> bool:
        """Whether the other is a name too."""
        return isinstance(other, Name)


@dataclass(frozen=True, slots=True)
class Day:
    """A date: ``1973`` agrees with ``1973-09``, which refines it."""

    kind: ClassVar[str] = "dates"
    date: dates.ImpreciseDate

    @property
    def coarseness(self) -> int:
        """Class of the number of days that it may mean."""
        return self.date.precision

    def agrees_with(self, other: Value) -> bool:
        """Whether both may mean the same day."""
        return isinstance(other, Day) and self.date.agrees_with(other.date)

    def refines(self, other: Value) -> bool:
        """Whether both may mean the same day, and this date leaves fewer days open."""
        return self.agrees_with(other) and self.coarseness < other.coarseness


@dataclass(frozen=True, slots=True)
class Kind:
    """A concept of a scheme in which some are broader than others.

    A source whose word is general does not contradict one that is more exact: "partner city" agrees
    with "twin town", which refines it.
    """

    kind: ClassVar[str] = "kinds"
    concept: str

    @property
    def coarseness(self) -> int:
        """The more concepts are broader, the smaller."""
        return -len(self._broader)

    @property
    def _broader(self) -> frozenset[str]:
        return ontology.load().broader.get(self.concept, frozenset())

    def agrees_with(self, other: Value) -> bool:
        """Whether they are the same, or one is broader than the other."""
        return self == other or (
            isinstance(other, Kind) and (self.refines(other) or other.refines(self))
        )

    def refines(self, other: Value) -> bool:
        """Whether the other is broader."""
        return isinstance(other, Kind) and other.concept in self._broader


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured number, as precise as its last digit.

    ``57.05`` is anything from 57.045 to 57.055, and so agrees with ``57.0488``. A claim has numbers
    in their canonical form: a zero at the end is not kept, and adds no precision.
    """

    kind: ClassVar[str] = "numbers"
    number: Decimal

    @property
    def coarseness(self) -> int:
        """Exponent of the last digit: the more digits after the point, the smaller."""
        exponent = self.number.as_tuple().exponent
        return exponent if isinstance(exponent, int) else 0

    def agrees_with(self, other: Value) -> bool:
        """Whether the coarser one is the other, rounded at its last digit."""
        if not isinstance(other, Measure):
            return False
        half = Decimal(5).scaleb(max(self.coarseness, other.coarseness) - 1)
        return abs(self.number - other.number) <= half

    def refines(self, other: Value) -> bool:
        """Whether the other number is this one, rounded."""
        return Measure.agrees_with(self, other) and self.coarseness < other.coarseness


@dataclass(frozen=True, slots=True)
class Coordinate(Measure):
    """A latitude or longitude: sources put the middle of a city in different places.

    Attributes:
        where: A position that has this coordinate; two that are compared have the same other
            coordinate.
    """

    where: Position

    def agrees_with(self, other: Value) -> bool:
        """Whether one is the other, rounded, or both are as near as two middles of one city."""
        near = isinstance(other, Coordinate) and are_near(self.where, other.where)
        return near or Measure.agrees_with(self, other)


def _of_thing(term: NamedNode) -> Value:
    if term.value.startswith(CONCEPT):
        return Kind(term.value)
    day = dates.at(term.value)
    return Day(day) if day else Exact(term)


def read(statement: Statement, latitude: float) -> Value:
    """Read the value of a statement.

    Args:
        statement: The statement.
        latitude: Approximate latitude of its subject, in degrees: a degree of longitude is shorter
            in the north.
    """
    term = statement.object
    if statement.predicate in _NAMES:
        return Name(term)
    if isinstance(term, NamedNode):
        return _of_thing(term)
    if not isinstance(term, Literal) or term.datatype != _DECIMAL:
        return Exact(term)
    number = Decimal(term.value)
    if statement.predicate == LATITUDE:
        return Coordinate(number, Position(float(number), 0))
    if statement.predicate == LONGITUDE:
        return Coordinate(number, Position(latitude, float(number)))
    return Measure(number)
