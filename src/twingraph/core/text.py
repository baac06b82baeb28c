"""Text as people type it: cleaned when it is read, folded when it is looked up, shown when wrong.

All readers of other people's text call `clean`, so that two names that look alike are one name:
the tables, the mappings and tables of `fetch table` and `match`, labels of Wikidata, and options.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_MESSAGE = 5_000  # characters; the values in it are cut before, one by one
LONGEST_SHOWN = 80  # characters of a value in a message

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# What Unicode calls default ignorable (soft hyphen, spaces without width, marks of direction,
# variation selectors, fillers, tags), control characters that are no white space, annotation
# marks, halves of surrogate pairs, and code points that are no characters. The joiners stand apart.
_NOTHING = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
)
_NON_JOINER = "\u200c"
_JOINERS = _NON_JOINER + "\u200d"
_IGNORABLE = re.compile(f"[{_NOTHING}]+")
_JOINING = re.compile(f"[{_JOINERS}]+")
_INVISIBLE = re.compile(f"[{_NOTHING}{_JOINERS}]|[^\\S \n]")
_VIRAMA = 9  # its canonical combining class

_MOST_SUGGESTED = 3
_LEAST_ALIKE = 60  # of 100; below it a suggestion only distracts
_LONGEST_NAME = 200  # characters; to compare a text of 60,000 with all cities takes 14 seconds


def clean(text: str) -> str:
    r"""Return text in the one form in which it is kept and compared.

    Letters are composed (NFC); there are no control characters, no marks of direction, and no
    characters without width; each run of white space, line breaks and no-break spaces among it, is
    one blank, and there is none at either end.

    A joiner without width stays where it is spelling, not layout, as UAX #31 has it: after a
    virama (Sinhala and Indic scripts: without it, the name of Sri Lanka is written wrongly), and a
    non-joiner between two letters of the Arabic script (Persian compounds). Anywhere else, such as
    between Latin or Cyrillic letters, it changes nothing that a reader sees, and is removed.

    >>> clean(" Krako\u0301w\u200b\u00a0 Małopolska\n") == "Kraków Małopolska"
    True
    """
    if text.isascii() and text.isprintable():  # nearly all cells; the rest costs ten times that
        return " ".join(text.split())
    seen = unicodedata.normalize("NFC", _IGNORABLE.sub("", text))
    joined = _JOINING.sub(_joiner, seen)
    return " ".join(unicodedata.normalize("NFC", joined).split())


def _joiner(match: re.Match[str]) -> str:
    """Return the first joiner of a run if it is spelling, else nothing."""
    joiner, before = match[0][0], match.start() - 1
    while before >= 0 and (mark := unicodedata.combining(match.string[before])):
        if mark == _VIRAMA:
            return joiner
        before -= 1
    if joiner == _NON_JOINER and before >= 0 and match.end() < len(match.string):
        around = match.string[before] + match.string[match.end()]
        return joiner if all(map(_is_arabic, around)) else ""
    return ""


def _is_arabic(letter: str) -> bool:
    return unicodedata.bidirectional(letter) == "AL" and letter.isalpha()


def fold(name: str) -> str:
    """Return a name without case, diacritics, script and punctuation, as it is looked up.

    >>> fold("Kraków"), fold("Краків"), fold("Frankfurt (Oder)")
    ('krakow', 'krakiv', 'frankfurt oder')
    """
    from anyascii import anyascii  # its tables take 20 ms to load

    return _NOT_A_LETTER.sub(" ", anyascii(name).casefold()).strip()


def suggest(name: str, known: Iterable[str], limit: int = _MOST_SUGGESTED) -> list[str]:
    """Return the known names that somebody who wrote `name` may have meant.

    Names are compared folded, so that neither case nor diacritics matter, by the weighted ratio
    of rapidfuzz. Names with a ratio below 60 of 100 are not suggested, and none for a text of more
    than 200 characters, which is not a name.

    Args:
        name: The name that was written, and that nothing has.
        known: The names that exist; a name that occurs twice is suggested once.
        limit: The greatest number of names to return.

    Returns:
        The names as `known` has them, the most alike first, equals in the order of `known`.
    """
    if len(name) > _LONGEST_NAME:
        return []
    from rapidfuzz import process  # only a mistake needs it

    names = {one: fold(one) for one in known}
    alike = process.extract(fold(name), names, limit=limit, score_cutoff=_LEAST_ALIKE)
    return [one for _, _, one in alike]


def did_you_mean(names: Iterable[str]) -> str:
    """Return the end of a message about an unknown name; empty if there is no suggestion.

    >>> did_you_mean(["leipzig", "linz"]), did_you_mean([])
    ('; did you mean: leipzig, linz?', '')
    """
    hint = ", ".join(names)
    return f"; did you mean: {hint}?" if hint else ""


def counted(number: float, noun: str, plural: str = "") -> str:
    """Return a number with its noun, in the singular or the plural.

    >>> counted(1, "partnership"), counted(1200, "entity", "entities"), counted(0.5, "second")
    ('1 partnership', '1,200 entities', '0.5 seconds')
    """
    figure = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{figure} {noun if number == 1 else plural or noun + 's'}"


def visible(text: str) -> str:
    r"""Return text with names for the characters that nobody sees, where they may be the mistake.

    Line feeds stay, as messages have lines; blanks stay as well.

    >>> visible("Krak\u200bów")
    'Krak⟨ZERO WIDTH SPACE⟩ów'
    """
    return _INVISIBLE.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    return f"⟨{unicodedata.name(match[0], f'U+{ord(match[0]):04X}')}⟩"


def message(text: str) -> str:
    """Return the text of a message: of limited length, with names for invisible characters."""
    shown = visible(text[:LONGEST_MESSAGE])
    return shown if len(text) <= LONGEST_MESSAGE else f"{shown} …"


def quoted(value: str) -> str:
    r"""Return a value in quotation marks, for a message: on one line, and cut if it is long.

    >>> quoted("Kraków\n"), quoted("1" * 5000)[-24:]
    ('"Kraków⟨U+000A⟩"', '…" (of 5,000 characters)')
    """
    start = visible(value[:LONGEST_SHOWN]).replace("\n", "⟨U+000A⟩")
    if len(value) <= LONGEST_SHOWN:
        return f'"{start}"'
    return f'"{start}…" (of {len(value):,} characters)'
