"""The meaning of a statement of Wikidata, decided in one place.

A reader of entity JSON and a reader of query answers return statements as they stand. Here it is
decided which of several dates counts, whether something has ended, which references and positions
can be used, and what is left out because ``build`` would refuse it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import dates
from twingraph.core.geo import degrees
from twingraph.core.text import clean
from twingraph.sources.wikidata.model import Country, Population, Twinning
from twingraph.sources.wikidata.time import edtf
from twingraph.tables import layout, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.tables.leftout import LeftOut

PARTNER, COUNTRY, CLASS, POSITION, POPULATION = "P190", "P17", "P31", "P625", "P1082"
START, END, ON, ADDRESS, CODE = "P580", "P582", "P585", "P854", "P297"
LABEL = "label"

# The columns that identify a thing that is left out.
COLUMNS = ("item", "statement", "property")

UNKNOWN_PARTNER = "a partner that is not known"
NO_PARTNER = "a statement that the place has no partner"
ITSELF = "a place twinned with itself"
ENDS_FIRST = "a statement that ends before it starts"
UNWRITTEN = "a date that is BC, less precise than a millennium, or not a date"
SEVERAL = "further dates for the same thing; the earliest is kept"
NO_ADDRESS = "a reference that is not a web address"
UNDATED = "a population without a date"
NOT_COUNTED = "a population that is not a whole number of 1 to 12 digits"
NOWHERE = "a position that is not on Earth"
UNNAMED = "a label that cannot be a name"
NO_CODE = "a country code that does not have two letters"

_ITEM = re.compile(r"Q[1-9]\d{0,8}", re.ASCII)  # the highest have 9 digits
_AMOUNT = re.compile(r"([+-]?)0*(\d{1,18})(\.0*)?", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}")
_LONGEST_LABEL = 250  # characters; Wikibase takes no longer ones


# --- what the readers bring ---------------------------------------------------------------------


class PointInTime(NamedTuple):
    """A point in time as it stands.

    Attributes:
        time: Year, month, day and time of day, such as "+1973-09-00T00:00:00Z".
        precision: 11 for a day, 10 for a month, 9 for a year, and so on.
        julian: Whether a day is one of the Julian calendar.
    """

    time: str
    precision: int
    julian: bool = False


@dataclass(frozen=True, slots=True)
class ItemStatement:
    """A statement of an item, as it stands.

    Attributes:
        item: The item that has it.
        property: Its property, such as "P190".
        number: Number of the statement, such as "Q2079$7a2b…"; empty if it has none.
        value: The item, amount or text that it names; empty if that is unknown, or of no use.
        position: Degrees north and east, if it names a place on Earth.
        denied: Whether it states that there is no value.
        rank: preferred, normal or deprecated.
        start: Start times (P580).
        end: End times (P582).
        on: Points in time (P585).
        ended: Whether it names an end, known or not.
        endless: Whether it states that there is no end.
        references: Addresses of its references (P854).
    """

    item: str
    property: str
    number: str = ""
    value: str = ""
    position: tuple[float, float] | None = None
    denied: bool = False
    rank: str = "normal"
    start: frozenset[PointInTime] = frozenset()
    end: frozenset[PointInTime] = frozenset()
    on: frozenset[PointInTime] = frozenset()
    ended: bool = False
    endless: bool = False
    references: frozenset[str] = frozenset()

    def leave_out(self, left_out: LeftOut, reason: str, property_: str = "") -> None:
        """Record that the statement is left out, or one of its qualifiers or references.

        Args:
            left_out: The list of what is left out; it is changed.
            reason: Why, one of the texts of this module.
            property_: Property of the qualifier or reference; empty if the statement is left out.
        """
        left_out.add((self.item, self.number, property_ or self.property), reason)


# --- what comes of them -------------------------------------------------------------------------


def is_item(name: str) -> bool:
    """Whether a text is the number of an item, such as "Q2079"."""
    return bool(_ITEM.fullmatch(name))


def twinning(statement: ItemStatement, left_out: LeftOut) -> Twinning | None:
    """Return the partnership that a statement means (P190).

    Args:
        statement: The statement.
        left_out: The list of what is left out; it is changed.

    Returns:
        The partnership; None if the statement cannot be used.
    """
    if statement.denied or not is_item(statement.value):
        statement.leave_out(left_out, NO_PARTNER if statement.denied else UNKNOWN_PARTNER)
        return None
    if statement.item == statement.value:
        statement.leave_out(left_out, ITSELF)
        return None
    lasted = _lasted(statement, left_out)
    if lasted is None:
        return None
    return Twinning(
        subject=statement.item,
        object=statement.value,
        start=lasted.start,
        end=lasted.end,
        ended=lasted.ended,
        on=_earliest(statement, ON, statement.on, left_out),
        rank=statement.rank,
        references=_references(statement, left_out),
        statement=statement.number,
    )


def country(statement: ItemStatement, left_out: LeftOut) -> Country | None:
    """Return the country in which a place lies (P17).

    Args:
        statement: The statement.
        left_out: The list of what is left out; it is changed.

    Returns:
        The country; None if the statement cannot be used.
    """
    lasted = _lasted(statement, left_out) if is_item(statement.value) else None
    if lasted is None:
        return None
    references = _references(statement, left_out)
    return Country(
        statement.value, lasted.start, lasted.end, bool(lasted.ended), statement.rank, references
    )


def population(statement: ItemStatement, left_out: LeftOut) -> Population | None:
    """Return a number of inhabitants (P1082).

    Args:
        statement: The statement.
        left_out: The list of what is left out; it is changed.

    Returns:
        The number; None if it has no date or is not one that the tables accept.
    """
    on = _earliest(statement, ON, statement.on, left_out)
    amount = _AMOUNT.fullmatch(statement.value)
    count = int(amount[1] + amount[2]) if amount else None
    if not on:
        statement.leave_out(left_out, UNDATED)
    elif count is None or _is_refused("populations.csv", "count", str(count)):
        statement.leave_out(left_out, NOT_COUNTED)
    else:
        return Population(count, on, statement.rank, _references(statement, left_out))
    return None


class Coordinates(NamedTuple):
    """The position of a place; of several, the least in order is taken, always the same one.

    Attributes:
        ordinary: Whether the statement is not of the preferred rank.
        latitude: Degrees north, as the tables have them.
        longitude: Degrees east, as the tables have them.
    """

    ordinary: bool = True
    latitude: str = ""
    longitude: str = ""


def coordinates(statement: ItemStatement, left_out: LeftOut) -> Coordinates | None:
    """Return the position of a place (P625).

    Args:
        statement: The statement.
        left_out: The list of what is left out; it is changed.

    Returns:
        The position; None if it is not on Earth, or the statement is deprecated.
    """
    if statement.position is None or statement.rank == "deprecated":
        return None
    north, east = map(degrees, statement.position)
    if _is_refused("cities.csv", "latitude", north) or _is_refused("cities.csv", "longitude", east):
        statement.leave_out(left_out, NOWHERE)
        return None
    return Coordinates(statement.rank != "preferred", north, east)


def class_(statement: ItemStatement) -> str:
    """Return the class of which a place is an instance (P31); empty if it cannot be used."""
    return statement.value if statement.rank != "deprecated" and is_item(statement.value) else ""


def label(item: str, text: str, left_out: LeftOut) -> str:
    """Return a name as the tables have it.

    Args:
        item: The item that has the name.
        text: The name as Wikidata has it.
        left_out: The list of what is left out; it is changed.

    Returns:
        The name; empty if it cannot be one.
    """
    name = clean(text)
    if not 0 < len(name) <= _LONGEST_LABEL or _is_refused("names.csv", "name", name):
        left_out.add((item, "", LABEL), UNNAMED)
        return ""
    return name


def code(item: str, codes: Iterable[str], left_out: LeftOut) -> str:
    """Return the ISO 3166-1 code of a country (P297).

    Args:
        item: Item of the country.
        codes: Its codes, in any order.
        left_out: The list of what is left out; it is changed.

    Returns:
        The code, the first in alphabetical order; empty if none has two letters.
    """
    usable = [given for given in sorted(codes) if _CODE.fullmatch(given)]
    if codes and not usable:
        left_out.add((item, "", CODE), NO_CODE)
    return usable[0] if usable else ""


# --- qualifiers and references ------------------------------------------------------------------


class _Lasted(NamedTuple):
    start: str
    end: str
    ended: bool | None


def _lasted(statement: ItemStatement, left_out: LeftOut) -> _Lasted | None:
    """Return when something held; None if that contradicts itself, and nothing of it is used."""
    start, end = (
        _earliest(statement, name, times, left_out)
        for name, times in ((START, statement.start), (END, statement.end))
    )
    begins, ends = dates.parse_or_none(start), dates.parse_or_none(end)
    if begins and ends and ends.certainly_before(begins):
        statement.leave_out(left_out, ENDS_FIRST)
        return None
    return _Lasted(start, end, True if statement.ended else False if statement.endless else None)


def _earliest(
    statement: ItemStatement, property_: str, times: Iterable[PointInTime], left_out: LeftOut
) -> str:
    """Return the earliest of the dates of a qualifier."""
    written = {edtf(*time) for time in times}
    if None in written:
        statement.leave_out(left_out, UNWRITTEN, property_)
    usable = written - {None}
    if len(usable) > 1:
        statement.leave_out(left_out, SEVERAL, property_)
    return min(map(dates.parse, filter(None, usable))).edtf if usable else ""


def _references(statement: ItemStatement, left_out: LeftOut) -> tuple[str, ...]:
    """Return the addresses that can be used, in order."""
    # A semicolon would end the address in its cell.
    addresses = {address.replace(";", "%3B") for address in statement.references}
    usable = {one for one in addresses if not _is_refused("partnerships.csv", "references", one)}
    if usable != addresses:
        statement.leave_out(left_out, NO_ADDRESS, ADDRESS)
    return tuple(sorted(usable))


@cache
def _column(table: str, name: str) -> layout.Column:
    return layout.load().tables[table].column(name)


def _is_refused(table: str, column: str, value: str) -> bool:
    """Whether the tables' own rules refuse a value."""
    return any(b.severity == "error" for b in rules.of_value(value, _column(table, column)))
