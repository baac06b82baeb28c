"""From rows to claims: what each source says, and which of several rivals is asserted.

A cell becomes a claim: subject, property, value, and who says so. Evidence adds up; rivals stay.
A rank decides what is asserted, and the reason for it is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from twingraph.core import dates, ontology
from twingraph.core.terms import CLAIM, CONCEPT, ID, PREFIXES, edtf, expand, thing
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row, Tables

Term = NamedNode | Literal

_XSD = {
    name: NamedNode(expand(f"xsd:{name}")) for name in ("integer", "decimal", "boolean", "date")
}


class Statement(NamedTuple):  # made and looked up twice as quickly as a dataclass
    """A triple: what holds, if somebody may be believed."""

    subject: NamedNode
    predicate: NamedNode
    object: Term

    def __str__(self) -> str:
        """Return the triple as a line of N-Triples without its final stop."""
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a source that say something.

    Attributes:
        source: IRI of the source.
        quote: The words, at most 100 characters, white space folded.
        start: Offset of the first character in the document, in code points; None for a page.
        end: Offset after the last one; None for a page.
    """

    source: NamedNode
    quote: str
    start: int | None = None
    end: int | None = None

    @property
    def iri(self) -> NamedNode:
        """Address: RFC 5147 for a place in a document, the words themselves for a page."""
        if self.start is None:
            return NamedNode(f"{self.source.value}#quote={quote(self.quote, safe='')}")
        return NamedNode(f"{self.source.value}#char={self.start},{self.end}")


@dataclass(slots=True)
class Claim:
    """What one source says at one place.

    Attributes:
        statement: What it says.
        source: Who says it.
        evidence: The words that say it, where they are quoted.
        rows: Addresses of the table rows that record it.
        as_of: EDTF date at which it held; empty if it is not bound to one.
        confidence: high, medium or low: how sure the reader of the source was.
        rank: preferred, normal or deprecated.
        reason: Why it has that rank; empty where it has no rival.
        outdone: Whether the graph does not assert it, for a rival is preferred or it is deprecated.
        source_rank: Rank that the source itself gives to its statement.
        references: Addresses of the pages that the source names for it.
    """

    statement: Statement
    source: NamedNode
    evidence: Evidence | None
    rows: tuple[str, ...]
    as_of: str = ""
    confidence: str = "high"
    rank: str = "normal"
    reason: str = ""
    outdone: bool = False
    source_rank: str = "normal"
    references: tuple[str, ...] = ()
    iri: NamedNode = field(init=False)

    def __post_init__(self) -> None:
        """Return the claim its address, a hash of what it says and who says it."""
        evidence = self.evidence.iri if self.evidence else ""
        content = f"{self.statement} {self.source} {evidence} {self.as_of}"
        digest = hashlib.sha256(content.encode()).hexdigest()[:24]
        self.iri = NamedNode(CLAIM + digest)


@dataclass(frozen=True, slots=True)
class Source:
    """A source, as far as the rank of its claims depends on it.

    Attributes:
        kind: Slug of its kind, such as "official-site".
        read: When it was published, else retrieved, as an ISO text that sorts; "9" if unknown.
    """

    kind: str
    read: str


@dataclass(slots=True)
class Knowledge:
    """All that the tables say.

    Attributes:
        claims: Every claim, ranked, in the order of the rows.
        structure: Statements that the layout makes and no source: types and links between the
            parts of a thing, with the sources whose rows made them; no source where the row
            describes a source itself.
    """

    claims: list[Claim]
    structure: dict[Statement, tuple[NamedNode, ...]]

    def asserted(self) -> Iterator[tuple[Statement, NamedNode]]:
        """Yield the statements that are asserted, with each source that makes them."""
        transient = ontology.load().transient
        for claim in self.claims:
            if not claim.outdone and claim.statement.predicate.value not in transient:
                yield claim.statement, claim.source


def gather(tables: Tables) -> tuple[Knowledge, list[Finding]]:
    """Turn checked tables into ranked claims.

    Returns:
        The knowledge, and findings about decisions that decide nothing.
    """
    claims: dict[NamedNode, Claim] = {}
    structure: dict[Statement, tuple[NamedNode, ...]] = {}
    for row in tables:
        _read_row(row, claims, structure)
    _node.cache_clear()  # nobody asks for these again, and they are a quarter of all memory
    ranked = list(claims.values())
    findings = _rank(ranked, tables)
    return Knowledge(ranked, structure), findings


def _read_row(
    row: Row, claims: dict[NamedNode, Claim], structure: dict[Statement, tuple[NamedNode, ...]]
) -> None:
    table = layout.load().tables[row.table]
    source = NamedNode(thing("source", row.cells["source"])) if table.cites else None
    evidence = _evidence(row, source) if source else None
    references = _references(row, table)
    rows = (row.iri,)
    for column, statement in statements(row, table):
        if source is None or column.virtual:
            sources = structure.setdefault(statement, ())
            if source and source not in sources:
                structure[statement] = (*sources, source)
            continue
        claim = Claim(
            statement,
            source,
            evidence,
            rows,
            as_of=row.cells["as_of"],
            confidence=row.cells["confidence"] or "high",
            source_rank=row.cells.get("rank") or "normal",
            references=references,
        )
        known = claims.setdefault(claim.iri, claim)
        if known is not claim:
            _add_up(known, claim)


def _add_up(known: Claim, again: Claim) -> None:
    """Let a second row that says the same add to a claim; the better rank of the two stands."""
    known.rows += again.rows
    known.references = tuple(dict.fromkeys(known.references + again.references))
    known.source_rank = min(known.source_rank, again.source_rank, key=_RANKS.index)


def _references(row: Row, table: layout.Table) -> tuple[str, ...]:
    columns = [column for column in table.real if column.name == "references"]
    return tuple(address for c in columns for address in c.values(row.cells[c.name]))


def _evidence(row: Row, source: NamedNode) -> Evidence | None:
    if not row.cells["quote"]:
        return None
    if not row.cells["chars"]:
        return Evidence(source, row.cells["quote"])
    start, _, end = row.cells["chars"].partition("-")
    return Evidence(source, row.cells["quote"], int(start), int(end))


def statements(row: Row, table: layout.Table) -> Iterator[tuple[layout.Column, Statement]]:
    """Yield what a row states, with the column that states it."""
    cells = row.cells | {
        column.name: column.default
        for column in table.real
        if column.default and not row.cells[column.name]
    }
    for column in table.columns:
        if not column.property:
            continue
        for value in [""] if column.virtual else column.values(cells[column.name]):
            here = cells | {column.name: value}
            subject = _node(column.about.fill(here))
            yield column, Statement(subject, _node(column.property), _object(column, value, here))


def _object(column: layout.Column, value: str, cells: Mapping[str, str]) -> Term:
    if column.value is not None:
        return _node(column.value.fill(cells))
    if column.datatype in _XSD:
        return Literal(_canonical(value, column.datatype), datatype=_XSD[column.datatype])
    language = cells.get(column.language, "") if column.language else ""
    return Literal(value, language=language.lower()) if language else Literal(value)


def _canonical(value: str, datatype: str) -> str:
    """Write a number as every engine writes it: Oxigraph rewrites 49.030 on load, others do not."""
    if datatype == "integer":
        return str(int(value))
    # Adding nothing turns -0 into 0.
    return f"{Decimal(value).normalize() + 0:f}" if datatype == "decimal" else value


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


# --- rank ---------------------------------------------------------------------------------------

# A city's own page knows best what it signed; an encyclopaedia copies others.
_TRUST = ("official-site", "press-release", "news", "database", "encyclopaedia", "other")

_RANKS = ("preferred", "normal", "deprecated")

_Slot = tuple[NamedNode, NamedNode, str]


def _slot(statement: Statement) -> _Slot | None:
    """Place that one value fills: rivals have the same slot; a label has one a language."""
    if statement.predicate.value not in ontology.load().functional:
        return None
    value = statement.object
    language = (value.language or "") if isinstance(value, Literal) else ""
    return statement.subject, statement.predicate, language


def _rank(claims: list[Claim], tables: Tables) -> list[Finding]:
    sources = {
        thing("source", row.cells["source"]): Source(
            row.cells["kind"], row.cells["published"] or row.cells["retrieved"] or "9"
        )
        for row in tables.of("sources.csv")
    }
    slots: dict[_Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        if slot := _slot(claim.statement):
            slots[slot].append(claim)
        if claim.source_rank == "deprecated":
            claim.rank, claim.reason = "deprecated", "deprecated by its source"
    findings = _decide(claims, tables)
    for claim in claims:
        claim.outdone = claim.rank == "deprecated"
    for rivals in slots.values():
        if len(rivals) > 1:
            _judge(rivals, sources)
    return findings


def _judge(rivals: list[Claim], sources: Mapping[str, Source]) -> None:
    """Let one value stand of those that claim a slot."""
    standing = [claim for claim in rivals if not claim.outdone]
    if len({claim.statement.object for claim in standing}) < 2:  # noqa: PLR2004 - two make rivals
        return
    if not any(claim.rank == "preferred" for claim in standing):
        _prefer(standing, sources)
    chosen = {claim.statement.object for claim in standing if claim.rank == "preferred"}
    for claim in standing:
        claim.outdone = claim.statement.object not in chosen


def _prefer(standing: list[Claim], sources: Mapping[str, Source]) -> None:
    """Let the documented rule choose among rivals, where no person has decided."""
    trusted = min(standing, key=lambda claim: _trust(claim, sources))
    agreeing = [claim for claim in standing if _agree(claim, trusted)]
    best = min(agreeing, key=lambda claim: (_coarseness(claim), _trust(claim, sources)))
    reason = _reason(best, trusted, standing, sources)
    for claim in standing:
        if claim.statement.object == best.statement.object:
            claim.rank, claim.reason = "preferred", reason


def _trust(claim: Claim, sources: Mapping[str, Source]) -> tuple[int, int, str, str]:
    source = sources[claim.source.value]
    rank = _RANKS.index(claim.source_rank)
    return _TRUST.index(source.kind), rank, source.read, claim.iri.value


def _reason(best: Claim, trusted: Claim, rivals: list[Claim], sources: Mapping[str, Source]) -> str:
    chosen = sources[best.source.value]
    others = [claim for claim in rivals if not _agree(claim, best)]
    if not others or best.statement != trusted.statement:
        return "the more precise of compatible dates"
    equals = [claim for claim in others if sources[claim.source.value].kind == chosen.kind]
    if not equals:
        kinds = sorted({_words(sources[claim.source.value].kind) for claim in others})
        return f"{_words(chosen.kind)} over {' and '.join(kinds)}"
    if all(claim.source_rank != best.source_rank for claim in equals):
        return "preferred by its own source"
    if chosen in [sources[claim.source.value] for claim in equals]:
        return f"no better than a rival of the same kind and date ({_words(chosen.kind)})"
    return f"the older of two claims by sources of the same kind ({_words(chosen.kind)})"


def _words(kind: str) -> str:
    return kind.replace("-", " ")


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two values of a slot can both be true."""
    first, second = _as_date(one), _as_date(other)
    if first and second:
        return first.agrees_with(second)
    return one.statement.object == other.statement.object


def _coarseness(claim: Claim) -> int:
    day = _as_date(claim)
    return day.coarseness if day else 0


def _as_date(claim: Claim) -> dates.ImpreciseDate | None:
    value = claim.statement.object
    day = edtf(value.value) if isinstance(value, NamedNode) else None
    return dates.parse(day) if day else None


# --- decisions ----------------------------------------------------------------------------------


def _decide(claims: list[Claim], tables: Tables) -> list[Finding]:
    """Apply ``decisions.csv``: a person's word goes before the rule."""
    findings = []
    decided: dict[NamedNode, tuple[Claim, Row]] = {}
    index: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    if tables.of("decisions.csv"):
        for claim in claims:
            statement = claim.statement
            index[statement.subject.value, statement.predicate.value].append(claim)
    for row in tables.of("decisions.csv"):
        meant = [c for c in index[_decided_slot(row)] if _is_meant(c, row)]
        if not meant:
            message = "no claim says this; the decision is about nothing that the tables say"
            findings.append(row.error("idle-decision", message, "subject"))
        for claim in meant:
            _, rival = decided.setdefault(claim.iri, (claim, row))
            if rival.cells["rank"] != row.cells["rank"]:
                message = f"contradicts the decision in row {rival.number}"
                findings.append(row.error("contradictory-decision", message, "rank"))
            claim.rank = row.cells["rank"]
            claim.reason = f"{row.cells['reason']} ({row.cells['decided_by']})"
    return findings + list(_two_preferred(decided.values()))


def _decided_slot(row: Row) -> tuple[str, str]:
    prefix, _, local = row.cells["property"].partition(":")
    return ID + row.cells["subject"], PREFIXES.get(prefix, "") + local


def _is_meant(claim: Claim, row: Row) -> bool:
    by = row.cells["claimed_by"]
    if by and claim.source.value != thing("source", by):
        return False
    value = claim.statement.object
    text = unquote(re.sub(rf"^({CONCEPT}\w+-|{ID}\w+/)", "", value.value))
    return text == row.cells["value"]


def _two_preferred(decided: Iterable[tuple[Claim, Row]]) -> Iterator[Finding]:
    chosen: dict[_Slot, tuple[Claim, Row]] = {}
    for claim, row in decided:
        slot = _slot(claim.statement)
        if claim.rank == "preferred" and slot:
            first, other = chosen.setdefault(slot, (claim, row))
            if first.statement.object != claim.statement.object:
                message = f"contradicts the decision in row {other.number}"
                yield row.error("contradictory-decision", message, "value")
