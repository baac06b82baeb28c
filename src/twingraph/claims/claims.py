"""From rows to claims: the statements of each source, with their places.

A cell becomes a claim: subject, property, value and source. Rows that state the same become one
claim; rivals stay.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from twingraph.core import dates, ontology
from twingraph.core.terms import CLAIM, CONCEPT, ID, thing
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from twingraph.tables.rows import Row, Tables

    # Makes an address of its text: ``NamedNode``, or something that makes each address once.
    Address = Callable[[str], NamedNode]

Term = NamedNode | Literal

# The best first.
RANKS = ("preferred", "normal", "deprecated")
CONFIDENCES = ("high", "medium", "low")

_XSD = {name: ontology.term(f"xsd:{name}") for name in ("integer", "decimal", "boolean", "date")}


class Statement(NamedTuple):  # made and looked up twice as quickly as a dataclass
    """An RDF triple that some source states."""

    subject: NamedNode
    predicate: NamedNode
    object: Term

    def __str__(self) -> str:
        """Return the triple as a line of N-Triples without its final stop."""
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a source that support a claim.

    Attributes:
        source: IRI of the source.
        quote: The words, at most 100 characters, white space folded.
        start: Offset of the first character in the document, in code points; None for a page.
        end: Offset after the last one; None for a page.
        iri: Address: RFC 5147 for a place in a document, the words themselves for a page.
    """

    source: NamedNode
    quote: str
    start: int | None = None
    end: int | None = None
    iri: NamedNode = field(init=False)

    def __post_init__(self) -> None:
        """Work out the address once, as it is asked for again and again."""
        place = f"#char={self.start},{self.end}"
        if self.start is None:
            place = f"#quote={quote(self.quote, safe='')}"
        object.__setattr__(self, "iri", NamedNode(self.source.value + place))


class Claim(NamedTuple):
    """A statement of one source at one place.

    Attributes:
        iri: Its address, a hash of the statement and the source.
        statement: The statement.
        source: Address of the source.
        evidence: The words of the source, where they are quoted.
        rows: Addresses of the table rows that record it.
        as_of: EDTF date at which it held; empty if it is not bound to one.
        confidence: One of ``CONFIDENCES``: how sure the reader of the source was.
        source_rank: Rank that the source itself gives to its statement: one of ``RANKS``.
        references: Addresses of the pages that the source names for it.
    """

    iri: NamedNode
    statement: Statement
    source: NamedNode
    evidence: Evidence | None
    rows: tuple[str, ...]
    as_of: str
    confidence: str
    source_rank: str
    references: tuple[str, ...]


# The beginning of a value's address, which the cell of a table does not have.
_KIND = re.compile(rf"^({CONCEPT}\w+-|{ID}\w+/)")

# Statements that the layout makes and no source: types and links between the parts of a thing.
# With each, the sources whose rows made it, in their order, one perhaps several times; none where
# the row describes a source itself.
Structure = dict[Statement, list[NamedNode]]


def read(tables: Tables) -> tuple[list[Claim], Structure]:
    """Turn checked tables into claims.

    Returns:
        Every claim, in the order of the rows, and the statements that the layout makes.
    """
    reader = _Reader()
    for row in tables:
        reader.add(row)
    return reader.claims(), reader.structure


class _Nodes(dict[str, NamedNode]):
    """Addresses, each made once: repeated ones would be most of the memory of claims."""

    def __missing__(self, iri: str) -> NamedNode:
        node = self[iri] = NamedNode(iri)
        return node


class _Reader:
    """Reader of rows that merges equal claims."""

    def __init__(self) -> None:
        self.structure: Structure = {}
        self._first: dict[NamedNode, Claim] = {}
        self._again: dict[NamedNode, list[Claim]] = defaultdict(list)
        self._nodes = _Nodes()

    def add(self, row: Row) -> None:
        """Read one more row."""
        table = layout.load().tables[row.table]
        source = NamedNode(thing("source", row.cells["source"])) if table.cites else None
        of_row = _of_row(row, table, source) if source else None
        for column, statement in statements(row, table, self._nodes.__getitem__):
            if of_row is None or column.virtual:
                self._add_structure(statement, source)
            else:
                self._add_claim(of_row(statement))

    def claims(self) -> list[Claim]:
        """Return the claims, in the order in which their first rows came."""
        return [
            _added_up([claim, *self._again[iri]]) if iri in self._again else claim
            for iri, claim in self._first.items()
        ]

    def _add_structure(self, statement: Statement, source: NamedNode | None) -> None:
        sources = self.structure.setdefault(statement, [])
        if source and source not in sources[-1:]:
            sources.append(source)

    def _add_claim(self, claim: Claim) -> None:
        if self._first.setdefault(claim.iri, claim) is not claim:
            self._again[claim.iri].append(claim)


def _of_row(row: Row, table: layout.Table, source: NamedNode) -> Callable[[Statement], Claim]:
    """Return a function that makes claims of a row's statements: the rest is the same in each."""
    evidence = _evidence(row, source)
    as_of = row.cells["as_of"]
    witness = f"{source} {evidence.iri if evidence else ''} {as_of}"
    rest = (
        (row.iri,),
        as_of,
        row.cells["confidence"] or "high",
        row.cells.get("rank") or "normal",
        _references(row, table),
    )

    def claim(statement: Statement) -> Claim:
        digest = hashlib.sha256(f"{statement} {witness}".encode()).hexdigest()[:24]
        return Claim(NamedNode(CLAIM + digest), statement, source, evidence, *rest)

    return claim


def _added_up(same: Sequence[Claim]) -> Claim:
    """Merge the equal claims of several rows; the best rank and confidence of a row stand."""
    return same[0]._replace(
        rows=tuple(chain.from_iterable(claim.rows for claim in same)),
        references=tuple(dict.fromkeys(chain.from_iterable(claim.references for claim in same))),
        confidence=min((claim.confidence for claim in same), key=CONFIDENCES.index),
        source_rank=min((claim.source_rank for claim in same), key=RANKS.index),
    )


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


def statements(
    row: Row, table: layout.Table, address: Address = NamedNode
) -> Iterator[tuple[layout.Column, Statement]]:
    """Yield the statements of a row, each with the column that makes it.

    Args:
        row: A checked row.
        table: The layout of its table.
        address: Function that makes an address of its text.
    """
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
            subject, predicate = address(column.about.fill(here)), address(column.property)
            yield column, Statement(subject, predicate, _object(column, value, here, address))


def _object(column: layout.Column, value: str, cells: Mapping[str, str], address: Address) -> Term:
    if column.datatype == layout.EDTF:
        return address(dates.parse(value).iri)
    if column.value is not None:
        return address(column.value.fill(cells))
    if column.datatype in _XSD:
        return Literal(_canonical(value, column.datatype), datatype=_XSD[column.datatype])
    language = cells.get(column.language, "") if column.language else ""
    return Literal(value, language=language.lower()) if language else Literal(value)


def as_written(term: Term) -> str:
    """Return a value as the cell of a table has it: an id, a date or a text.

    >>> as_written(NamedNode(dates.parse("../2016").iri)), as_written(Literal("1973"))
    ('../2016', '1973')
    """
    day = dates.at(term.value)
    return day.edtf if day else unquote(_KIND.sub("", term.value))


def _canonical(value: str, datatype: str) -> str:
    """Write a number as every engine writes it: Oxigraph rewrites 49.030 on load, others do not."""
    if datatype == "integer":
        return str(int(value))
    # Adding nothing turns -0 into 0.
    return f"{Decimal(value).normalize() + 0:f}" if datatype == "decimal" else value
