"""The states of the atlas in which a step may be: keys of the fragment of its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from twingraph.core.text import did_you_mean, quoted, suggest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

_YEAR = r"\d{1,4}"
# What each key may be, where that is not the id of a thing.
_FORMS = {
    "layout": "map|network",
    "from": _YEAR,
    "to": _YEAR,
    "partners": r"[1-9]\d{0,4}",
    "undated": "yes|no",
    "depth": "1|2",
    "search": "way|common",
}
# The kind of thing, or of concept, that each other key names; the latter may have several.
_THINGS = {"city": "city", "other": "city", "partnership": "partnership", "nation": "country"}
_LISTS = ("country", "kind", "status", "field", "network")
KEYS = (*_FORMS, *_THINGS, *_LISTS)


def read(entry: Mapping[str, Any]) -> dict[str, str]:
    """Read a state.

    Args:
        entry: Its keys and values; a list stands for several ids.

    Raises:
        ValueError: A key is unknown, or a value means nothing.
    """
    return {key: _value(key, value) for key, value in entry.items()}


def _value(key: str, value: Any) -> str:
    if key not in KEYS:
        raise ValueError(f"no key {quoted(key)} of a state{did_you_mean(suggest(key, KEYS))}")
    text = ",".join(value) if isinstance(value, list) else str(value)
    if key in _FORMS and not re.fullmatch(_FORMS[key], text):
        raise ValueError(f"{key} cannot be {quoted(text)}; it has the form {_FORMS[key]}")
    return text


def unknown(state: Mapping[str, str], known: Mapping[str, Container[str]]) -> Iterator[str]:
    """Yield what a state names and an atlas does not have, such as "city lyon".

    Args:
        state: The state.
        known: The ids that the atlas has, by the kind of thing: "city", "partnership" and the
            keys of a state that take a list.
    """
    for key, value in state.items():
        kind = _THINGS.get(key, key)
        named = value.split(",") if key in _LISTS else [value] if key in _THINGS else []
        yield from (f"{kind} {quoted(one)}" for one in named if one not in known[kind])
