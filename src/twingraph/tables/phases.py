"""The phases of a partnership: rows of partnerships.csv for statements with a start and an end.

A partnership that has ended has an active phase with its start and its end, and then an ended
phase that starts at that end. All importers write it so, and the questions about partnerships that
existed, were suspended or have ended rely on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.tables.folder import Cells


class Lifetime(NamedTuple):
    """When a partnership lasted, by one statement.

    Attributes:
        start: When it began, in EDTF; empty if the statement does not say.
        end: When it ended, in EDTF; empty if the statement does not say.
        ended: Whether it has ended, on a known day or not; None if the statement does not say.
    """

    start: str = ""
    end: str = ""
    ended: bool | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """Key that sorts statements by time; one without a start comes first."""
        start, end = dates.parse_or_none(self.start), dates.parse_or_none(self.end)
        return start is not None, dates.order(start), end is not None, dates.order(end)


def phases(lifetimes: Iterable[Lifetime]) -> Iterator[list[Cells]]:
    """Yield the rows of each statement on one partnership.

    A statement that begins after everything before it has ended makes a new phase. One that
    overlaps, or has no known times, is about the same phase, and may be a rival.

    Args:
        lifetimes: The times that the statements give, in the order of ``Lifetime.order``.

    Yields:
        For each statement one row, or two if the partnership has ended: the cells ``phase``,
        ``status``, ``start``, ``end`` and ``open_ended`` of partnerships.csv.
    """
    number, ends, any_ended = 1, list[dates.ImpreciseDate | None](), False
    for start, end, ended in lifetimes:
        begins = dates.parse_or_none(start)
        if begins and ends and all(last and last.certainly_before(begins) for last in ends):
            number, ends, any_ended = number + 1 + any_ended, [], False
        ends.append(dates.parse_or_none(end))
        any_ended |= ended is True
        yield _rows(number, Lifetime(start, end, ended))


def _rows(number: int, lasted: Lifetime) -> list[Cells]:
    active = {
        "phase": str(number) if number > 1 else "",
        "status": "active" if lasted.ended else "",
        "start": lasted.start,
        "end": lasted.end,
        "open_ended": "true" if lasted.ended is False else "",
    }
    if not lasted.ended:
        return [active]
    over = {"phase": str(number + 1), "status": "ended", "start": lasted.end}
    return [active, over]
