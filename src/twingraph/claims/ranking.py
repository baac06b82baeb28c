"""Which of several rival claims is asserted, and why.

Claims on one property of one thing are rivals where it can have only one true value and they give
it values that cannot both be true. A person decides, or else the rule that ``docs/data-model.md``
documents. All other code that needs to know the rivals asks for the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.claims import rivals
from twingraph.claims.claims import CONFIDENCES, RANKS
from twingraph.core import dates
from twingraph.core.terms import thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from twingraph.claims.agreement import Value
    from twingraph.claims.claims import Claim, Term
    from twingraph.tables.rows import Row

# A city's own page knows best what it signed; an encyclopaedia copies others.
_TRUST = ("official-site", "press-release", "news", "database", "encyclopaedia", "other")
# What a reader was not sure of does not outweigh what another is sure of, whatever the source.
_DOUBTED = "low"


class Verdict(NamedTuple):
    """Rank of a claim among the claims on the same property of the same thing.

    A claim is compared with one other: the most trusted of those whose value is asserted. So there
    is one comparison for each claim, however many claims there are.

    Attributes:
        rank: One of ``claims.RANKS``.
        reason: Why it has that rank; empty where nothing had to be decided.
        outdone: Whether the graph does not assert it, because a rival is preferred or it is
            deprecated.
        contradicts: Address of the asserted claim, if both cannot be true.
        agrees_with: Address of the asserted claim, if its value is another and both can be true.
    """

    rank: str = "normal"
    reason: str = ""
    outdone: bool = False
    contradicts: NamedNode | None = None
    agrees_with: NamedNode | None = None


# Most claims have no rival, and share this one.
UNRIVALLED = Verdict()
_DEPRECATED_BY_SOURCE = Verdict("deprecated", "deprecated by its source", outdone=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A source, as far as the rank of its claims depends on it.

    Attributes:
        kind: Slug of its kind, such as "official-site".
        read: When it was published, else retrieved; None if neither is known.
    """

    kind: str
    read: dates.ImpreciseDate | None

    def is_older(self, other: Source) -> bool:
        """Whether it is certainly older than another source."""
        return bool(self.read and other.read and self.read.certainly_before(other.read))


def sources(rows: Iterable[Row]) -> dict[str, Source]:
    """Return the sources of ``sources.csv`` by their addresses."""
    return {
        thing("source", row.cells["source"]): Source(
            row.cells["kind"],
            dates.parse_or_none(row.cells["published"] or row.cells["retrieved"]),
        )
        for row in rows
    }


def rank(
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    decisions: Mapping[NamedNode, Verdict],
) -> dict[NamedNode, Verdict]:
    """Decide between rivals.

    Args:
        claims: All claims.
        sources: Their sources, by address.
        decisions: Verdicts of people, by the address of the claim.

    Returns:
        The verdicts by the address of the claim; a claim without one is ``UNRIVALLED``.
    """
    deprecated = (claim.iri for claim in claims if claim.source_rank == "deprecated")
    verdicts = {**dict.fromkeys(deprecated, _DEPRECATED_BY_SOURCE), **decisions}
    slots = rivals.by_slot(claims)
    for slot, claimed in slots.items():
        if _differ(claim.statement.object for claim in claimed):
            contenders = [
                _Contender.of(claim, value, sources[claim.source.value])
                for claim, value in zip(claimed, rivals.values(slot, slots), strict=True)
            ]
            verdicts.update(_judge(contenders, verdicts))
    return verdicts


def _differ(terms: Iterable[Term]) -> bool:
    rest = iter(terms)
    first = next(rest)
    return any(term != first for term in rest)


@dataclass(frozen=True, slots=True)
class _Contender:
    """A claim that may be asserted.

    Attributes:
        claim: The claim.
        value: Its value.
        source: Its source.
        trust: Key that is the smaller, the more the rule trusts the claim; no two are equal.
    """

    claim: Claim
    value: Value
    source: Source
    trust: tuple[Any, ...]

    @classmethod
    def of(cls, claim: Claim, value: Value, source: Source) -> _Contender:
        """Return a claim with its value and its source."""
        trust = (
            claim.confidence == _DOUBTED,
            _TRUST.index(source.kind),
            CONFIDENCES.index(claim.confidence),
            RANKS.index(claim.source_rank),
            dates.order(source.read),
            claim.iri.value,
        )
        return cls(claim, value, source, trust)

    @property
    def is_doubted(self) -> bool:
        """Whether whoever read the source was not sure of it."""
        return self.claim.confidence == _DOUBTED

    @property
    def iri(self) -> NamedNode:
        """Address of the claim."""
        return self.claim.iri

    @property
    def term(self) -> Term:
        """The value as the graph has it."""
        return self.claim.statement.object


def _judge(
    contenders: Sequence[_Contender], decided: Mapping[NamedNode, Verdict]
) -> Iterator[tuple[NamedNode, Verdict]]:
    """Let one value of a property stand, and compare all claims with it."""
    standing = [c for c in contenders if not decided.get(c.iri, UNRIVALLED).outdone]
    if not standing:
        return
    preferred = {c.iri: decided[c.iri] for c in standing if c.iri in decided}
    if not preferred and _differ(c.term for c in standing):
        preferred = _preferred(standing)
    best = [c for c in standing if c.iri in preferred] or standing
    asserted = min(best, key=_trust)
    chosen = {c.term for c in best}
    for one in contenders:
        verdict = preferred.get(one.iri) or decided.get(one.iri, UNRIVALLED)
        yield one.iri, _compared(one, asserted, verdict, outdone=one.term not in chosen)


def _trust(contender: _Contender) -> tuple[Any, ...]:
    return contender.trust


def _compared(one: _Contender, asserted: _Contender, verdict: Verdict, *, outdone: bool) -> Verdict:
    """Add to a verdict whether the claim agrees with the asserted one or contradicts it."""
    outdone = outdone or verdict.outdone
    if one.term == asserted.term:
        return verdict._replace(outdone=outdone)
    if one.value.agrees_with(asserted.value):
        return verdict._replace(outdone=outdone, agrees_with=asserted.iri)
    return verdict._replace(outdone=outdone, contradicts=asserted.iri)


def _preferred(standing: Sequence[_Contender]) -> dict[NamedNode, Verdict]:
    """Let the documented rule choose among rivals, where no person has decided."""
    trusted = min(standing, key=_trust)
    finer = [
        c for c in standing if c.value.refines(trusted.value) and c.is_doubted <= trusted.is_doubted
    ]
    best = min([trusted, *finer], key=lambda c: (c.value.coarseness, c.trust))
    verdict = Verdict("preferred", _reason(best, trusted, standing))
    return {c.iri: verdict for c in standing if c.term == best.term}


def _reason(best: _Contender, trusted: _Contender, standing: Sequence[_Contender]) -> str:
    """Return why a claim is preferred to rivals, or else to claims that are less precise."""
    others = [c for c in standing if c.term != best.term]
    against = [c for c in others if not c.value.agrees_with(best.value)]
    against = against or [c for c in others if not best.value.refines(c.value)]
    if not against or best.term != trusted.term:
        return f"the more precise of compatible {best.value.kind}"
    if all(c.is_doubted > best.is_doubted for c in against):
        return "every other value was read with low confidence"
    return _outranking(best, [c for c in against if c.is_doubted == best.is_doubted])


def _outranking(best: _Contender, against: Sequence[_Contender]) -> str:
    """Return at which step of the rule a claim goes before the last of its rivals."""
    kind = _words(best.source.kind)
    alike = [c for c in against if c.source.kind == best.source.kind]
    if not alike:
        kinds = sorted({_words(c.source.kind) for c in against})
        return f"{kind} over {' and '.join(kinds)}"
    alike = [c for c in alike if c.claim.confidence == best.claim.confidence]
    if not alike:
        return f"read with more confidence than rivals of the same kind ({kind})"
    alike = [c for c in alike if c.claim.source_rank == best.claim.source_rank]
    if not alike:
        return "preferred by its own source"
    if any(c.source == best.source for c in alike):
        return f"no better than a rival of the same kind and date ({kind})"
    perhaps = "" if all(best.source.is_older(c.source) for c in alike) else "perhaps "
    oldest = "the older of two" if len(alike) == 1 else "the oldest of several"
    return f"{perhaps}{oldest} claims by sources of the same kind ({kind})"


def _words(kind: str) -> str:
    return kind.replace("-", " ")
