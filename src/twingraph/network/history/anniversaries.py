"""The days on which partnerships began as a calendar file (RFC 5545) that repeats every year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from twingraph.core.dates import Precision
from twingraph.core.terms import thing
from twingraph.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from icalendar import Event

    from twingraph.core.dates import ImpreciseDate
    from twingraph.network.history.records import History, Record

PRECISIONS = {"day": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR}

UNDATED = "no source says when it began"
ENDED = "has ended"
PLANNED = "has not begun"
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Anniversaries:
    """A calendar.

    Attributes:
        content: The file.
        events: Number of its events.
        left_out: How many partnerships have none, by the reason.
    """

    content: bytes
    events: int
    left_out: Mapping[str, int]


def calendar(history: History, precision: str = "day") -> Anniversaries:
    """Make a calendar of anniversaries.

    Partnerships that have ended have none; suspended ones do.

    Args:
        history: The partnerships through time.
        precision: "day" for the dates that are known to the day; "month" or "year" for the coarser
            ones as well, whose events last for as long as the date may mean.
    """
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", f"-//twingraph//twingraph {__version__}//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", "Anniversaries of city partnerships")
    left_out: dict[str, int] = {}
    for record in history.records:
        why = _why_not(record, history.today, precision)
        if why:
            left_out[why] = left_out.get(why, 0) + 1
        elif record.since:
            file.add_component(_event(record, record.since, history.today))
    return Anniversaries(file.to_ical(), len(file.subcomponents), dict(sorted(left_out.items())))


def _why_not(record: Record, today: date, precision: str) -> str:
    """Return why a partnership is not in the calendar; nothing if it is."""
    if record.has_ended:
        return ENDED
    if record.since is None:
        return UNDATED
    if record.since.earliest and record.since.earliest > today:
        return PLANNED
    if record.since.precision > PRECISIONS[precision]:
        return f"its first {precision} is not known"
    return ""


def _event(record: Record, since: ImpreciseDate, today: date) -> Event:
    from icalendar import Event

    first, last = since.earliest or date.min, since.latest or date.max
    event = Event()
    event.add("uid", f"{record.id}.anniversary@w3id.org")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(1))
    event.add("rrule", dict(_rule(first, last)))
    event.add("summary", f"{' – '.join(record.names)}: partnership since {since}")
    event.add("url", thing("partnership", record.id))
    event.add("categories", [f"known to the {_known_to(since)}"])
    event.add("transp", "TRANSPARENT")  # it keeps nobody busy
    return event


def _rule(first: date, last: date) -> Iterator[tuple[str, str | int]]:
    """Yield the parts of the rule by which an event repeats."""
    yield "freq", "yearly"
    if first == last and (first.month, first.day) == (_FEBRUARY, _LEAP_DAY):
        yield "bymonth", _FEBRUARY
        yield "bymonthday", -1  # else there would be one in four years only


def _known_to(since: ImpreciseDate) -> str:
    return next(name for name, precision in PRECISIONS.items() if precision == since.precision)
