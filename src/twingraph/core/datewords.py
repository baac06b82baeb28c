"""Dates in words, for people: "between 24 February 2022 and 31 March 2026", "about 1986".

The words are in ``datewords.toml``; the names of months, in the grammatical case that a date or a
month needs, are those of Unicode's CLDR as Babel has them.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.edtf import Choice, Edge, Interval, Moment

if TYPE_CHECKING:
    from twingraph.core.dates import ImpreciseDate
    from twingraph.core.edtf import Form
    from twingraph.core.languages import Language

_MARKS = {"": (), "~": ("about",), "?": ("perhaps",), "%": ("about", "perhaps")}
_FIRST_SEASON = 21


class _Words(NamedTuple):
    """A moment in words.

    Attributes:
        alone: The words when they stand alone.
        governed: The words after a preposition.
    """

    alone: str
    governed: str


@cache
def words(day: ImpreciseDate, language: Language) -> str:
    """Return a date in words.

    Args:
        day: The date.
        language: Language of the words.

    Returns:
        Words that stand alone, as in a cell or after a colon.
    """
    return _form(day.form, language)


def period(start: ImpreciseDate | None, end: ImpreciseDate | None, language: Language) -> str:
    """Return from when to when something was, in words: "1959–1970", "since March 2006".

    Args:
        start: When it began; None if that is not known.
        end: When it ended; None if that is not known.
        language: Language of the words.

    Returns:
        The words, or "" if neither is known.
    """
    first, last = (words(day, language) if day else "" for day in (start, end))
    if first and last:
        return _joined(first, last)
    for day, name in ((start, "started"), (end, "ended")):
        if day and isinstance(day.form, Moment):
            return str(_patterns(language)[name].format(_moment(day.form, language)))
    return f"{first} – {last}".strip() if first or last else ""


def _joined(first: str, last: str) -> str:
    return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def _form(form: Form, language: Language) -> str:
    if isinstance(form, Moment):
        return _moment(form, language).alone
    return _interval(form, language) if isinstance(form, Interval) else _choice(form, language)


def _interval(form: Interval, language: Language) -> str:
    patterns = _patterns(language)
    match form.start, form.end:
        case Moment() as start, Moment() as end if _is_month(start, end):
            return str(patterns["days"].format(int(start.day), _moment(end, language).alone))
        case Moment() as start, Moment() as end:
            return _joined(_moment(start, language).alone, _moment(end, language).alone)
        case Moment() as start, edge:
            name, moment = ("later" if edge is Edge.OPEN else "from"), start
        case edge, Moment() as end:
            name, moment = ("earlier" if edge is Edge.OPEN else "until"), end
    return str(patterns[name].format(_moment(moment, language)))


def _choice(form: Choice, language: Language) -> str:
    """Return one of several in words: of two consecutive years, one or the other."""
    members = form.members
    if len(members) == 1 and isinstance(members[0], Interval):
        start, end = members[0].start, members[0].end
        if isinstance(start, Moment) and isinstance(end, Moment):
            if not _are_consecutive_years(start, end):
                between = _patterns(language)["between"]
                return str(between.format(_moment(start, language), _moment(end, language)))
            members = (start, end)
    from babel.lists import format_list  # Babel takes longer to load than a command to start

    locale = _patterns(language)["locale"]
    return format_list([_form(member, language) for member in members], style="or", locale=locale)


def _is_month(start: Moment, end: Moment) -> bool:
    """Whether two moments are days of one month."""
    first, last = (start.year, start.month), (end.year, end.month)
    plain = not (start.qualifier or end.qualifier)
    return plain and first == last and start.day.isdecimal() and end.day.isdecimal()


def _are_consecutive_years(start: Moment, end: Moment) -> bool:
    bare = start == Moment(start.year) and end == Moment(end.year)
    return bare and "X" not in start.year + end.year and int(end.year) == int(start.year) + 1


# --- a moment -------------------------------------------------------------------------------------


def _moment(moment: Moment, language: Language) -> _Words:
    patterns = _patterns(language)
    alone = patterns["alone"] | {"seasons": patterns["seasons"]}
    phrase = _Words(
        _bare(moment, alone, patterns["locale"]),
        _bare(moment, alone | patterns["governed"], patterns["locale"]),
    )
    unknown = "day_unknown" if moment.day == "XX" else "month_unknown"
    marks = ((unknown,) if "XX" in {moment.month, moment.day} else ()) + _MARKS[moment.qualifier]
    for mark in marks:
        phrase = _Words(*(patterns[mark].format(phrase),) * 2)
    return phrase


def _bare(moment: Moment, patterns: dict[str, Any], locale: str) -> str:
    """Return year, month and day, or season, or decade in words, without a qualifier."""
    if "X" in moment.year:
        return _years(moment.year, patterns)
    month, day = (part if part.isdecimal() else "" for part in (moment.month, moment.day))
    if month and int(month) >= _FIRST_SEASON:
        season = patterns["seasons"][int(month) - _FIRST_SEASON]
        return str(patterns["season"].format(season=season, year=int(moment.year)))
    precision = "day" if day else "month" if month else "year"
    first = date(int(moment.year), int(month or 1), int(day or 1))
    return _formatted(first, patterns[precision], locale)


@cache  # the words are mostly the same alone and after a preposition
def _formatted(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale)


def _years(year: str, patterns: dict[str, Any]) -> str:
    """Return the name of a decade; the years of a longer time, or of what could be a century."""
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    named = year.count("X") == 1 and not year.endswith("0X")
    return str(patterns["decade"].format(year=first, last=last)) if named else f"{first}–{last}"


@cache
def _patterns(language: Language) -> dict[str, Any]:
    text = files(__package__).joinpath("datewords.toml").read_text(encoding="utf-8")
    patterns: dict[str, Any] = tomllib.loads(text)[language]
    return patterns
