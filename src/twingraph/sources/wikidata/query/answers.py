"""Reading the answers of a SPARQL service: first whether they are whole, then what they say.

Nothing here trusts an answer for its status: a service may send "200 OK" and a page in HTML, the
half of an answer with an error behind it, or a message in JSON.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.errors import CannotError
from twingraph.core.geo import degrees
from twingraph.sources.wikidata.collected import Statement
from twingraph.sources.wikidata.entities import NO_ADDRESS, SEVERAL
from twingraph.sources.wikidata.model import UNWRITTEN
from twingraph.sources.wikidata.time import edtf_of_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENTITY = "http://www.wikidata.org/entity/"
_ITEM = re.compile(re.escape(ENTITY) + r"(Q[1-9]\d*)")
_RANKS = {
    f"http://wikiba.se/ontology#{name.capitalize()}Rank": name
    for name in ("preferred", "normal", "deprecated")
}
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_EXCERPT = 200


class UnusableAnswer(CannotError):  # noqa: N818 - the name of the thing, which is asked for again
    """What a service sent is no answer, or not the whole of one."""


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
        UnusableAnswer: It is none, or it was cut off.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise UnusableAnswer(_no_json(body)) from None
    try:
        return [_row(binding) for binding in answer["results"]["bindings"]]
    except (AttributeError, KeyError, TypeError):
        message = answer.get("exception", "") if isinstance(answer, dict) else ""
        said = _excerpt(str(message).encode() if message else body)
        raise UnusableAnswer(f"it answers with an error: {said}") from None


def _row(binding: dict[str, dict[str, Any]]) -> Row:
    row = {
        name: Term(term["type"], term["value"], term.get("xml:lang", ""))
        for name, term in binding.items()
    }
    if not all(isinstance(part, str) for term in row.values() for part in term):
        raise TypeError("a value that is no text")
    return row


def _no_json(body: bytes) -> str:
    if not body.strip():
        return "the answer is empty"
    if body.lstrip().startswith(b"<"):
        return f"the answer is a page, no JSON: {_excerpt(body)}"
    if body.lstrip().startswith(b"{"):
        return f"the answer breaks off, or has an error in it: … {_excerpt(body[-_EXCERPT:])}"
    return f"the answer is no JSON: {_excerpt(body)}"


def _excerpt(body: bytes) -> str:
    return " ".join(body[: 10 * _EXCERPT].decode("utf-8", "replace").split())[:_EXCERPT]


# --- what it says -------------------------------------------------------------------------------


def item(term: Term) -> str:
    """Return the item that an address is of; nothing for an unknown value or another thing."""
    match = _ITEM.fullmatch(term.value)
    return match[1] if match and term.kind == "uri" else ""


def statements(rows: Iterable[Row]) -> list[Statement]:
    """Put statements together, whose facts have a row each.

    Raises:
        UnusableAnswer: There is a fact of a statement that does not say anything itself.
    """
    facts: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        facts[row["statement"].value][row["fact"].value].append(row)
    return [_statement(iri, facts[iri]) for iri in sorted(facts)]


def _statement(iri: str, facts: dict[str, list[Row]]) -> Statement:
    said = facts["says"] or facts["denies"]
    if not said:
        raise UnusableAnswer(f"the answer has only a part of the statement {iri}")
    times = {name: _times(facts[name]) for name in ("start", "end", "on")}
    addresses = {row["value"].value for row in facts["reference"]}
    references = sorted(filter(_WEB.fullmatch, addresses))
    return Statement(
        iri=iri,
        subject=item(said[0]["subject"]),
        object=_object(facts["says"]),
        denied=not facts["says"],
        rank=_RANKS[said[0]["rank"].value],
        start=_earliest(times["start"]),
        end=_earliest(times["end"]),
        ended=True if facts["ended"] else False if facts["endless"] else None,
        on=_earliest(times["on"]),
        references=tuple(references),
        remarks=_remarks(times.values(), whole=len(references) == len(addresses)),
    )


def _remarks(times: Iterable[set[str | None]], *, whole: bool) -> frozenset[str]:
    remarks = set() if whole else {NO_ADDRESS}
    for values in times:
        remarks |= {UNWRITTEN} if None in values else set()
        remarks |= {SEVERAL} if len(values) > 1 else set()
    return frozenset(remarks)


def _object(said: Sequence[Row]) -> str:
    if not said:
        return ""
    value = said[0]["object"]
    return value.value if value.kind.endswith("literal") else item(value)


def _times(rows: Iterable[Row]) -> set[str | None]:
    return {edtf_of_rdf(row["value"].value, int(row["precision"].value)) for row in rows}


def _earliest(times: Iterable[str | None]) -> str:
    return min(filter(None, times), default="")


def labels(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield item, language and name."""
    for row in rows:
        yield item(row["item"]), row["label"].language, row["label"].value


def pairs(rows: Iterable[Row], one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the items of two columns, where both are items."""
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


def coordinates(rows: Iterable[Row]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield each item with rank, latitude and longitude."""
    for row in rows:
        latitude, longitude = (degrees(float(row[n].value)) for n in ("latitude", "longitude"))
        yield item(row["item"]), (_RANKS[row["rank"].value], latitude, longitude)
