"""Names in the order of a language's alphabet, and the letter under which a list has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twingraph.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language

# German and English lists have a letter with a mark where the plain letter is.
_PLAIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS: dict[Language, str] = {
    "de": _PLAIN,
    "en": _PLAIN,
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя" + _PLAIN,
}
_OTHERS = "#"


def key(name: str, language: Language) -> tuple[list[int], str]:
    """Return the key that sorts names as a language does.

    Args:
        name: The name.
        language: The language.

    >>> sorted(["Lyon", "Łódź", "Lwów"], key=lambda name: key(name, "pl"))
    ['Lwów', 'Lyon', 'Łódź']
    >>> sorted(["Zagreb", "Öhringen", "Oslo"], key=lambda name: key(name, "de"))
    ['Öhringen', 'Oslo', 'Zagreb']
    """
    places = _places(language)
    return [places.get(letter, -1) for letter in _letters(name, places)], name


def initial(name: str, language: Language) -> str:
    """Return the letter under which a list has a name, or "#" if that is no letter.

    >>> initial("Łódź", "pl"), initial("Łódź", "de"), initial("2. Bezirk", "en")
    ('Ł', 'L', '#')
    """
    places = _places(language)
    first = next(iter(_letters(name, places)), "")
    return first.upper() if first in places else _OTHERS


@cache
def _places(language: Language) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(ALPHABETS[language])}


def _letters(name: str, known: Iterable[str]) -> list[str]:
    """Return the letters of a name in lower case, folded if the language does not have them."""
    spelt = (
        letter if letter in known or letter == " " else fold(letter) for letter in name.lower()
    )
    return list("".join(spelt))
