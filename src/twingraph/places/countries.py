"""Names of countries in all languages, by the Unicode CLDR (Babel) and ISO 3166 (pycountry)."""

from __future__ import annotations

import gettext
from collections import defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Europe's official languages, in which lists of its cities are written.
_LANGUAGES = (
    *("be", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "hy", "is", "it", "ka", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro"),
    *("ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk"),
)
_CODE = 2  # letters of a country's code; codes of continents have three digits
_ALPHA_3 = 3
_NATIONS = ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS")
_NAMES = ("name", "official_name", "common_name")
_OF_NO_MEANING = frozenset(("and", "the"))

Names = defaultdict[str, set[str]]


class Former(NamedTuple):
    """A state that has ended, or a former name of one.

    Attributes:
        name: Its English name.
        code: Code of the state that has only changed its name since; empty if it has ended.
    """

    name: str
    code: str


def key(name: str) -> str:
    """Return what a name of a state is found under.

    >>> key("The Netherlands"), key("U.S.A."), key("Bosnia & Herzegovina")
    ('netherlands', 'usa', 'bosnia herzegovina')
    """
    words = fold(name).split()
    telling = [word for word in words if word not in _OF_NO_MEANING] or words
    return ("" if all(len(word) == 1 for word in telling) else " ").join(telling)


def readings(name: str) -> set[str]:
    """Return a name as ISO has it, without what ISO adds, and in its usual order.

    >>> sorted(readings("Korea, Republic of"))
    ['Korea', 'Korea, Republic of', 'Republic of Korea']
    >>> sorted(readings("Holy See (Vatican City State)"))
    ['Holy See', 'Holy See (Vatican City State)']
    """
    short = name.partition(" (")[0].partition(" [")[0]
    first, _, rest = short.partition(", ")
    return {name, short, first, f"{rest} {first}".strip()}


@cache
def usual() -> Mapping[str, set[str]]:
    """Return the codes of the countries that have a name in a language of Europe or in ISO 3166."""
    from babel.core import get_global
    from pycountry import countries

    named = Names(set)
    _add(named, chain.from_iterable(map(_cldr, _LANGUAGES)))
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == _ALPHA_3 and alias.isalpha() and len(codes) == 1:
            named[alias.lower()].add(codes[0].lower())
    _add(named, _iso(countries))
    _add(named, ((name, "gb") for name in _nations()))
    return named


@cache
def everywhere() -> Mapping[str, set[str]]:
    """Return the codes of the countries that have a name in any language of CLDR or ISO 3166."""
    from babel.localedata import locale_identifiers
    from pycountry import countries

    named = Names(set)
    languages = [language for language in locale_identifiers() if "_" not in language]
    _add(named, chain.from_iterable(map(_cldr, sorted(languages))))
    for translated in _translations("iso3166-1"):
        _add(named, ((translated.gettext(name), code) for name, code in _iso(countries)))
    for translated in _translations("iso3166-2"):
        _add(named, ((translated.gettext(name), "gb") for name in _nations()))
    return named


@cache
def former() -> Mapping[str, set[Former]]:
    """Return the states that have ended, or changed their name, by their names in all languages."""
    from pycountry import countries, historic_countries

    named: defaultdict[str, set[Former]] = defaultdict(set)
    for state in historic_countries:
        code = state.alpha_4[_CODE:]
        entry = Former(state.name, code.lower() if countries.get(alpha_2=code) else "")
        for name in (state.name, *(t.gettext(state.name) for t in _translations("iso3166-3"))):
            for reading in readings(name):
                named[key(reading)].add(entry)
    return named


def _add(named: Names, names: Iterable[tuple[str, str]]) -> None:
    for name, code in names:
        for reading in readings(name):
            named[key(reading)].add(code)


def _cldr(language: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for code, name in Locale.parse(language).territories.items():
        if len(code) == _CODE:
            yield from ((name, code.lower()), (code, code.lower()))


def _iso(countries: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the English names of each country, which are the keys of their translations."""
    for country in countries:
        for attribute in _NAMES:
            if name := getattr(country, attribute, ""):
                yield name, country.alpha_2.lower()


@cache
def _nations() -> tuple[str, ...]:
    """Return the English names of the nations of the United Kingdom."""
    from pycountry import subdivisions

    return tuple(nation.name for nation in subdivisions if nation.code in _NATIONS)


@cache
def _translations(domain: str) -> tuple[gettext.NullTranslations, ...]:
    from pathlib import Path

    from pycountry import LOCALES_DIR

    files = sorted(Path(LOCALES_DIR).glob(f"*/LC_MESSAGES/{domain}.mo"))
    return tuple(gettext.translation(domain, LOCALES_DIR, [file.parents[1].name]) for file in files)
