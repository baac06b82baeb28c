"""Types of the values in a mapping: kinds of texts, each with its own check."""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime
from typing import Annotated, Any

import regex
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from twingraph.core import dates, ontology
from twingraph.core.terms import CONCEPT
from twingraph.core.text import clean, quoted

_LONGEST = 1_000  # characters; no column, title or pattern is longer
_TEMPLATE = "{name}"
# Encodings of names and programs, which are not those of tables.
_NOT_OF_TABLES = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape"))
GROUPS = ("name", "also", "formerly")


def concepts(scheme: str) -> list[str]:
    """Return the concepts of a scheme of the ontology, in order."""
    start = f"{CONCEPT}{scheme}-"
    return sorted(iri[len(start) :] for iri in ontology.load().concepts if iri.startswith(start))


def _shaped(pattern: str, example: str) -> Any:
    """Make a type of texts that match a pattern."""

    def check(value: str) -> str:
        if value and not re.fullmatch(pattern, value):
            text = f"{quoted(value)} does not have the right form; write, for example, {example}"
            raise ValueError(text)
        return value

    return Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(check)]


def _concept(scheme: str) -> Any:
    """Make a type of the concepts of a scheme, such as "twin-town" of the scheme "kind"."""

    def check(value: str) -> str:
        known = concepts(scheme)
        if value and value not in known:
            raise ValueError(f"{quoted(value)} is not one of: {', '.join(known)}")
        return value

    def describe(schema: dict[str, Any]) -> None:
        schema["enum"] = concepts(scheme)

    return Annotated[str, AfterValidator(check), Field(json_schema_extra=describe)]


def _not_empty(value: str) -> str:
    if not value:
        raise ValueError("must not be empty")
    return value


def _filled(kind: Any) -> Any:
    """Make a type of texts of a kind that must not be empty."""
    return Annotated[kind, AfterValidator(_not_empty)]


def _codec(value: str) -> str:
    try:
        b" ".decode(value)
        known = codecs.lookup(value).name.replace("_", "-") not in _NOT_OF_TABLES
    except (LookupError, ValueError):
        known = False
    if not known:
        text = f"no encoding is called {quoted(value)}; write, for example, utf-8 or cp1252"
        raise ValueError(text)
    return value


def _day(value: Any) -> Any:
    """Read a day, which TOML may have as a date or as a text."""
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str):
        return text
    try:
        return dates.parse_day(text).isoformat()
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day; write, for example, 2026-11-22") from None


def _date(value: Any) -> Any:
    """Read an imprecise date; a year may be a number, and a day a date of TOML."""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if type(value) is int and 0 <= value <= date.max.year else value
    if isinstance(text, str) and text:
        dates.parse(text)
    return text


def _date_format(value: str) -> str:
    if value not in {"edtf", "year"}:
        try:
            datetime.strptime(datetime(2000, 2, 1).strftime(value), value)  # noqa: DTZ001, DTZ007
        except (ValueError, re.error):
            text = f"{quoted(value)} is not edtf, year, or a format such as %d.%m.%Y"
            raise ValueError(text) from None
    return value


def _pattern(value: str) -> str:
    try:
        groups = regex.compile(value).groupindex
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    if wrong := sorted(groups.keys() - set(GROUPS)):
        raise ValueError(f'its group "{wrong[0]}" is not one of: {", ".join(GROUPS)}')
    if GROUPS[0] not in groups:
        raise ValueError(f"needs a group (?P<{GROUPS[0]}>…)")
    return value


def _template(value: str) -> str:
    if value.count(_TEMPLATE) != 1 or re.search(r"[{}]", value.replace(_TEMPLATE, "")):
        text = f"must contain {_TEMPLATE} once and no other braces; it is {quoted(value)}"
        raise ValueError(text)
    return value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(clean)]
Needed = Annotated[Text, AfterValidator(_not_empty)]
_LIST = Field(json_schema_extra={"type": ["string", "array"]})
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list), _LIST]
Slug = _shaped(r"[a-z0-9]+(-[a-z0-9]+)*", "german-partnerships")
Language = _shaped(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "de")
Web = _shaped(r'https?://(?![/?#])[^\s<>"{}|\\^`]+', "https://example.org/partnerships")
Id = _filled(Slug)
Page = _filled(Web)
Sign = _shaped(r".|", '";"')
Encoding = Annotated[str, AfterValidator(_codec)]
Day = Annotated[str, BeforeValidator(_day)]
Date = Annotated[str, BeforeValidator(_date)]
KnownDate = Annotated[Date, AfterValidator(_not_empty)]
DateFormats = Annotated[
    tuple[Annotated[str, AfterValidator(_date_format)], ...], BeforeValidator(_as_list), _LIST
]
Pattern = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(_pattern)]
Template = Annotated[str, AfterValidator(_template)]
SourceKind = _filled(_concept("source"))
PartnershipKind = _filled(_concept("kind"))
Level = _concept("level")
