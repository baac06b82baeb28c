"""Sources that need a second look: pages in two rows, uncited sources, impossible days, dead pages.

``validate.tables`` checks the form of cells; ``validate.links`` asks the addresses.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from twingraph.core import dates, urls
from twingraph.core.findings import Finding
from twingraph.core.http_messages import RequestFailed
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twingraph.core.findings import Severity
    from twingraph.tables.rows import Row, Tables
    from twingraph.validate.links import Outcome

# Pages about a partnership change when an anniversary comes; after two years one may look again.
STALE_AFTER = timedelta(days=730)

_SOURCES = "sources.csv"


def check_sources(tables: Tables, today: date) -> list[Finding]:
    """Check the sources without the network.

    Args:
        tables: All tables, for the rows that cite a source.
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
            message = "this is a search, whose results change; write the address of the page itself"
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
            message = f"not a web address: {error}"
            yield _finding(row, "error", "wrong-address", message, "address")
            continue
        first = met.setdefault(page, row)
        if first is not row:
            message = (
                f"the same page as {first.cells['source']} in row {first.number} of {first.file}; "
                "as two sources, the page would confirm itself"
            )
            yield _finding(row, "warning", "same-address", message, "address")


def _cited(tables: Tables) -> set[str]:
    """Return the ids of the sources to which any row refers."""
    return {
        row.cells[column.name]
        for row in tables
        for column in layout.load().tables[row.table].real
        if column.refers_to == _SOURCES
    }


def _days(row: Row, today: date) -> Iterator[Finding]:
    if not row.cells["retrieved"]:
        if row.cells["address"]:
            message = "write the day on which the page was read; it may have changed since"
            yield _finding(row, "warning", "no-day", message, "retrieved")
        return
    try:
        read = dates.parse_day(row.cells["retrieved"])
    except ValueError:
        return  # the check of the cell reports it
    published = dates.parse_or_none(row.cells["published"])
    if read > today:
        message = f"{read} is in the future; today is {today}"
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


def judge(tables: Tables, outcomes: Mapping[str, Outcome]) -> list[Finding]:
    """Return findings on the responses of the addresses; none for one that is as it should be.

    Args:
        tables: All tables.
        outcomes: The response of each address that was asked, or why there is none.
    """
    return [
        _finding(row, severity, rule, message, "address")
        for row in tables.of(_SOURCES)
        if (address := row.cells["address"]) in outcomes
        for severity, rule, message in _judged(address, outcomes[address])
    ]


_GONE = (404, 410)
# They answer people and not programs, or nobody without a password; the page may well be there.
_CLOSED = (401, 403, 405, 406, 451)


# Here the row is wrong, not the server.
_WRONG_ADDRESS = ("refused-address", "unknown-host")


def _judged(address: str, outcome: Outcome) -> Iterator[tuple[Severity, str, str]]:
    if isinstance(outcome, RequestFailed):
        severity: Severity = "error" if outcome.reason in _WRONG_ADDRESS else "warning"
        where = f" (redirected to {outcome.url})" if outcome.url != address else ""
        yield severity, outcome.reason, f"{outcome.detail}{where}"
    elif outcome.status in _GONE:
        where = f" after a redirect to {outcome.url}" if outcome.url != address else ""
        message = f"the page is gone ({outcome.status}){where}; an archive may have it"
        yield "error", "dead-address", message
    elif outcome.status in _CLOSED:
        message = f"the page denies access to programs ({outcome.status}); open it in a browser"
        yield "info", "closed-address", message
    elif outcome.is_busy:
        yield (
            "info",
            "busy-address",
            f"the server is too busy ({outcome.status}); check again later",
        )
    elif outcome.is_error:
        yield "warning", "failing-address", f"the server reports an error ({outcome.status})"
    elif _is_front(outcome.url) and not _is_front(address):
        message = f"redirects to the front page of {urls.host(outcome.url)}; the page may be gone"
        yield "warning", "front-page", message
    elif outcome.moved_to:
        yield "info", "moved-address", f"has moved permanently to {outcome.moved_to}"


def _is_front(address: str) -> bool:
    return "/" not in urls.page(address) and "?" not in urls.page(address)
