"""What the value of a parameter may go on with, for shells that complete what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import slug, thing
from twingraph.core.text import fold
from twingraph.store.engine import select
from twingraph.store.parameters import NAMED, SCHEMES, THINGS, short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.store.engine import Store

_MOST = 100  # of which the right one can still be picked


def values(type_: str, beginning: str, store: Store) -> list[str]:
    """Return the values of a parameter that begin as given, in their order.

    Names are compared folded, so that neither case nor diacritics matter. A name with a blank in
    it, which a shell would cut in two, stands as the id of the thing.

    Args:
        type_: Type of the parameter; numbers, days and texts have none.
        beginning: What was typed of it.
        store: The store that is going to be asked.
    """
    if type_ == "language":
        return _starting(beginning, LANGUAGES)
    if type_ in SCHEMES:
        rows = select(store, f"SELECT ?x {{ ?x skos:inScheme tgc:{type_} }}")
        return _starting(beginning, (short(row["x"].value, type_) for row in rows))
    if type_ in NAMED:
        return _names(NAMED[type_], beginning, store)
    if type_ in THINGS:
        start = thing(THINGS[type_], "")
        rows = select(
            store, f'SELECT DISTINCT ?x {{ ?x a ?type FILTER(STRSTARTS(STR(?x), "{start}")) }}'
        )
        return _starting(beginning, (slug(row["x"].value) for row in rows))
    return []


def _names(class_: str, beginning: str, store: Store) -> list[str]:
    rows = select(
        store, f"SELECT ?x ?name {{ ?x a {class_} ; skos:prefLabel|skos:altLabel ?name }}"
    )
    key = fold(beginning)
    found = ((slug(row["x"].value), row["name"].value) for row in rows)
    known = {
        id_ if any(letter.isspace() for letter in name) else name
        for id_, name in found
        if fold(name).startswith(key) or id_.startswith(key)
    }
    return sorted(known)[:_MOST]


def _starting(beginning: str, known: Iterable[str]) -> list[str]:
    return sorted({one for one in known if one.startswith(beginning)})[:_MOST]
