"""What a client prefers, of what there is: media types, languages and encodings, with q-values.

See RFC 9110, section 12.5.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException

from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twingraph.core.languages import Language

_MOST = 100  # items of a header that are read
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


class Preference(NamedTuple):
    """An item of a header, and how much it is wanted: from 0, not at all, to 1."""

    name: str
    weight: float


def preferences(header: str) -> list[Preference]:
    """Read a header such as Accept; of parameters of an item, only its weight counts.

    >>> preferences("text/html, */*;q=0.1")
    [Preference(name='text/html', weight=1.0), Preference(name='*/*', weight=0.1)]
    """
    found = []
    for item in header.split(",")[:_MOST]:
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        weights = [text[2:].strip() for text in parameters if text.startswith("q=")]
        if name:
            found.append(Preference(name, _weight(weights[0]) if weights else 1.0))
    return found


def _weight(text: str) -> float:
    """Return a weight; one that is not well-formed counts as if it were not there."""
    return float(text) if _WEIGHT.fullmatch(text) else 1.0


def media_type(header: str | None, offered: Sequence[str]) -> str | None:
    """Return the media type that a client likes best.

    Args:
        header: Value of Accept; None if there is none, so that any will do.
        offered: Media types that there are; where the client likes two as much, the first one wins.

    Returns:
        One of those; None if the client wants none of them.

    >>> media_type("text/csv;q=0.5, text/*;q=0.1", ["text/html", "text/csv"])
    'text/csv'
    """
    weights: dict[str, float] = {}
    for name, weight in preferences(header or "*/*"):
        weights[name] = max(weight, weights.get(name, 0.0))
    best = max(offered, key=lambda type_: _wish(type_, weights))
    return best if _wish(best, weights) > 0 else None


def agreed(header: str | None, offered: Sequence[str]) -> str:
    """Return the media type that a client likes best, where it has to be one of those offered.

    Args:
        header: Value of Accept; None if there is none, so that any will do.
        offered: Media types that there are, as for ``media_type``.

    Raises:
        HTTPException: The client wants none of them.
    """
    found = media_type(header, offered)
    if found is None:
        message = f"the answer can be had as {', '.join(offered)}"
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, message)
    return found


def _wish(type_: str, weights: Mapping[str, float]) -> float:
    """Return how much a type is wanted: of what fits it, the most exact item decides."""
    ranges = (type_, f"{type_.partition('/')[0]}/*", "*/*")
    return next((weights[name] for name in ranges if name in weights), 0.0)


def language(header: str | None) -> Language:
    """Return the language of the pages that a client likes best: English if it likes none.

    Args:
        header: Value of Accept-Language; None if there is none.

    >>> language("fr, pl-PL;q=0.8, de;q=0.5")
    'pl'
    """
    weights: dict[str, float] = {}
    for name, weight in preferences(header or ""):
        weights.setdefault(name.partition("-")[0], weight)
    ordered = sorted(LANGUAGES, key=lambda known: (-weights.get(known, 0), known != "en"))
    return ordered[0] if weights.get(ordered[0], 0) > 0 else "en"


def encoding(header: str | None, offered: Sequence[str]) -> str | None:
    """Return the content coding that a client likes best, of those offered.

    Args:
        header: Value of Accept-Encoding; None if there is none, so that none is used.
        offered: Codings, the best first.

    Returns:
        One of those; None if the client wants none of them, or wants none as much.

    >>> encoding("gzip, zstd;q=0.5", ["zstd", "gzip"])
    'gzip'
    """
    weights = dict(reversed(preferences(header or "")))
    other = weights.get("*", 0.0)
    best = max(offered, key=lambda coding: weights.get(coding, other))
    wish = weights.get(best, other)
    return best if wish > 0 and wish >= weights.get("identity", 0.0) else None
