"""Ids that are made of other ids: ``krakow--leipzig``, ``leipzig--eurocities``.

The id of a partnership has those of its members in alphabetical order; a second relation of the
same members has a number after them: ``krakow--leipzig--2``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = "--"


def joined(parts: Iterable[str]) -> str:
    """Return the id that is made of some ids, in their order."""
    return _BETWEEN.join(parts)


def parts(compound: str) -> list[str]:
    """Return the ids that an id is made of, and the number after them, if it has one."""
    return compound.split(_BETWEEN)


def partnership(members: Iterable[str]) -> str:
    """Return the id of the partnership of some cities.

    Args:
        members: Ids of the cities in any order; a number, for a second relation of the same
            cities, stays last.

    >>> partnership(["leipzig", "krakow"]), partnership(parts("leipzig--2--krakow"))
    ('krakow--leipzig', 'krakow--leipzig--2')
    """
    return joined(sorted(members, key=lambda part: (part.isdecimal(), part)))


def is_partnership_of(compound: str, members: Iterable[str]) -> bool:
    """Whether an id is that of a first or a further partnership of some cities.

    Args:
        compound: The id.
        members: Ids of the cities, in any order.

    >>> is_partnership_of("krakow--leipzig--2", ["leipzig", "krakow"])
    True
    >>> is_partnership_of("leipzig--krakow", ["leipzig", "krakow"])
    False
    """
    first = partnership(members)
    return compound == first or (
        compound.startswith(first + _BETWEEN)
        and compound.removeprefix(first + _BETWEEN).isdecimal()
    )
