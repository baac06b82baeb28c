"""The ranked claims and statements of all tables, from which the graph is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.claims import claims, decisions, ranking
from twingraph.core import dates, ontology
from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pyoxigraph import NamedNode

    from twingraph.claims.claims import Claim, Statement
    from twingraph.claims.ranking import Verdict
    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Tables


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The ranked claims and statements of all tables.

    Attributes:
        claims: Every claim, in the order of the rows.
        structure: Statements that the layout makes and no source, with the sources whose rows
            made them; no source where the row describes a source itself.
        verdicts: Verdicts on claims that have rivals or were decided on, by their addresses.
        as_of: The day after which everything that is dated is planned.
    """

    claims: Sequence[Claim]
    structure: Mapping[Statement, Sequence[NamedNode]]
    verdicts: Mapping[NamedNode, Verdict]
    as_of: date

    def verdict(self, claim: Claim) -> Verdict:
        """Return the verdict on a claim."""
        return self.verdicts.get(claim.iri, ranking.UNRIVALLED)

    def asserted(self) -> Iterator[tuple[Statement, NamedNode]]:
        """Yield the statements that are asserted, with each source that makes them."""
        for claim in self.claims:
            if self.asserts(claim):
                yield claim.statement, claim.source

    def asserts(self, claim: Claim) -> bool:
        """Whether the graph asserts what a claim says."""
        if claim.statement.predicate.value in ontology.load().transient:
            return False
        return not self.verdict(claim).outdone


def gather_claims(tables: Tables) -> tuple[Knowledge, list[Finding]]:
    """Turn checked tables into ranked claims.

    Returns:
        The knowledge, and findings about decisions that have no effect.
    """
    claimed, structure = claims.read(tables)
    decided, findings = decisions.decide(claimed, tables.of("decisions.csv"))
    sources = ranking.sources(tables.of("sources.csv"))
    verdicts = ranking.rank(claimed, sources, decided)
    return Knowledge(claimed, structure, verdicts, _as_of(tables)), findings


def _as_of(tables: Tables) -> date:
    """Return the day of the release, or a later one on which a source was read.

    The clock is not asked: the same tables always make the same graph.
    """
    read = (row.cells["retrieved"] for row in tables.of("sources.csv"))
    return max([layout.load().released, *map(dates.parse_day, filter(None, read))])
