"""The letters of Europe with their folded forms, so that a page folds what is typed as we do."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from unicodedata import category

from twingraph.core.text import fold

# Blocks of Unicode: Latin beyond ASCII, combining marks, Greek, Cyrillic, Armenian, Georgian,
# more Latin and Greek.
_BLOCKS = (
    range(0x00A0, 0x0250),
    range(0x02B0, 0x0370),
    range(0x0370, 0x0530),
    range(0x0531, 0x0590),
    range(0x10A0, 0x1100),
    range(0x1E00, 0x2000),
)
_LETTERS = ("L", "M")  # Letters, and the marks that change them, by their categories.


@cache
def letters() -> dict[str, str]:
    """Return for each folded form the lower-case letters that have it.

    Marks that change the letter before them have the form "".

    >>> letters()["ss"], letters()["l"][:4]
    ('ß', 'ĺļľŀ')
    """
    alike: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, chain(*_BLOCKS)):
        if category(letter).startswith(_LETTERS) and letter == letter.lower():
            alike[fold(f"a{letter}a")[1:-1]] += letter
    return dict(alike)
