"""Reading the answers of a SPARQL service: first whether they are whole, then their content.

Nothing here trusts an answer for its status: a service may send "200 OK" and a page in HTML, half
of an answer with an error after it, or a message in JSON.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.errors import CannotError
from twingraph.core.text import clean
from twingraph.sources.wikidata.statements import (
    CLASS,
    POSITION,
    ItemStatement,
    PointInTime,
    is_item,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENTITY = "http://www.wikidata.org/entity/"
_STATEMENT = re.compile(re.escape(ENTITY) + r"statement/(Q\d+)-(.+)", re.IGNORECASE)
_RANKS = {
    f"http://wikiba.se/ontology#{name.capitalize()}Rank": name
    for name in ("preferred", "normal", "deprecated")
}
_EXCERPT = 200


class UnusableAnswer(CannotError):  # noqa: N818 - the name of the thing, which is asked for again
    """A response of a service that is not an answer, or not the whole of one."""


class Term(NamedTuple):
    """A value in an answer: an address, a text or a blank node."""

    kind: str
    value: str
    language: str = ""


Row = dict[str, Term]


# --- whether it is whole ------------------------------------------------------------------------


def read(body: bytes) -> list[Row]:
    """Read an answer in SPARQL's JSON.

    Raises:
        UnusableAnswer: It is not an answer, or it was cut off.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise UnusableAnswer(_no_json(body)) from None
    try:
        return [_row(binding) for binding in answer["results"]["bindings"]]
    except (AttributeError, KeyError, TypeError):
        message = answer.get("exception", "") if isinstance(answer, dict) else ""
        excerpt = _excerpt(str(message).encode() if message else body)
        raise UnusableAnswer(f"it answers with an error: {excerpt}") from None


def _row(binding: dict[str, dict[str, Any]]) -> Row:
    row = {
        name: Term(term["type"], term["value"], term.get("xml:lang", ""))
        for name, term in binding.items()
    }
    if not all(isinstance(part, str) for term in row.values() for part in term):
        raise TypeError("a value that is not a text")
    return row


def _no_json(body: bytes) -> str:
    if not body.strip():
        return "the answer is empty"
    if body.lstrip().startswith(b"<"):
        return f"the answer is a web page, not JSON: {_excerpt(body)}"
    if body.lstrip().startswith(b"{"):
        return f"the answer is cut off or contains an error: … {_excerpt(body[-_EXCERPT:])}"
    return f"the answer is not JSON: {_excerpt(body)}"


def _excerpt(body: bytes) -> str:
    return clean(body[: 10 * _EXCERPT].decode("utf-8", "replace"))[:_EXCERPT]


# --- what it says -------------------------------------------------------------------------------


def item(term: Term) -> str:
    """Return the item of an address; empty for an unknown value or another thing."""
    name = term.value.removeprefix(ENTITY)
    return name if term.kind == "uri" and name != term.value and is_item(name) else ""


def statements(rows: Iterable[Row], property_: str) -> list[ItemStatement]:
    """Return the statements of a property, each made of several rows, one for each fact.

    Args:
        rows: The rows of an answer.
        property_: The property, such as "P190".

    Raises:
        UnusableAnswer: There is a fact of a statement whose value is missing.
    """
    facts: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        facts[row["statement"].value][row["fact"].value].append(row)
    return [_statement(iri, property_, facts[iri]) for iri in sorted(facts)]


def _statement(iri: str, property_: str, facts: dict[str, list[Row]]) -> ItemStatement:
    main = facts["says"] or facts["denies"]
    if not main:
        raise UnusableAnswer(f"the answer is missing a part of the statement {iri}")
    return ItemStatement(
        item=item(main[0]["subject"]),
        property=property_,
        number=_number(iri),
        value=_value(facts["says"]),
        denied=not facts["says"],
        rank=_RANKS[main[0]["rank"].value],
        start=_times(facts["start"]),
        end=_times(facts["end"]),
        on=_times(facts["on"]),
        ended=bool(facts["ended"]),
        endless=bool(facts["endless"]),
        references=frozenset(row["value"].value for row in facts["reference"]),
    )


def _number(iri: str) -> str:
    """Return the number of a statement as its item has it: in RDF its first hyphen is a $."""
    return _STATEMENT.sub(r"\1$\2", iri)


def _value(said: Sequence[Row]) -> str:
    if not said:
        return ""
    value = said[0]["object"]
    return value.value if value.kind.endswith("literal") else item(value)


def _times(rows: Iterable[Row]) -> frozenset[PointInTime]:
    return frozenset(PointInTime(row["value"].value, int(row["precision"].value)) for row in rows)


def labels(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield item, language and name."""
    for row in rows:
        yield item(row["item"]), row["label"].language, row["label"].value


def pairs(rows: Iterable[Row], one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the items of two columns, where both are items.

    Args:
        rows: The rows of an answer.
        one: Name of the first column.
        other: Name of the second column.
    """
    for row in rows:
        both = item(row[one]), item(row[other])
        if all(both):
            yield both


def places(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the places, where they are items."""
    for row in rows:
        if place := item(row["place"]):
            yield place


def codes(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield the item of a country and its code."""
    for row in rows:
        if country := item(row["country"]):
            yield country, row["code"].value


def coordinates(rows: Iterable[Row]) -> Iterator[ItemStatement]:
    """Yield the statements on where items are."""
    for row in rows:
        yield ItemStatement(
            item=item(row["item"]),
            property=POSITION,
            number=_number(row["statement"].value),
            position=(float(row["latitude"].value), float(row["longitude"].value)),
            rank=_RANKS[row["rank"].value],
        )


def classes(rows: Iterable[Row]) -> Iterator[ItemStatement]:
    """Yield the statements on what items are instances of."""
    for row in rows:
        rank = _RANKS[row["rank"].value]
        yield ItemStatement(item(row["item"]), CLASS, value=item(row["class"]), rank=rank)
