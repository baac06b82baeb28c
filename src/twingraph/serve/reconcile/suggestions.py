"""What a client may offer while somebody types: cities, properties and the only type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from twingraph.core.text import fold
from twingraph.serve.reconcile.candidates import TYPE
from twingraph.serve.reconcile.conditions import described
from twingraph.serve.reconcile.extension import properties

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.serve.reconcile.candidates import Named

T = TypeVar("T")

AT_ONCE = 20


class Part(NamedTuple):
    """Which of the things found a client wants.

    Attributes:
        start: Number of them to leave out before.
        most: The greatest number of them.
    """

    start: int = 0
    most: int = AT_ONCE

    def of(self, found: Sequence[T]) -> Sequence[T]:
        """Return the part of what was found."""
        return found[self.start : self.start + self.most]


def cities(
    prefix: str, part: Part, gazetteer: Gazetteer, known: Mapping[str, Named]
) -> list[dict[str, Any]]:
    """Return cities of which a name or the id begins as given, the shortest such name first.

    Args:
        prefix: What was typed; letters are compared without case and diacritics.
        part: Which of them are wanted.
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
        for id_ in part.of(ids)
    ]


def of_properties(prefix: str, part: Part, *, qualified: bool) -> list[dict[str, Any]]:
    """Return properties whose name begins as given.

    Args:
        prefix: What was typed.
        part: Which of them are wanted.
        qualified: Whether to say how their values can be compared, as version 0.2 does not.
    """
    key = fold(prefix)
    found = [one for one in properties() if fold(one.name).startswith(key)]
    return [
        {"id": one.id, "name": one.name, "description": one.description}
        | ({"matchQualifiers": told} if qualified and (told := described(one.id)) else {})
        for one in part.of(found)
    ]


def types(prefix: str, part: Part) -> list[dict[str, Any]]:
    """Return the type, if its name begins as given.

    Args:
        prefix: What was typed.
        part: Which of them are wanted.
    """
    return [*part.of([TYPE])] if fold(TYPE["name"]).startswith(fold(prefix)) else []
