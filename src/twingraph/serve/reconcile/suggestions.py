"""What a client may offer while somebody types: cities, properties and the only type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.core.text import fold
from twingraph.serve.reconcile.candidates import TYPE
from twingraph.serve.reconcile.extension import properties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.serve.reconcile.candidates import Named

AT_ONCE = 20


def cities(
    prefix: str, cursor: int, gazetteer: Gazetteer, known: Mapping[str, Named]
) -> list[dict[str, Any]]:
    """Return cities of which a name or the id begins as given, the shortest such name first.

    Args:
        prefix: What was typed; letters are compared without case and diacritics.
        cursor: Number of cities to leave out before them.
        gazetteer: The places, with all their names.
        known: The cities, by their ids, with their names.
    """
    key = fold(prefix)
    names = gazetteer.names_by_state([""])[""]
    found = [(name, id_) for name, ids in names.items() for id_ in ids if id_ in known]
    found += [(fold(id_), id_) for id_ in known]
    starting = sorted(
        (len(name), known[id_].name, id_) for name, id_ in found if name.startswith(key)
    )
    ids = list(dict.fromkeys(id_ for *_, id_ in starting))
    return [
        {
            "id": id_,
            "name": known[id_].name,
            "description": known[id_].description,
            "notable": [TYPE],
        }
        for id_ in ids[cursor : cursor + AT_ONCE]
    ]


def of_properties(prefix: str, cursor: int) -> list[dict[str, Any]]:
    """Return properties whose name begins as given.

    Args:
        prefix: What was typed.
        cursor: Number of properties to leave out before them.
    """
    key = fold(prefix)
    found = [one for one in properties() if fold(one.name).startswith(key)]
    return [
        {"id": one.id, "name": one.name, "description": one.description}
        for one in found[cursor : cursor + AT_ONCE]
    ]


def types(prefix: str, cursor: int) -> list[dict[str, Any]]:
    """Return the type, if its name begins as given.

    Args:
        prefix: What was typed.
        cursor: Number of types to leave out before it.
    """
    return [TYPE][cursor:] if fold(TYPE["name"]).startswith(fold(prefix)) else []
