"""Which of several rival claims is asserted, and why.

Claims on one property of one thing are rivals where it can have only one true value and they give
it values that differ. A person decides, or else the rule that ``docs/data-model.md`` documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from twingraph.claims.claims import RANKS
from twingraph.core import dates, ontology
from twingraph.core.terms import thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.claims.claims import Claim, Statement
    from twingraph.tables.rows import Row

# A city's own page knows best what it signed; an encyclopaedia copies others.
_TRUST = ("official-site", "press-release", "news", "database", "encyclopaedia", "other")

Slot = tuple[NamedNode, NamedNode, str]


class Verdict(NamedTuple):
    """How a claim stands among its rivals.

    Attributes:
        rank: One of ``claims.RANKS``.
        reason: Why it has that rank; empty where nobody had to decide.
        outdone: Whether the graph does not assert it, for a rival is preferred or it is deprecated.
    """

    rank: str = "normal"
    reason: str = ""
    outdone: bool = False


# Most claims have no rival, and share this one.
UNRIVALLED = Verdict()
_OUTDONE = Verdict(outdone=True)
_DEPRECATED_BY_SOURCE = Verdict("deprecated", "deprecated by its source", outdone=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A source, as far as the rank of its claims depends on it.

    Attributes:
        kind: Slug of its kind, such as "official-site".
        read: When it was published, else retrieved; None if nobody knows.
    """

    kind: str
    read: dates.ImpreciseDate | None


def sources(rows: Iterable[Row]) -> dict[str, Source]:
    """Return the sources of ``sources.csv`` by their addresses."""
    return {
        thing("source", row.cells["source"]): Source(
            row.cells["kind"],
            dates.parse_or_none(row.cells["published"] or row.cells["retrieved"]),
        )
        for row in rows
    }


def slot_of(statement: Statement) -> Slot | None:
    """Return the place that one value fills, or None if values add up: a label has one a language.

    Claims can be rivals only if they have the same slot.
    """
    if statement.predicate.value not in ontology.load().functional:
        return None
    value = statement.object
    language = (value.language or "") if isinstance(value, Literal) else ""
    return statement.subject, statement.predicate, language


def rank(
    claims: Iterable[Claim],
    sources: Mapping[str, Source],
    decisions: Mapping[NamedNode, Verdict],
) -> dict[NamedNode, Verdict]:
    """Decide between rivals.

    Args:
        claims: All claims.
        sources: Their sources, by address.
        decisions: What persons have decided, by the address of the claim.

    Returns:
        The verdicts by the address of the claim; a claim without one is ``UNRIVALLED``.
    """
    verdicts = dict(decisions)
    slots: dict[Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        if slot := slot_of(claim.statement):
            slots[slot].append(claim)
        if claim.source_rank == "deprecated":
            verdicts.setdefault(claim.iri, _DEPRECATED_BY_SOURCE)
    for claimed in slots.values():
        if len(claimed) > 1:
            standing = [c for c in claimed if not verdicts.get(c.iri, UNRIVALLED).outdone]
            verdicts |= _judge(standing, sources, verdicts)
    return verdicts


def _judge(
    standing: Sequence[Claim], sources: Mapping[str, Source], decided: Mapping[NamedNode, Verdict]
) -> dict[NamedNode, Verdict]:
    """Let one value stand of those that claim a slot and are not deprecated."""
    if len({claim.statement.object for claim in standing}) < 2:  # noqa: PLR2004 - two make rivals
        return {}
    given = {c.iri: decided[c.iri] for c in standing if c.iri in decided}
    preferred = given or _preferred(standing, sources)
    chosen = {claim.statement.object for claim in standing if claim.iri in preferred}
    outdone = {c.iri: _OUTDONE for c in standing if c.statement.object not in chosen}
    return preferred | outdone


def _preferred(
    standing: Sequence[Claim], sources: Mapping[str, Source]
) -> dict[NamedNode, Verdict]:
    """Let the documented rule choose among rivals, where no person has decided."""
    trusted = min(standing, key=lambda claim: _trust(claim, sources))
    agreeing = [claim for claim in standing if _agree(claim, trusted)]
    best = min(agreeing, key=lambda claim: (_coarseness(claim), _trust(claim, sources)))
    verdict = Verdict("preferred", _reason(best, trusted, standing, sources))
    return {c.iri: verdict for c in standing if c.statement.object == best.statement.object}


def _trust(claim: Claim, sources: Mapping[str, Source]) -> tuple[Any, ...]:
    source = sources[claim.source.value]
    rank = RANKS.index(claim.source_rank)
    return _TRUST.index(source.kind), rank, dates.order(source.read), claim.iri.value


def _reason(
    best: Claim, trusted: Claim, rivals: Sequence[Claim], sources: Mapping[str, Source]
) -> str:
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
    perhaps = "" if all(_is_older(chosen, sources[c.source.value]) for c in equals) else "perhaps "
    return f"{perhaps}the older of two claims by sources of the same kind ({_words(chosen.kind)})"


def _is_older(source: Source, other: Source) -> bool:
    return bool(source.read and other.read and source.read.certainly_before(other.read))


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
    return day.precision if day else 0


def _as_date(claim: Claim) -> dates.ImpreciseDate | None:
    value = claim.statement.object
    return dates.at(value.value) if isinstance(value, NamedNode) else None
