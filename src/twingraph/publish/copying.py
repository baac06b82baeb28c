"""The triples of a graph that only answers questions: an endpoint's, as a canonical file.

Endpoints end long answers without a word. The triples are therefore asked for by property, and
counted: where fewer rows come than were counted, the property is asked for in sixteen parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import CannotError
from twingraph.core.terms import BASE
from twingraph.publish import canonical
from twingraph.store.engine import select
from twingraph.store.folder import NQUADS, STATEMENTS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.store.engine import Store
    from twingraph.store.results import Term

_AT_ONCE = 50_000  # rows; an endpoint that sends fewer is asked for parts of them
_DIGITS = "0123456789abcdef"
_FINEST = 4  # hexadecimal digits of a hash, so 65,536 parts of a property

_OBJECTS = (ox.NamedNode, ox.Literal)  # and no blank node, whose name holds for one answer only

# A canonical file has a graph in each line; those of the endpoint are not known.
_GRAPH = ox.NamedNode(f"{BASE}copy")


def copy(store: Store, folder: Path) -> Path:
    """Write the triples of a store as a canonical file.

    Args:
        store: The store, such as an endpoint.
        folder: Folder to write to.

    Returns:
        The file. Its lines have one graph: a store does not say which source's graph has a triple.

    Raises:
        CannotError: The store does not give all triples that it counts, or has blank nodes.
    """
    files = (folder / NQUADS, folder / TRIPLES, folder / STATEMENTS)
    canonical.write(_quads(store), (), *files)
    return folder / NQUADS


def _quads(store: Store) -> Iterator[ox.Quad]:
    counted = select(store, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    numbers = {row["p"]: int(row["n"].value) for row in counted}
    for property_ in sorted(numbers, key=str):
        for subject, object_ in _pairs(store, property_, numbers[property_]):
            if not isinstance(subject, ox.NamedNode) or not isinstance(object_, _OBJECTS):
                raise CannotError(
                    f"{property_} has a blank node, which has no name that stays; such a graph"
                    " cannot be copied in parts"
                )
            yield ox.Quad(subject, property_, object_, _GRAPH)


def _pairs(
    store: Store, property_: ox.NamedNode, count: int, part: str = ""
) -> Iterator[tuple[Term, Term]]:
    """Yield the subjects and objects of a property whose hash begins as given."""
    pattern = _pattern(property_, part)
    if count <= _AT_ONCE:
        found = select(store, f"SELECT ?s ?o {pattern}")
        if len(found) == count:
            yield from ((row["s"], row["o"]) for row in found)
            return
    if len(part) == _FINEST:
        raise CannotError(
            f"the endpoint does not give all it counts of {property_}: {count:,} triples in a part"
            " that was asked for; its data change, or it ends answers early"
        )
    for digit in _DIGITS:
        narrower = part + digit
        number = select(store, f"SELECT (COUNT(*) AS ?n) {_pattern(property_, narrower)}")
        yield from _pairs(store, property_, int(number[0]["n"].value), narrower)


def _pattern(property_: ox.NamedNode, part: str) -> str:
    narrowed = f'FILTER(STRSTARTS(SHA1(CONCAT(STR(?s), " ", STR(?o))), "{part}"))' if part else ""
    return f"{{ ?s {property_} ?o {narrowed} }}"
