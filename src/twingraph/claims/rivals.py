"""Which claims are rivals: those on one property of one thing whose values cannot both be true."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from twingraph.claims import agreement
from twingraph.core import ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.claims.agreement import Value
    from twingraph.claims.claims import Claim, Statement

# A property of a thing, and the language for which it has a value: "" if values have none.
Slot = tuple[NamedNode, NamedNode, str]
Slots = dict[Slot, list["Claim"]]


def slot_of(statement: Statement) -> Slot | None:
    """Return the slot that one true value fills; None if the property may have several values."""
    if statement.predicate.value not in ontology.load().functional:
        return None
    value = statement.object
    language = (value.language or "") if isinstance(value, Literal) else ""
    return statement.subject, statement.predicate, language


def by_slot(claims: Iterable[Claim]) -> Slots:
    """Return the claims that can have rivals, by the slot that their values would fill."""
    slots: Slots = defaultdict(list)
    for claim in claims:
        if slot := slot_of(claim.statement):
            slots[slot].append(claim)
    return slots


def values(slot: Slot, slots: Mapping[Slot, Sequence[Claim]]) -> list[Value]:
    """Read the values that claims give for a slot, in the order of the claims.

    Args:
        slot: The slot.
        slots: All claims, from `by_slot`.
    """
    subject, predicate, _ = slot
    latitude = _latitude(subject, slots) if predicate == agreement.LONGITUDE else 0.0
    return [agreement.read(claim.statement, latitude) for claim in slots[slot]]


def of(claim: Claim, slot: Slot, slots: Mapping[Slot, Sequence[Claim]]) -> list[Claim]:
    """Return the rivals of a claim, in the order of the claims.

    Args:
        claim: The claim.
        slot: The slot of the claim.
        slots: All claims, from `by_slot`.
    """
    read = list(zip(slots[slot], values(slot, slots), strict=True))
    own = next(value for other, value in read if other.iri == claim.iri)
    return [other for other, value in read if not value.agrees_with(own)]


def _latitude(subject: NamedNode, slots: Mapping[Slot, Sequence[Claim]]) -> float:
    """Return the claimed latitude at which a degree of longitude is the longest."""
    claims = slots.get((subject, agreement.LATITUDE, ""), ())
    return min((float(claim.statement.object.value) for claim in claims), key=abs, default=0.0)
