"""The partnerships that a fetch keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core.errors import UnknownName
from twingraph.core.text import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Scope:
    """The partnerships that are kept.

    Attributes:
        countries: Codes of countries, such as "de": a partnership stays if one of its places
            lies or lay in one. None for all.
        levels: Levels that both places must have, such as "city". Empty for all.
    """

    countries: frozenset[str] | None = None
    levels: frozenset[str] = frozenset()


def unknown_country(code: str, known: Iterable[str]) -> UnknownName:
    """Return the error for a code that no country has.

    Args:
        code: The code that was asked for.
        known: The codes that countries have, in capital letters.
    """
    name = code.upper()
    return UnknownName("country with the code", name, suggest(name, sorted(known)))
