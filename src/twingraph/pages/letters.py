"""Letters with their folded forms, so that a page folds what is typed as the names were folded.

Every page has the letters in which Europe writes; of all others, which are tens of thousands, only
those of the names that it shows.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from twingraph.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def letters(names: Iterable[str] = ()) -> dict[str, str]:
    """Return for each folded form the lower-case letters that have it.

    Marks that change the letter before them have the form "".

    >>> letters()["ss"], letters()["l"][:4], letters(["京都"])["jing"]
    ('ß', 'ĺļľŀ', '京')

    Args:
        names: Names whose letters are among them, whatever script they are in.
    """
    alike = defaultdict(str, _european())
    for letter in sorted(set(chain.from_iterable(map(_lower, names))) - _known()):
        if _is_folded(letter):
            alike[_form(letter)] += letter
    return dict(alike)


@cache
def _european() -> dict[str, str]:
    alike: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, chain(*_BLOCKS)):
        if _is_folded(letter) and letter == letter.lower():
            alike[_form(letter)] += letter
    return dict(alike)


@cache
def _known() -> set[str]:
    return set(chain.from_iterable(_european().values()))


def _lower(name: str) -> str:
    return normalize("NFC", name).lower()


def _is_folded(letter: str) -> bool:
    return not letter.isascii() and category(letter).startswith(_LETTERS)


def _form(letter: str) -> str:
    return fold(f"a{letter}a")[1:-1]
