"""The keys under which a name is found, however it is spelt."""

from __future__ import annotations

from twingraph.core.text import fold

# "Koeln" and "Köln", "Aarhus" and "Århus": letters that are also written as two.
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def keys(name: str) -> set[str]:
    """Return the keys under which a name is found: folded, and with ö as oe and the like.

    >>> sorted(keys("Köln")), keys("–")
    (['koeln', 'koln'], set())
    """
    spellings = (name,) if name.isascii() else (name, name.casefold().translate(_AS_TWO))
    return {key for key in map(fold, spellings) if key}
