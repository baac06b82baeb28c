"""The claims as a table: one row for each, with its value in words and its dates in days."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from pyoxigraph import Literal

from twingraph.core import dates
from twingraph.core.terms import shorten, slug
from twingraph.store.questions import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.claims.claims import Claim, Term
    from twingraph.claims.knowledge import Knowledge
    from twingraph.claims.ranking import Verdict

COLUMNS = (
    Column("claim", "text", "Id of the claim."),
    Column("subject", "text", "What it is about: kind and id, such as city/krakow."),
    Column("property", "text", "Its property, such as tg:start or skos:prefLabel."),
    Column("value", "text", "Its value: of a date EDTF, of a thing kind and id, of a text itself."),
    Column("value_language", "text", "Language of the value, if it has one, a BCP 47 tag."),
    Column("value_first", "day", "The first day that a date may mean."),
    Column("value_last", "day", "The last day that a date may mean."),
    Column("value_year", "integer", "The year in which all days of a date lie, if it is one."),
    Column("source", "text", "Id of the source."),
    Column("asserted", "boolean", "Whether the graph asserts it."),
    Column("rank", "text", "preferred, normal or deprecated."),
    Column("reason", "text", "Why it has that rank, if something had to be decided."),
    Column("confidence", "text", "How sure the reader of the source was: high, medium or low."),
    Column("as_of", "text", "When it was true, if it says nothing about other times, in EDTF."),
    Column("quote", "text", "The words of the source that say so."),
    Column("contradicts", "text", "Id of the asserted claim that it contradicts."),
    Column("agrees_with", "text", "Id of the asserted claim with which it agrees."),
)


def write(knowledge: Knowledge, output: IO[str]) -> None:
    """Write all claims as CSV without a head, in the order of the rows that make them.

    Args:
        knowledge: The ranked claims.
        output: File to write to.
    """
    writer = csv.writer(output)
    for claim in knowledge.claims:
        verdict = knowledge.verdict(claim)
        writer.writerow(_row(claim, verdict, asserted=knowledge.asserts(claim)))


def _row(claim: Claim, verdict: Verdict, *, asserted: bool) -> Iterator[object]:
    yield slug(claim.iri.value)
    yield shorten(claim.statement.subject.value)
    yield shorten(claim.statement.predicate.value)
    yield from _value(claim.statement.object)
    yield slug(claim.source.value)
    yield "true" if asserted else "false"
    yield verdict.rank
    yield verdict.reason
    yield claim.confidence
    yield claim.as_of
    yield claim.evidence.quote if claim.evidence else ""
    yield slug(verdict.contradicts.value) if verdict.contradicts else ""
    yield slug(verdict.agrees_with.value) if verdict.agrees_with else ""


def _value(value: Term) -> tuple[object, ...]:
    """Return text, language, first day, last day and year of a value; None where it has none."""
    if isinstance(value, Literal):
        return value.value, value.language, None, None, None
    day = dates.at(value.value)
    if day is None:
        return shorten(value.value), None, None, None, None
    return day.edtf, None, day.earliest, day.latest, day.year
