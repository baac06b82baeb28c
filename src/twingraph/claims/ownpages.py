"""On which cities' own pages a partnership is named.

A city's own page is a source that speaks for it. It names a partnership if it says that the city is
a member, whether or not the graph asserts so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.claims.claims import Statement
from twingraph.core.ontology import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twingraph.claims.claims import Claim

_SPEAKS_FOR, _MEMBER, _NAMED_ON = (
    term(name) for name in ("tg:speaksFor", "tg:member", "tg:namedOn")
)


def derive(structure: Iterable[Statement], claims: Iterable[Claim]) -> Iterator[Statement]:
    """Yield the pages of its members on which each partnership is named.

    Args:
        structure: The statements that the layout makes, with the cities that sources speak for.
        claims: All claims.
    """
    cities = {one.subject: one.object for one in structure if one.predicate == _SPEAKS_FOR}
    for claim in claims:
        partnership, predicate, city = claim.statement
        if predicate == _MEMBER and cities.get(claim.source) == city:
            yield Statement(partnership, _NAMED_ON, claim.source)
