"""Sources that want a second look: the same page twice, nobody's source, days that cannot be.

What a cell must look like is for ``check`` to say; what an address answers, for ``fetching``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from twingraph.core import dates, urls
from twingraph.core.findings import Finding
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twingraph.core.findings import Severity
    from twingraph.core.http import Answer
    from twingraph.tables.rows import Row, Tables

# Pages about a partnership change when an anniversary comes; after two years one may look again.
STALE_AFTER = timedelta(days=730)

_SOURCES = "sources.csv"


def check_sources(tables: Tables, today: date) -> list[Finding]:
    """Check the sources without the network.

    Args:
        tables: All tables; which rows cite a source is seen there.
        today: The day of the check.
    """
    findings = list(_same_page(tables.of(_SOURCES)))
    cited = _cited(tables)
    for row in tables.of(_SOURCES):
        if row.cells["source"] not in cited:
            message = f'no row cites "{row.cells["source"]}"'
            findings.append(_finding(row, "warning", "uncited-source", message, "source"))
        findings += _days(row, today)
        if _is_address(row.cells["address"]) and urls.is_search(row.cells["address"]):
            message = "a search, whose results change; give the address of the page that says it"
            findings.append(_finding(row, "warning", "search-address", message, "address"))
    return findings


def _finding(row: Row, severity: Severity, rule: str, message: str, column: str) -> Finding:
    return Finding(severity, rule, message, row.file, row.number, column)


def _same_page(sources: list[Row]) -> Iterator[Finding]:
    met: dict[str, Row] = {}
    for row in sources:
        if not row.cells["address"]:
            continue
        try:
            page = urls.page(row.cells["address"])
        except ValueError as error:
            message = f"no web address: {error}"
            yield _finding(row, "error", "wrong-address", message, "address")
            continue
        first = met.setdefault(page, row)
        if first is not row:
            message = (
                f"the same page as {first.cells['source']} in row {first.number} of {first.file}; "
                "as two sources, one page confirms itself"
            )
            yield _finding(row, "warning", "same-address", message, "address")


def _cited(tables: Tables) -> set[str]:
    """Ids of the sources that any row refers to."""
    return {
        row.cells[column.name]
        for row in tables
        for column in layout.load().tables[row.table].real
        if column.refers_to == _SOURCES
    }


def _days(row: Row, today: date) -> Iterator[Finding]:
    if not row.cells["retrieved"]:
        if row.cells["address"]:
            message = "on which day was the page read? it may have changed since"
            yield _finding(row, "warning", "no-day", message, "retrieved")
        return
    try:
        read = dates.parse_day(row.cells["retrieved"])
        published = dates.parse(row.cells["published"]) if row.cells["published"] else None
    except ValueError:
        return  # the check of the cell reports it
    if read > today:
        message = f"{read} is still to come; today is {today}"
        yield _finding(row, "error", "future-day", message, "retrieved")
    elif today - read > STALE_AFTER:
        message = f"read on {read}, more than two years ago; does the page still say so?"
        yield _finding(row, "info", "stale-source", message, "retrieved")
    if published and published.earliest and read < published.earliest:
        message = f"read on {read}, before it was published ({published.edtf})"
        yield _finding(row, "error", "read-too-early", message, "retrieved")


def addresses_of(tables: Tables) -> list[str]:
    """Return the addresses of the sources, each once, in order."""
    given = {row.cells["address"] for row in tables.of(_SOURCES)} - {""}
    return sorted(address for address in given if _is_address(address))


def _is_address(address: str) -> bool:
    try:
        return bool(urls.page(address))
    except ValueError:
        return False  # reported without the network


def judge(tables: Tables, answers: Mapping[str, Answer]) -> list[Finding]:
    """Turn what the addresses answered into findings; what is as it should be gives none."""
    return [
        _finding(row, severity, rule, message, "address")
        for row in tables.of(_SOURCES)
        if (answer := answers.get(row.cells["address"]))
        for severity, rule, message in _judged(answer)
    ]


_GONE = (404, 410)
# They answer people and not programs, or none without a password; the page may well be there.
_CLOSED = (401, 403, 405, 406, 451)
_BUSY = (429, 503)
_FIRST_ERROR = 400


def _judged(answer: Answer) -> Iterator[tuple[Severity, str, str]]:
    if answer.trouble:
        yield _TROUBLE[answer.trouble], answer.trouble, answer.detail
    elif answer.status in _GONE:
        where = f" at {answer.last}, to which it leads" if answer.last != answer.address else ""
        message = f"the page is gone ({answer.status}){where}; an archive may have it"
        yield "error", "dead-address", message
    elif answer.status in _CLOSED:
        yield "info", "closed-address", f"shows itself to no program ({answer.status}); look at it"
    elif answer.status in _BUSY:
        yield "info", "busy-address", f"too busy to answer ({answer.status}); ask again later"
    elif answer.status >= _FIRST_ERROR:
        yield "warning", "failing-address", f"answers with an error ({answer.status})"
    elif _is_front(answer.last) and not _is_front(answer.address):
        message = f"leads to the front page of {urls.host(answer.last)}: the page may be gone"
        yield "warning", "front-page", message
    elif answer.moved:
        yield "info", "moved-address", f"has moved for good to {answer.moved}"


_TROUBLE: dict[str, Severity] = {
    "no-answer": "warning",
    "no-secure-connection": "warning",
    "redirect-loop": "warning",
    "refused-address": "error",
    "unknown-host": "error",
    "unreachable-host": "warning",
}


def _is_front(address: str) -> bool:
    return "/" not in urls.page(address) and "?" not in urls.page(address)
