"""Insertion of rows into the tables at their places, if that causes no new error.

New rows are put into the tables in memory and checked there as ``twingraph validate`` checks
them. A file is replaced when that has found no error, and no byte of it changes but the new lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from twingraph.claims import claims, rivals
from twingraph.core.errors import InputError
from twingraph.core.files import locked, remove_partials, replacing
from twingraph.core.findings import ordered
from twingraph.core.text import clean
from twingraph.places.reconcile import reconcile
from twingraph.tables import layout
from twingraph.tables.rows import Tables, insert_rows, parse_table, read_tables, write_table
from twingraph.validate.claims import check_claims
from twingraph.validate.graph import check_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.claims.knowledge import Knowledge
    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row

    Cells = Mapping[str, str]

SOURCES = "sources.csv"


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A new claim, and those that contradict it.

    Attributes:
        claim: The claim that a new row makes.
        rivals: The claims of other rows, in their order.
        asserted: The claim that is asserted; None if decisions have deprecated them all.
        reason: Why that claim is asserted.
    """

    claim: claims.Claim
    rivals: tuple[claims.Claim, ...]
    asserted: claims.Claim | None
    reason: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Rows that can be added without causing a new error.

    Attributes:
        rows: The rows, with the numbers that they will have.
        rivalries: The rivals of the claims that they make.
        files: The tables as they will be, by their paths.
    """

    rows: tuple[Row, ...]
    rivalries: tuple[Rivalry, ...]
    files: Mapping[Path, bytes]

    def write(self) -> None:
        """Put the tables with the new rows in the place of the old ones.

        Raises:
            CannotError: A table cannot be written.
        """
        with ExitStack() as stack:
            # All are written before one takes its place, and the last that is opened takes it
            # first: should the machine stop in between, there is a source that no row cites,
            # never a statement whose source is missing.
            for path in sorted(self.files, key=lambda path: path.name == SOURCES):
                stack.enter_context(replacing(path)).write(self.files[path])


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Keep other runs from changing the tables of a folder; wait for one that does.

    Within this context, reading and writing the tables loses no row that another run adds.

    Raises:
        CannotError: The folder cannot be locked.
    """
    with locked(folder, wait=True):
        remove_partials(folder)
        yield


def read(folder: Path) -> Tables:
    """Read the tables to which rows are to be added.

    Raises:
        InputError: Not all of them can be read, so that they cannot be checked.
        CannotError: There is no such folder.
    """
    known = read_tables([folder])
    if not known.complete:
        raise InputError("nothing was added: some tables cannot be read", known.findings)
    return known


def add(folder: Path, known: Tables, new: Mapping[str, Sequence[Cells]]) -> Addition:
    """Put rows into the tables in memory, and check the result.

    Args:
        folder: Folder of the tables.
        known: The tables as they are, from `read`.
        new: Cells of the new rows, by table; an empty cell may be left out.

    Raises:
        InputError: The new rows would cause an error, or state nothing that is not in the tables
            already.
    """
    placed = [_place(folder / name, known.of(name), rows) for name, rows in new.items()]
    result = reconcile(Tables(known.rows | {p.path.name: p.rows for p in placed}, []))
    knowledge, after = _checked(result)
    _refuse(known, [f for place in placed for f in place.findings] + after, placed)
    fresh = _fresh(new, placed, result)
    if fresh != new:
        return add(folder, known, fresh)
    added = tuple(row for place in placed for row in place.added(result))
    rivalries = _rivalries(added, knowledge) if knowledge else ()
    return Addition(added, tuple(rivalries), {place.path: place.data for place in placed})


# --- where rows belong --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A table with new rows in it.

    Attributes:
        path: The file.
        data: The bytes that it will hold.
        rows: Its rows, the new ones among them.
        numbers: Numbers of the new rows.
        findings: Mistakes for which the whole cannot be read.
    """

    path: Path
    data: bytes
    rows: list[Row]
    numbers: range
    findings: list[Finding]

    def added(self, result: Tables) -> list[Row]:
        """Return the new rows, as reconciling has left them."""
        return [row for row in result.of(self.path.name) if row.number in self.numbers]

    def before(self, number: int) -> int:
        """Return the number that a row had; 0 if it is new."""
        if number in self.numbers:
            return 0
        return number if number < self.numbers.start else number - len(self.numbers)


def _place(path: Path, known: Sequence[Row], new: Sequence[Cells]) -> _Insertion:
    table = layout.load().tables[path.name]
    empty = dict.fromkeys(table.header, "")
    cells = [empty | {name: clean(text) for name, text in row.items()} for row in new]
    old = path.read_bytes() if path.exists() else write_table((), table)
    after = _behind(known, _order(cells[0], table))
    data = insert_rows(old, cells, after, table)
    rows, findings = parse_table(data, path, table)
    return _Insertion(path, data, rows, range(after + 1, after + 1 + len(new)), findings)


def _order(cells: Cells, table: layout.Table) -> tuple[str, str]:
    """Return the key by which a table is sorted: the id of the thing, and its phase if any."""
    return cells[table.key], cells.get("phase", "")


def _behind(rows: Sequence[Row], key: tuple[str, str]) -> int:
    """Return the number of the row after which a new one belongs.

    A table need not be in order: some begin with rows of the first days, and a person may have
    added one at the end. The longest stretch in which the things are in order decides. The phases
    of a thing need not be in order either: the row goes behind the last one of its phase or of an
    earlier one.
    """
    keys = [_order(row.cells, layout.load().tables[row.table]) for row in rows]
    things = [thing for thing, _ in keys]
    breaks = [n for n, (one, next_) in enumerate(pairwise(things), start=1) if next_ < one]
    stretches = pairwise([0, *breaks, len(things)])
    first, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    start = bisect_left(things, key[0], first, end)
    place = bisect_right(things, key[0], start, end)
    while place > start and keys[place - 1] > key:
        place -= 1
    return rows[place - 1].number if place else 1


# --- whether they may stand there ---------------------------------------------------------------


def _checked(tables: Tables) -> tuple[Knowledge | None, list[Finding]]:
    """Find what a build would find, in the tables and in the graph that it makes of them."""
    knowledge, findings = check_claims(tables)
    return knowledge, findings + (check_knowledge(knowledge, tables) if knowledge else [])


def _refuse(known: Tables, after: Sequence[Finding], placed: Sequence[_Insertion]) -> None:
    """Raise an error if the new rows cause one."""
    # A row that stands there already is no mistake in the tables; the caller says so better.
    errors = [f for f in after if f.severity == "error" and f.rule != "duplicate-row"]
    if not errors:
        return
    _, earlier = _checked(reconcile(known))
    before = {(f.rule, f.file, f.row, f.column) for f in earlier}
    by_file = {str(place.path): place for place in placed}

    def was_there(finding: Finding) -> bool:
        place = by_file.get(finding.file)
        row = place.before(finding.row) if place else finding.row
        return (finding.rule, finding.file, row, finding.column) in before

    errors = [finding for finding in errors if not was_there(finding)]
    if errors:
        raise InputError(
            "nothing was added; the new rows would introduce these errors:", ordered(errors)
        )


def _fresh(
    new: Mapping[str, Sequence[Cells]], placed: Sequence[_Insertion], result: Tables
) -> dict[str, Sequence[Cells]]:
    """Leave out the rows whose every statement stands there already, by the same source."""
    fresh: dict[str, Sequence[Cells]] = {}
    standing: list[Row] = []
    for place in placed:
        name = place.path.name
        matches = [_standing(row, place, result) for row in place.added(result)]
        kept = [cells for cells, rows in zip(new[name], matches, strict=True) if not rows]
        standing += [row for rows in matches for row in rows]
        fresh |= {name: kept} if kept else {}
    if not any(layout.load().tables[name].cites for name in fresh):
        places = {(row.file, place.before(row.number)) for row in standing}
        where = ", ".join(f"{file}:{number}" for file, number in sorted(places))
        raise InputError(f"nothing was added: the tables already say this, in {where}")
    return fresh


def _standing(row: Row, place: _Insertion, result: Tables) -> list[Row]:
    """Return the rows that together state what a new row states; none if it states more."""
    table = layout.load().tables[row.table]
    if not table.cites:
        return []
    same = (table.key, "source", *(name for name in ("quote", "as_of") if row.cells[name]))
    stated = _stated(row, table)
    rows = [
        other
        for other in result.of(row.table)
        if other.number not in place.numbers
        and all(other.cells[name] == row.cells[name] for name in same)
        and stated & _stated(other, table)
    ]
    return rows if stated <= {s for other in rows for s in _stated(other, table)} else []


def _stated(row: Row, table: layout.Table) -> set[claims.Statement]:
    return {statement for column, statement in claims.statements(row, table) if not column.virtual}


# --- who says otherwise -------------------------------------------------------------------------


def _rivalries(added: Sequence[Row], knowledge: Knowledge) -> Iterator[Rivalry]:
    new = {row.iri for row in added}
    slots = rivals.by_slot(knowledge.claims)
    for slot, claimed in slots.items():
        for claim in claimed:
            others = [] if new.isdisjoint(claim.rows) else rivals.of(claim, slot, slots)
            if others:
                asserted = next((c for c in claimed if not knowledge.verdict(c).outdone), None)
                reason = knowledge.verdict(asserted).reason if asserted else ""
                yield Rivalry(claim, tuple(others), asserted, reason)
