"""Which partnerships and cities an atlas shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.store.results import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def shown(members: Mapping[str, Iterable[str]]) -> dict[str, list[Iri]]:
    """Return the partnerships that an atlas shows, in order, each with its cities in order.

    They are those of which at least two members are known: one alone has no line.

    Args:
        members: The members of each partnership; what is not the address of a thing is passed over.
    """
    cities = {
        iri: sorted({each for each in of if isinstance(each, Iri)}) for iri, of in members.items()
    }
    return {iri: cities[iri] for iri in sorted(cities) if len(cities[iri]) > 1}
