"""Filters of a question: conditions that a person may add, on what the rows are about.

A line in a query declares them, and says of which variable and in which place::

    #+ filter ?partnership: city, country, kind, status, from, to

Each is one condition for all questions. Where a line names several variables, one of them must
meet it. In ``#+ filter part ?subject: city``, a phase, an act or another part of a partnership
meets it if the partnership does. A filter that is not given leaves the query as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twingraph.core.errors import QueryError, UnfitValueError
from twingraph.core.terms import expand
from twingraph.store.parameters import Parameter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_VARIABLES = r"(?:part[ \t]+)?\?\w+(?:[ \t]+\?\w+)*"
_ENTRY = re.compile(rf"{_VARIABLES}:\s*(.+)")
_LINE = re.compile(rf"^([ \t]*)#\+\s*filter\s+({_VARIABLES}):\s*(.+)$", re.MULTILINE)
_PREFIXED = re.compile(r"\b(?:org|skos|tg):\w+")

KNOWN = tuple(
    Parameter(name, type_, None, description, is_optional=True)
    for name, type_, description in (
        ("city", "city", "Only what has to do with this city."),
        ("country", "country", "Only what has to do with a city in this country."),
        ("kind", "kind", "Only partnerships of this kind, or of a narrower one."),
        ("status", "status", "Only partnerships that have this status today."),
        ("network", "network", "Only partnerships of a city that is or was in this network."),
        ("from", "first-day", "Only what certainly began on this date (EDTF) or later."),
        ("to", "last-day", "Only what certainly began by the end of this date (EDTF)."),
    )
)
_PART = "?whole tg:phase|tg:charter|tg:charter/tg:act|tg:engagement"
NAMES = frozenset(known.name for known in KNOWN)
# A condition within a condition: asked in one, the engine would look at all dates for each thing.
_ON_A_DAY = "?thing tg:since|tg:start|tg:on ?when FILTER EXISTS {{ ?when {} }}"
# A partnership has members, an office is in a city; acts and events take place on a day.
_CONDITIONS = {
    "city": "?thing tg:member|org:postIn $city",
    "country": "?thing tg:country|(tg:member|org:postIn)/tg:country $country",
    "kind": "?thing tg:kind/skos:broader* $kind",
    "status": "?thing tg:statusToday $status",
    "network": "?thing tg:member/^org:member/org:organization $network",
    "from": _ON_A_DAY.format("tg:earliest ?first_day FILTER(?first_day >= $from)"),
    "to": _ON_A_DAY.format("tg:latest ?last_day FILTER(?last_day <= $to)"),
}


def declared(entries: Iterable[str], taken: Collection[str], place: str) -> tuple[Parameter, ...]:
    """Read which filters a question has.

    Args:
        entries: What stands after ``#+ filter``, such as "?city: country".
        taken: Names of the question's own parameters.
        place: Name of the question, for messages.

    Raises:
        QueryError: A filter is unknown, declared twice, or called like a parameter.
    """
    names: list[str] = []
    for entry in entries:
        names += _names(entry, place)
    known = [parameter.name for parameter in KNOWN]
    for name in names:
        if name not in known:
            filters = ", ".join(known)
            raise QueryError(f"{place}: there is no filter {name}; the filters are: {filters}")
        if name in taken or names.count(name) > 1:
            raise QueryError(f"{place}: {name} is declared twice, as a filter or a parameter")
    return tuple(parameter for parameter in KNOWN if parameter.name in names)


def _names(entry: str, place: str) -> list[str]:
    match = _ENTRY.fullmatch(entry)
    if not match:
        form = "#+ filter ?variable: name, name"
        raise QueryError(f"{place}: “#+ filter {entry}” does not have the form {form}")
    return _listed(match[1])


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def refuse_reversed(values: Mapping[str, str], terms: Mapping[str, str]) -> None:
    """Refuse a span that ends before it begins, in which nothing can be.

    Args:
        values: Values as a person writes them.
        terms: Those of filters as SPARQL terms: the first day of ``from``, the last day of ``to``.

    Raises:
        UnfitValueError: The span does.
    """
    if "from" in terms and "to" in terms and terms["from"] > terms["to"]:
        reason = f"“{values['to']}” ends before “{values['from']}” begins"
        raise UnfitValueError("to", values["to"], reason)


def put(sparql: str, chosen: Collection[str]) -> str:
    """Put the conditions of the chosen filters in the place of the lines that declare them.

    Args:
        sparql: The text of a query; no line is added to it.
        chosen: Names of the filters that were given a value.
    """

    def conditions(line: re.Match[str]) -> str:
        written = [_condition(name, line[2]) for name in _listed(line[3]) if name in chosen]
        return line[1] + " ".join(written) if written else line[0]

    return _LINE.sub(conditions, sparql)


def _condition(name: str, variables: str) -> str:
    """Write a condition with whole addresses, as a query may declare prefixes of its own."""
    named = re.findall(r"\?\w+", variables)
    each = [_met(name, variable) for variable in named]
    if len(named) > 1:  # of a variable that is not bound, EXISTS is true of everything there is
        each = [f"BOUND({v}) && ({met})" for v, met in zip(named, each, strict=True)]
    if variables.startswith("part"):
        each += [f"EXISTS {{ {_PART} {v} FILTER({_met(name, '?whole')}) }}" for v in named]
    return _PREFIXED.sub(lambda term: f"<{expand(term[0])}>", f"FILTER({' || '.join(each)})")


def _met(name: str, variable: str) -> str:
    """Write that a thing meets a condition; of a city, that it is the city."""
    met = f"EXISTS {{ {_CONDITIONS[name].replace('?thing', variable)} }}"
    return f"{variable} = $city || {met}" if name == "city" else met
