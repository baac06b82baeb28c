"""Rules that follow from the layout alone, each of which looks at a cell or at a row.

`validate` and `build` apply them to every row, and every importer applies them to each row before
it writes it: a row that `build` would refuse is never written.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from twingraph.core import csvfile, dates, ids, ontology
from twingraph.core.findings import Finding
from twingraph.core.terms import CONCEPT
from twingraph.core.text import clean, quoted
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from twingraph.core.findings import Severity
    from twingraph.tables.rows import Row

    Cells = Mapping[str, str]
    _RowRule = Callable[[Cells, layout.Table], Iterator["Breach"]]

LONGEST_QUOTE = 100
MOST_MEMBERS = 100  # each cooperates with each: as many links as their number squared

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r'https?://(?![/?#])[^\s<>"{}|\\^`]+')
_PAGES = {"index": "the page that lists the views", "atlas": "the atlas"}  # of every build


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a row breaks.

    Attributes:
        rule: Short name of the rule, by which breaches are counted.
        message: What is wrong and what to try.
        column: Name of the column; empty if the whole row is meant.
        severity: "error" if the row must not be built, "warning" if a person should look at it.
    """

    rule: str
    message: str
    column: str = ""
    severity: Severity = "error"

    def at(self, row: Row) -> Finding:
        """Return the breach as a finding about a row of a file."""
        return Finding(self.severity, self.rule, self.message, row.file, row.number, self.column)


def refusal(cells: Cells, table: layout.Table) -> Breach | None:
    """Return why a row must not be written.

    Rules that need other rows, such as that a source exists, are not applied.

    Args:
        cells: Cells of the row, by column; a column that is missing is an empty cell.
        table: The layout of the table that it belongs to.

    Returns:
        The first error; None if the row may be written.
    """
    row = {name: cells.get(name, "") for name in table.header}
    breaches = (*of_cells(row, table), *of_row(row, table))
    return next((breach for breach in breaches if breach.severity == "error"), None)


# --- a cell -------------------------------------------------------------------------------------


def of_cells(cells: Cells, table: layout.Table) -> Iterator[Breach]:
    """Yield what is wrong with single cells of a row.

    Args:
        cells: A cell for every column of the table.
        table: The layout of the table.
    """
    for column in table.real:
        values = column.values(cells[column.name])
        if column.required and not values:
            yield Breach("empty-cell", "must not be empty", column.name)
        for value in values:
            yield from of_value(value, column)


def of_value(value: str, column: layout.Column) -> Iterator[Breach]:
    """Yield the first thing that is wrong with a value, if anything is.

    Args:
        value: The value; one of those that a listed cell holds.
        column: The layout of its column.
    """
    if len(value) > csvfile.LONGEST_CELL:
        message = f"has {len(value):,} characters; at most {csvfile.LONGEST_CELL:,} are allowed"
        yield Breach("long-cell", message, column.name)
    elif clean(value) != value:
        message = f"{quoted(value)} has invisible characters or white space that would be removed"
        yield Breach("unclean-text", message, column.name)
    elif column.refers_to != layout.CITY:  # a city has any name until it is reconciled
        yield from _of_form(value, column)


def _of_form(value: str, column: layout.Column) -> Iterator[Breach]:
    rule, parse = _DATATYPES[column.datatype]
    try:
        parsed = parse(value)
    except ValueError as error:
        yield Breach(rule, str(error), column.name)
        return
    if column.format and not column.format.fullmatch(value):
        message = f"{quoted(value)} does not have the form {column.format.pattern}"
        yield Breach("wrong-form", message, column.name)
    elif column.value and column.value.text.startswith(CONCEPT):
        yield from _unknown_concept(value, column, column.value)
    elif column.limits and not _lies_within(parsed, column.limits, parse):
        yield Breach("out-of-range", f"{value} is not {column.limits}", column.name)
    elif column.plausible and not _lies_within(parsed, column.plausible, parse):
        message = f"{value} is implausible: it is not {column.plausible}"
        yield Breach("implausible", message, column.name, "warning")


def _lies_within(value: Any, limits: layout.Range, parse: Callable[[str], Any]) -> bool:
    """Whether a value, or each day that a date may mean, lies between the limits."""
    first, last = _bounds(value)
    least = _bounds(parse(limits.minimum))[0] if limits.minimum else None
    most = _bounds(parse(limits.maximum))[1] if limits.maximum else None
    below = least is not None and first is not None and first < least
    above = most is not None and last is not None and last > most
    return not (below or above)


def _bounds(value: Any) -> tuple[Any, Any]:
    """Return the first and the last of what a value may mean; None where it is open."""
    if isinstance(value, dates.ImpreciseDate):
        return value.earliest, value.latest
    return value, value


def _unknown_concept(
    value: str, column: layout.Column, template: layout.Template
) -> Iterator[Breach]:
    concepts = ontology.load().concepts
    if template.fill({template.variables[0]: value}) not in concepts:
        scheme = template.text.partition("{")[0]
        known = sorted(concept[len(scheme) :] for concept in concepts if concept.startswith(scheme))
        message = f"{quoted(value)} is not one of: {', '.join(known)}"
        yield Breach("unknown-concept", message, column.name)


def _decimal(value: str) -> Decimal:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,18})?", value):
        raise ValueError(f"{quoted(value)} is not a number; write 51.34, with a point")
    return Decimal(value)


def _integer(value: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,12}", value):
        raise ValueError(f"{quoted(value)} is not a whole number of up to 12 digits")
    return int(value)


def _boolean(value: str) -> None:
    if value not in {"true", "false"}:
        raise ValueError(f"{quoted(value)} is neither true nor false")


def _language(value: str) -> None:
    if not _LANGUAGE.fullmatch(value) or not _accepted(Literal, "", language=value):
        raise ValueError(f"{quoted(value)} is not a language tag; write de, en, pl, uk …")


def _address(value: str) -> None:
    if not _WEB.fullmatch(value) or not _accepted(NamedNode, value):
        raise ValueError(
            f"{quoted(value)} is not a web address; start it with https:// or http://, and escape"
            " characters such as [ (%5B)"
        )


def _accepted(term: Callable[..., object], *values: str, **named: str) -> bool:
    """Whether the RDF library accepts a term: it knows the finer points of its grammar."""
    try:
        term(*values, **named)
    except ValueError:
        return False
    return True


# The rule that a value breaks if its datatype does not allow it, and the function that reads it.
_DATATYPES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "string": ("wrong-type", str),
    "decimal": ("wrong-type", _decimal),
    "integer": ("wrong-type", _integer),
    "boolean": ("wrong-type", _boolean),
    "language": ("wrong-type", _language),
    "anyURI": ("wrong-type", _address),
    "date": ("impossible-date", dates.parse_day),
    layout.EDTF: ("impossible-date", dates.parse),
}

# --- a row --------------------------------------------------------------------------------------


def of_row(cells: Cells, table: layout.Table) -> Iterator[Breach]:
    """Yield what is wrong between the cells of a row, whose cities are reconciled.

    Args:
        cells: A cell for every column of the table.
        table: The layout of the table.
    """
    for rule in _row_rules(table.header):
        yield from rule(cells, table)


@cache
def _row_rules(header: tuple[str, ...]) -> list[_RowRule]:
    return [rule for columns, rule in _ROW_RULES if columns <= set(header)]


def _end_before_start(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
    # A cell that is not a date is reported by the rule of its datatype.
    start, end = (dates.parse_or_none(cells[column]) for column in ("start", "end"))
    if start and end and end.certainly_before(start):
        message = f"ends {end.edtf}, before it starts {start.edtf}"
        yield Breach("end-before-start", message, "end")


def _members(cells: Cells, table: layout.Table) -> Iterator[Breach]:
    members = table.column("members").values(cells["members"])
    if not members:
        return
    repeated = sorted(city for city, times in Counter(members).items() if times > 1)
    if repeated:
        cities = ", ".join(repeated)
        message = f"the same city is a member twice, perhaps under different names: {cities}"
        yield Breach("self-partnership", message, "members")
        return
    if len(members) == 1:
        yield Breach("one-member", "a partnership has at least two members", "members")
    if len(members) > MOST_MEMBERS:
        message = (
            f"{len(members)} members; a partnership has at most {MOST_MEMBERS}. A larger group is a"
            " network: write it in networks.csv and memberships.csv"
        )
        yield Breach("too-many-members", message, "members")
    given = cells["partnership"]
    if not ids.is_partnership_of(given, members):
        message = f"{quoted(given)} is not the id of these members: {ids.partnership(members)}"
        yield Breach("wrong-id", message, "partnership")


def _quotation(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
    quote, chars = cells["quote"], cells["chars"]
    if len(quote) > LONGEST_QUOTE:
        message = f"{len(quote):,} characters; a quotation has at most {LONGEST_QUOTE}"
        yield Breach("long-quote", message, "quote")
    start, _, end = chars.partition("-")
    if _is_offset(start) and _is_offset(end) and int(start) >= int(end):
        yield Breach("wrong-form", f"{chars} ends before it begins", "chars")
    if chars and not quote:
        yield Breach("missing-quote", "there are offsets but no quotation", "quote")


def _is_offset(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 12  # noqa: PLR2004 - as integers


def _needs_as_of(column: str) -> _RowRule:
    def rule(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
        if cells[column] and not cells["as_of"]:
            message = "changes from year to year; write in as_of when it was true"
            yield Breach("missing-as-of", message, column)

    return rule


def _kind_without_word(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
    """What a source does not call by any word, it does not say."""
    for column in ("kind", "phase_kind"):
        if cells[column] and not cells["kind_word"]:
            message = (
                "needs the source’s own word in kind_word; if it has none, leave the kind empty"
            )
            yield Breach("kind-without-word", message, column)


def _half_a_position(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
    missing = [column for column in ("latitude", "longitude") if not cells[column]]
    if len(missing) == 1:
        yield Breach("half-a-position", "a position needs both latitude and longitude", missing[0])


def _reserved(cells: Cells, _table: layout.Table) -> Iterator[Breach]:
    view = cells["view"]
    if view in _PAGES:
        message = f'"{view}" is reserved for {_PAGES[view]}; choose another id'
        yield Breach("reserved-id", message, "view")


# The rules, each with the columns that a table must have for it to apply.
_ROW_RULES: tuple[tuple[frozenset[str], _RowRule], ...] = (
    (frozenset({"start", "end"}), _end_before_start),
    (frozenset({"partnership", "members"}), _members),
    (frozenset({"quote", "chars"}), _quotation),
    (frozenset({"kind", "phase_kind", "kind_word"}), _kind_without_word),
    (frozenset({"age", "as_of"}), _needs_as_of("age")),
    (frozenset({"years", "as_of"}), _needs_as_of("years")),
    (frozenset({"latitude", "longitude"}), _half_a_position),
    (frozenset({"view"}), _reserved),
)
