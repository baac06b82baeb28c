"""Checks of the tables: the rules of cells and rows, and those that look at all rows.

A rule yields findings and does not depend on the others; all findings are gathered, so that a
person can correct a table in one go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from twingraph.core import dates
from twingraph.core.text import did_you_mean, quoted, suggest
from twingraph.tables import layout, rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row, Tables


_MOST_LISTED = 20  # nobody reads more than that, and looking for them takes time
_UNREADABLE = {"cell-count", "long-cell"}


def check_tables(tables: Tables) -> list[Finding]:
    """Check reconciled tables.

    Returns:
        The findings, in the order of the tables; those of reading and reconciling first.
    """
    findings = list(tables.findings)
    # Rows that could not be read, or whose cities are unknown, have a finding already.
    shifted = {_place(finding) for finding in findings if finding.rule in _UNREADABLE}
    spoilt = {_place(finding) for finding in findings}
    for name, rows in tables.rows.items():
        table = layout.load().tables[name]
        for row in rows:
            place = (row.file, row.number)
            if place not in shifted:
                findings += (breach.at(row) for breach in rules.of_cells(row.cells, table))
            if place not in spoilt:
                findings += (breach.at(row) for breach in rules.of_row(row.cells, table))
        findings += _duplicates(rows)
    if tables.complete:
        for rule in _CROSS_RULES:
            findings += rule(tables)
    return findings


def _place(finding: Finding) -> tuple[str, int]:
    return finding.file, finding.row


# --- all rows -----------------------------------------------------------------------------------


def _duplicates(rows: list[Row]) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first = seen.setdefault((row.file, *row.cells.values()), row)
        if first is not row:
            yield row.error("duplicate-row", f"the same as row {first.number} of {first.file}")


def _references(tables: Tables) -> Iterator[Finding]:
    schema = layout.load().tables
    keys = {name: _keys(tables, table) for name, table in schema.items()}
    listed = Counter[str]()
    for row in tables:
        for column in schema[row.table].real:
            if column.refers_to in {"", layout.CITY}:  # the reconciler has seen to the cities
                continue
            known = keys[column.refers_to]
            for value in column.values(row.cells[column.name]):
                if value not in known:
                    listed[column.refers_to] += 1
                    near = known if listed[column.refers_to] <= _MOST_LISTED else ()
                    yield _dangling(row, column, value, suggest(value, near))


def _keys(tables: Tables, table: layout.Table) -> dict[str, None]:
    return dict.fromkeys(row.cells[table.key] for row in tables.of(table.file))


def _dangling(row: Row, column: layout.Column, value: str, near: list[str]) -> Finding:
    what = column.refers_to.removesuffix(".csv")
    message = f"{quoted(value)} is not in {column.refers_to}{did_you_mean(near)}"
    return row.error(f"unknown-{what.removesuffix('s')}", message, column.name)


# Tables whose rows no source states, and the columns that distinguish their rows.
_ONE_ROW_EACH = {
    "sources.csv": ("source",),
    "kinds.csv": ("word", "language"),
    "decisions.csv": ("decision",),
    "views.csv": ("view",),
}


def _twice(tables: Tables) -> Iterator[Finding]:
    """Yield rows that repeat another, unless they are statements, and things with one id."""
    for name, columns in _ONE_ROW_EACH.items():
        met: dict[tuple[str, ...], Row] = {}
        for row in tables.of(name):
            key = tuple(row.cells[column] for column in columns)
            first = met.setdefault(key, row)
            if first is not row and first.cells != row.cells:  # folders may share a row
                place = f"row {first.number} of {first.file}"
                message = f'"{", ".join(key)}" is already in {place}'
                yield row.error("same-id", message, columns[0])


def _sources(tables: Tables) -> Iterator[Finding]:
    """Yield statements without a quotation from a document or a page that has an address."""
    sources = {row.cells["source"]: row.cells for row in tables.of("sources.csv")}
    for row in tables:
        source = sources.get(row.cells["source"]) if "quote" in row.cells else None
        if source is None:
            continue
        if source["document"] and not row.cells["chars"]:
            message = (
                f"{row.cells['source']} is a document; quote it, and write the offsets in chars"
            )
            yield row.error("missing-evidence", message, "quote")
        if not source["document"] and not source["address"]:
            message = f"{row.cells['source']} has neither a document nor an address"
            yield row.error("missing-evidence", message, "source")


# What a source can only know once it is past.
_PAST = ("born", "start", "as_of")


def _known_when_read(tables: Tables) -> Iterator[Finding]:
    """Yield dates after the day on which their source was read: an announcement or a mistake."""
    read = {
        row.cells["source"]: dates.parse_or_none(row.cells["retrieved"])
        for row in tables.of("sources.csv")
    }
    for row in tables:
        day = read.get(row.cells["source"]) if "quote" in row.cells else None
        for column in _PAST if day else ():
            said = dates.parse_or_none(row.cells.get(column, ""))
            if day and said and day.certainly_before(said):
                message = f"{said} is later than {day}, the day on which its source was read"
                yield replace(row.error("implausible", message, column), severity="warning")


def _same_id(tables: Tables) -> Iterator[Finding]:
    """Yield items that are those of two cities or states, and ids that have two items."""
    for what, name in (("cities", "city"), ("states", "state")):
        rows = tables.of(f"{what}.csv")
        several = f"is the Wikidata item of several {what}: {{}}"
        yield from _one_to_one(rows, "wikidata", name, several)
        yield from _one_to_one(rows, name, "wikidata", "has several Wikidata items: {}")


def _one_to_one(table: Iterable[Row], one: str, other: str, message: str) -> Iterator[Finding]:
    met: dict[str, dict[str, None]] = defaultdict(dict)
    rows = [row for row in table if row.cells[one] and row.cells[other]]
    for row in rows:
        met[row.cells[one]][row.cells[other]] = None
    several = {key: _some(values) for key, values in met.items() if len(values) > 1}
    for row in rows:
        key = row.cells[one]
        if key in several and row.cells[other] != next(iter(met[key])):
            yield row.error("same-id", f"{quoted(key)} {message.format(several[key])}", one)


def _some(values: Collection[str]) -> str:
    """List values in order, the first of many only."""
    more = len(values) - _MOST_LISTED
    listed = ", ".join(sorted(values)[:_MOST_LISTED])
    return f"{listed} and {more:,} more" if more > 0 else listed


def _kind_words(tables: Tables) -> Iterator[Finding]:
    """Yield words for a kind that are used otherwise than ``kinds.csv`` defines them.

    Tables without a mapping are not compared. A word that no row uses is not a mistake: a mapping
    is made for more than one set of tables.
    """
    mapping: dict[str, Row] = {}
    for row in tables.of("kinds.csv"):
        mapping.setdefault(_word(row, "word"), row)
    for row in tables.of("partnerships.csv") if mapping else ():
        if not row.cells["kind_word"]:
            continue
        mapped = mapping.get(_word(row, "kind_word"))
        yield from _misused(row, mapped) if mapped else [_unmapped(row, mapping.keys())]


def _word(row: Row, column: str) -> str:
    return f"{row.cells[column]} ({row.cells['language'].lower() or 'no language'})"


def _unmapped(row: Row, mapping: Iterable[str]) -> Finding:
    word = _word(row, "kind_word")
    what = f"{word} is not in kinds.csv; add it there with its kind and the reason"
    return row.error("unknown-kind-word", what + did_you_mean(suggest(word, mapping)), "kind_word")


def _misused(row: Row, mapped: Row) -> Iterator[Finding]:
    """Compare with the kind of the whole, or, where the row speaks of a phase only, of that."""
    column = "phase_kind" if row.cells["phase_kind"] and not row.cells["kind"] else "kind"
    kind, stated = mapped.cells["kind"], row.cells[column]
    if stated != kind:
        word = f"{_word(row, 'kind_word')} means {kind}"
        where = f"according to row {mapped.number} of {mapped.file}"
        message = f"{word}, {where}, not {stated}" if stated else f"{word}, {where}; write {kind}"
        yield row.error("wrong-kind", message, column)


_CROSS_RULES = (_references, _twice, _sources, _known_when_read, _same_id, _kind_words)
