"""Folding a name, so that Krakau, KRAKÓW and Краків can be looked up as people type them."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def fold(name: str) -> str:
    """Fold case, diacritics, script and punctuation away.

    >>> fold("Kraków"), fold("Краків"), fold("Frankfurt (Oder)")
    ('krakow', 'krakiv', 'frankfurt oder')
    """
    return _NOT_A_LETTER.sub(" ", anyascii(name).casefold()).strip()
