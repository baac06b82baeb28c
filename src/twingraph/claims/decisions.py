"""Decisions of people about claims, from ``decisions.csv``; they take precedence over the rule."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from twingraph.claims.claims import as_written
from twingraph.claims.ranking import Verdict
from twingraph.claims.rivals import slot_of
from twingraph.core.terms import ID, PREFIXES, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from twingraph.claims.claims import Claim
    from twingraph.claims.rivals import Slot
    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row

_Meant = tuple[str, str, str]


def decide(
    claims: Iterable[Claim], rows: Sequence[Row]
) -> tuple[dict[NamedNode, Verdict], list[Finding]]:
    """Apply the rows of ``decisions.csv``.

    Args:
        claims: All claims.
        rows: The decisions.

    Returns:
        The verdicts by the address of the claim, and findings about decisions that have no effect
        or contradict each other.
    """
    by_meaning = _claims_meant(claims, {_meant(row) for row in rows})
    verdicts: dict[NamedNode, Verdict] = {}
    decided: dict[NamedNode, tuple[Claim, Row]] = {}
    findings: list[Finding] = []
    for row in rows:
        by = row.cells["claimed_by"]
        meant = [
            c for c in by_meaning[_meant(row)] if not by or c.source.value == thing("source", by)
        ]
        if not meant:
            message = "no claim in the tables says this, so the decision has no effect"
            findings.append(row.error("idle-decision", message, "subject"))
        for claim in meant:
            _, rival = decided.setdefault(claim.iri, (claim, row))
            if rival.cells["rank"] != row.cells["rank"]:
                findings.append(_contradiction(row, rival, "rank"))
            verdicts[claim.iri] = _verdict(row)
    return verdicts, findings + list(_two_preferred(decided.values()))


def _verdict(row: Row) -> Verdict:
    rank = row.cells["rank"]
    reason = f"{row.cells['reason']} ({row.cells['decided_by']})"
    return Verdict(rank, reason, outdone=rank == "deprecated")


def _meant(row: Row) -> _Meant:
    """Return the subject, the property and the value that a decision is about."""
    prefix, _, local = row.cells["property"].partition(":")
    predicate = PREFIXES.get(prefix, "") + local
    return ID + row.cells["subject"], predicate, row.cells["value"]


def _claims_meant(claims: Iterable[Claim], wanted: set[_Meant]) -> Mapping[_Meant, list[Claim]]:
    """Find the claims that decisions are about, in one pass over all of them."""
    found: dict[_Meant, list[Claim]] = defaultdict(list)
    subjects = {subject for subject, _, _ in wanted}
    for claim in claims if wanted else ():
        subject, predicate, value = claim.statement
        if subject.value in subjects:
            meant = subject.value, predicate.value, as_written(value)
            found[meant].append(claim)
    return found


def _two_preferred(decided: Iterable[tuple[Claim, Row]]) -> Iterator[Finding]:
    chosen: dict[Slot, tuple[Claim, Row]] = {}
    for claim, row in decided:
        slot = slot_of(claim.statement)
        if row.cells["rank"] == "preferred" and slot:
            first, other = chosen.setdefault(slot, (claim, row))
            if first.statement.object != claim.statement.object:
                yield _contradiction(row, other, "value")


def _contradiction(row: Row, other: Row, column: str) -> Finding:
    message = f"contradicts the decision in row {other.number}"
    return row.error("contradictory-decision", message, column)
