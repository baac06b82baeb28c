"""Where a claim of Wikidata can be read: at the item of the thing, not at the front page.

Curated rows cite Wikidata as one source. A fetched item is a source of its own and has its page.
What is said of a city whose item nobody has confirmed was read at that item all the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from twingraph.claims.claims import Statement
from twingraph.core.ontology import term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from twingraph.claims.claims import Claim

PAGE = term("foaf:page")

_SAME, _CANDIDATE = term("owl:sameAs"), term("skos:closeMatch")
_WIKIDATA = NamedNode("https://www.wikidata.org/")
_ITEM = "http://www.wikidata.org/entity/"


def derive(
    structure: Iterable[Statement], facts: Collection[Statement], claims: Iterable[Claim]
) -> Iterator[Statement]:
    """Yield the page of the item for each claim of Wikidata on a thing that has an item.

    Args:
        structure: The statements that the layout makes, with the addresses of the sources.
        facts: The statements that are asserted, with the items of things.
        claims: All claims.
    """
    sources = {s.subject for s in structure if s.predicate == PAGE and s.object == _WIKIDATA}
    items = _items(facts, _CANDIDATE) | _items(facts, _SAME)
    for claim in claims if sources else ():
        item = items.get(claim.statement.subject)
        if item and claim.source in sources:
            yield Statement(claim.iri, PAGE, NamedNode(f"{_WIKIDATA.value}wiki/{item}"))


def _items(facts: Iterable[Statement], predicate: NamedNode) -> dict[NamedNode, str]:
    """Return the items that one property gives to things; of several, it cannot be told which."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == predicate and fact.object.value.startswith(_ITEM):
            found[fact.subject].add(fact.object.value.removeprefix(_ITEM))
    return {thing: next(iter(items)) for thing, items in found.items() if len(items) == 1}
