"""Partnerships through time, made of their dates."""

from __future__ import annotations

from datetime import date

from twingraph.core import dates
from twingraph.network.history.records import History, Record, Span

TODAY = date(2026, 1, 1)


def record(
    since: str = "", until: str = "", status: str = "", states: tuple[str, ...] = ("de", "fr")
) -> Record:
    """Return a partnership with a start and an end in EDTF; it has ended if it has an end."""
    begun, over = (dates.parse_or_none(text) for text in (since, until))
    made = Record(f"{since or 'undated'}--{until}", begun, over, "ended" if over else status)
    made.states |= set(states)
    made.names += ["Alpha", "Beta"]
    if begun:
        earliest, latest = begun.earliest or date.min, begun.latest or date.max
        end, gone = (over.earliest, over.latest) if over else (None, None)
        made.spans.append(Span(earliest, latest, end or date.max, gone or date.max))
    return made


def history(*records: Record, today: date = TODAY) -> History:
    """Return a history of partnerships."""
    return History(today, records)
