"""Checks of the tables: small rules, each of which looks at a cell, a row, or all rows.

A rule yields findings and knows nothing of the others; what is wrong is gathered, so that a
person can mend a table in one go.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.core import dates, ids, ontology
from twingraph.core.terms import CONCEPT
from twingraph.core.text import did_you_mean, quoted, suggest
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row, Tables

LONGEST_QUOTE = 100

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r'https?://[^\s<>"{}|\\^`]+')


def check_tables(tables: Tables) -> list[Finding]:
    """Check reconciled tables.

    Returns:
        The findings, in the order of the tables; those of reading and reconciling first.
    """
    findings = list(tables.findings)
    # What is said of a row that could not be read, or whose cities are unknown, is no news.
    shifted = {_place(finding) for finding in findings if finding.rule == "cell-count"}
    spoilt = {_place(finding) for finding in findings}
    for name, rows in tables.rows.items():
        table = layout.load().tables[name]
        for row in rows:
            place = (row.file, row.number)
            findings += _check_cells(row, table) if place not in shifted else ()
            findings += _check_row(row) if place not in spoilt else ()
        findings += _duplicates(rows)
    if tables.complete:
        for rule in _CROSS_RULES:
            findings += rule(tables)
    return findings


def _place(finding: Finding) -> tuple[str, int]:
    return finding.file, finding.row


def _check_row(row: Row) -> Iterator[Finding]:
    for rule in _ROW_RULES:
        yield from rule(row)


# --- a cell -------------------------------------------------------------------------------------


def _check_cells(row: Row, table: layout.Table) -> Iterator[Finding]:
    for column in table.real:
        values = column.values(row.cells[column.name])
        if column.required and not values:
            yield row.error("empty-cell", "must not be empty", column.name)
        for value in values:
            problem = _problem(value, column)
            if problem:
                yield row.error(problem[0], problem[1], column.name)


def _problem(value: str, column: layout.Column) -> tuple[str, str] | None:
    """Say what is wrong with a value: the rule and the message."""
    if column.refers_to == layout.CITY:
        return None  # the reconciler has spoken
    try:
        _PARSERS.get(column.datatype, str)(value)
    except ValueError as error:
        rule = "impossible-date" if "date" in column.datatype or "edtf" in column.datatype else ""
        return rule or "wrong-type", str(error)
    if column.format and not column.format.fullmatch(value):
        return "wrong-form", f'"{value}" does not have the form {column.format.pattern}'
    if column.value and column.value.text.startswith(CONCEPT):
        return _unknown_concept(value, column.value)
    return None


def _unknown_concept(value: str, template: layout.Template) -> tuple[str, str] | None:
    concepts = ontology.load().concepts
    iri = template.fill({template.variables[0]: value})
    if iri in concepts:
        return None
    scheme = template.text.partition("{")[0]
    known = sorted(concept[len(scheme) :] for concept in concepts if concept.startswith(scheme))
    return "unknown-concept", f'"{value}" is not one of: {", ".join(known)}'


def _decimal(value: str) -> None:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,18})?", value):
        raise ValueError(f'"{value}" is not a number; write 51.34, with a point')


def _integer(value: str) -> None:
    if not re.fullmatch(r"-?[0-9]{1,12}", value):
        raise ValueError(f'"{value}" is not a whole number')


def _boolean(value: str) -> None:
    if value not in {"true", "false"}:
        raise ValueError(f'"{value}" is neither true nor false')


def _language(value: str) -> None:
    if not _LANGUAGE.fullmatch(value) or not _accepted(Literal, "", language=value):
        raise ValueError(f'"{value}" is no language tag; write de, en, pl, uk …')


def _address(value: str) -> None:
    if not _WEB.fullmatch(value) or not _accepted(NamedNode, value):
        raise ValueError(f'"{value}" is no web address; it starts with https:// or http://')


def _accepted(term: Callable[..., object], *values: str, **named: str) -> bool:
    """Whether the RDF library takes it: it knows the finer points of its grammar."""
    try:
        term(*values, **named)
    except ValueError:
        return False
    return True


_PARSERS: dict[str, Callable[[str], object]] = {
    "decimal": _decimal,
    "integer": _integer,
    "boolean": _boolean,
    "date": dates.parse_day,
    "language": _language,
    "anyURI": _address,
    layout.EDTF: dates.parse,
}

# --- a row --------------------------------------------------------------------------------------


def _end_before_start(row: Row) -> Iterator[Finding]:
    # What is no date is reported by the check of its cell.
    start, end = (dates.parse_or_none(row.cells.get(column, "")) for column in ("start", "end"))
    if start and end and end.certainly_before(start):
        yield row.error(
            "end-before-start", f"ends {end.edtf}, before it starts {start.edtf}", "end"
        )


def _members(row: Row) -> Iterator[Finding]:
    if not row.cells.get("members"):
        return
    members = [city.strip() for city in row.cells["members"].split(";")]
    repeated = sorted(city for city, times in Counter(members).items() if times > 1)
    if repeated:
        message = f"a partnership of a city with itself, by whatever names: {', '.join(repeated)}"
        yield row.error("self-partnership", message, "members")
        return
    if len(members) == 1:
        yield row.error("one-member", "a partnership has at least two members", "members")
    given = row.cells["partnership"]
    if not ids.is_partnership_of(given, members):
        message = f'"{given}" is not the id of these members: {ids.partnership(members)}'
        yield row.error("wrong-id", message, "partnership")


def _quotation(row: Row) -> Iterator[Finding]:
    quote, chars = row.cells.get("quote", ""), row.cells.get("chars", "")
    if len(quote) > LONGEST_QUOTE:
        message = f"{len(quote)} characters; at most {LONGEST_QUOTE} may be quoted"
        yield row.error("long-quote", message, "quote")
    start, _, end = chars.partition("-")
    if start.isdecimal() and end.isdecimal() and int(start) >= int(end):
        yield row.error("wrong-form", f"{chars} ends before it begins", "chars")
    if chars and not quote:
        yield row.error("missing-quote", "there are offsets, but no quotation", "quote")


_MOMENTARY = {"age", "years"}


def _needs_as_of(row: Row) -> Iterator[Finding]:
    for column in sorted(_MOMENTARY & row.cells.keys()):
        if row.cells[column] and not row.cells["as_of"]:
            message = "changes from year to year; as_of must say when it held"
            yield row.error("missing-as-of", message, column)


_INDEX = "index"


def _reserved(row: Row) -> Iterator[Finding]:
    if row.cells.get("view") == _INDEX:
        message = f'"{_INDEX}" is the page that lists the views; give the view another id'
        yield row.error("reserved-id", message, "view")


_ROW_RULES = (_end_before_start, _members, _quotation, _needs_as_of, _reserved)

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
    for row in tables:
        for column in schema[row.table].real:
            if column.refers_to in {"", layout.CITY}:  # the reconciler has seen to the cities
                continue
            known = keys[column.refers_to]
            for value in column.values(row.cells[column.name]):
                if value not in known:
                    yield _dangling(row, column, value, known)


def _keys(tables: Tables, table: layout.Table) -> dict[str, None]:
    return dict.fromkeys(row.cells[table.key] for row in tables.of(table.file))


def _dangling(row: Row, column: layout.Column, value: str, known: dict[str, None]) -> Finding:
    what = column.refers_to.removesuffix(".csv")
    message = f"{quoted(value)} is not in {column.refers_to}{did_you_mean(suggest(value, known))}"
    return row.error(f"unknown-{what.removesuffix('s')}", message, column.name)


# Tables whose rows no source states, and what tells one row from another.
_ONE_ROW_EACH = {
    "sources.csv": ("source",),
    "kinds.csv": ("word", "language"),
    "decisions.csv": ("decision",),
    "views.csv": ("view",),
}


def _twice(tables: Tables) -> Iterator[Finding]:
    """What is no statement of a source stands in one row; two of one id cannot both be meant."""
    for name, columns in _ONE_ROW_EACH.items():
        met: dict[tuple[str, ...], Row] = {}
        for row in tables.of(name):
            key = tuple(row.cells[column] for column in columns)
            first = met.setdefault(key, row)
            if first is not row and first.cells != row.cells:  # folders may share a row
                place = f"row {first.number} of {first.file}"
                message = f'"{", ".join(key)}" stands in {place} already'
                yield row.error("same-id", message, columns[0])


def _sources(tables: Tables) -> Iterator[Finding]:
    """A statement rests on a quotation from a document, or on a page that has an address."""
    sources = {row.cells["source"]: row.cells for row in tables.of("sources.csv")}
    for row in tables:
        source = sources.get(row.cells["source"]) if "quote" in row.cells else None
        if source is None:
            continue
        if source["document"] and not row.cells["chars"]:
            message = f"{row.cells['source']} is a document: quote it, with offsets in chars"
            yield row.error("missing-evidence", message, "quote")
        if not source["document"] and not source["address"]:
            message = f"{row.cells['source']} has neither a document nor an address"
            yield row.error("missing-evidence", message, "source")


def _same_id(tables: Tables) -> Iterator[Finding]:
    """An id means one city, and a city has one Wikidata item."""
    yield from _one_to_one(tables, "wikidata", "city", "is the item of several cities: {}")
    yield from _one_to_one(tables, "city", "wikidata", "has several Wikidata items: {}")


def _one_to_one(tables: Tables, one: str, other: str, message: str) -> Iterator[Finding]:
    met: dict[str, set[str]] = defaultdict(set)
    for row in tables.of("cities.csv"):
        key, value = row.cells[one], row.cells[other]
        if key and value:
            met[key].add(value)
            if len(met[key]) > 1:
                text = f'"{key}" ' + message.format(", ".join(sorted(met[key])))
                yield row.error("same-id", text, one)


def _kind_words(tables: Tables) -> Iterator[Finding]:
    """A source's own word for a kind means what ``kinds.csv`` says, wherever it stands.

    Tables without a mapping have nothing to be held against. A word that no row uses is no
    mistake: a mapping is made for more than one set of tables.
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
    return f"{row.cells[column]} ({row.cells['language'].lower() or 'in no language'})"


def _unmapped(row: Row, mapping: Iterable[str]) -> Finding:
    word = _word(row, "kind_word")
    what = f"{word} is not in kinds.csv, where a new word goes with its kind and the reason"
    return row.error("unknown-kind-word", what + did_you_mean(suggest(word, mapping)), "kind_word")


def _misused(row: Row, mapped: Row) -> Iterator[Finding]:
    """Compare with the kind of the whole, or, where the row speaks of a phase only, of that."""
    column = "phase_kind" if row.cells["phase_kind"] and not row.cells["kind"] else "kind"
    kind, stated = mapped.cells["kind"], row.cells[column]
    if stated != kind:
        word = f"{_word(row, 'kind_word')} means {kind}"
        where = f"as row {mapped.number} of {mapped.file} says"
        message = f"{word}, {where}, not {stated}" if stated else f"{word}, {where}; write {kind}"
        yield row.error("wrong-kind", message, column)


_CROSS_RULES = (_references, _twice, _sources, _same_id, _kind_words)
