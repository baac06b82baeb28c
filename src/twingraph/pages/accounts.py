"""What is said of a thing, as a page tells it: divided into sections, what matters most first.

Here it is decided, for all pages and apart from how any of them looks, into which sections the
statements on a thing are divided, in which order they stand, and in which words a page says that
sources contradict each other.

A page asks the store for statements (``pages/statements.py``: ``statements(things, asker,
labels)``), which come in the order of an account, and makes an account of those on one thing::

    for section in account(said[iri], "de"):
        section.title                    # "Urkunden"
        for entry in section.entries:
            entry.part_label             # "Erneuerung"; "" for what is said of the thing itself
            entry.property               # "wann"
            entry.dispute                # a sentence, or ""
            for value in entry.values:
                value.text, value.mark   # "1995", "preferred"
                value.evidence           # the statements of the sources, each a SourcedValue

Entries on one part of the thing, such as one act of signing, stand together and have the same
``part``. Some parts, such as who held an office and when, are told in one line: an entry whose
property is what the part is called, and whose value is the rest; only what sources say in several
ways has entries of its own. A section in which nothing is said is left out. The section "partners"
has no statements: a page that knows with whom a city is in partnership puts them in its place,
which is the first, by the start of the partnerships, with kind and standing; ``titles`` has its
title.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from twingraph.core import dates
from twingraph.core.terms import expand, kind_of
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from twingraph.core.dates import ImpreciseDate
    from twingraph.core.languages import Language

Rank = Literal["preferred", "normal", "deprecated"]
_Key = TypeVar("_Key")
_Thing = TypeVar("_Thing")
Mark = Literal["preferred", "normal", "rival", "deprecated"]

MARKS: tuple[Mark, ...] = ("preferred", "normal", "rival", "deprecated")
# In the order in which a page tells them.
SECTIONS = (
    "partners",
    "partnership",
    "charters",
    "initiatives",
    "fields",
    "networks",
    "offices",
    "words",
    "facts",
    "names",
    "identity",
)

# Parts of a thing, by the kind in their addresses.
_OF_PARTS = {
    "phase": "partnership",
    "charter": "charters",
    "act": "charters",
    "initiative": "initiatives",
    "event": "initiatives",
    "engagement": "fields",
    "membership": "networks",
    "prospect": "networks",
    "term": "offices",
    "post": "offices",
    "organisation": "offices",
    "quotation": "words",
}
# What is said of the thing itself, in the order of the properties; all else are facts.
_OF_PROPERTIES = {
    expand(name): section
    for section, names in {
        "partnership": ("tg:kind", "tg:kindWord", "tg:member", "tg:yearsLasting"),
        "names": ("skos:prefLabel", "foaf:name", "skos:altLabel", "tg:formerName"),
        "identity": ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "geo:lat", "geo:long"),
    }.items()
    for name in names
}
_PROPERTIES = [
    *_OF_PROPERTIES,
    *(
        expand(name)
        for name in (
            "dct:title",
            "tg:actKind",
            "org:member",
            "tg:ofPost",
            "tg:start",
            "tg:end",
            "tg:on",
            "tg:status",
            "tg:place",
            "tg:country",
            "tg:nutsRegion",
        )
    ),
]
_KINDS = [*_OF_PARTS, ""]


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """The value of a property, as one source states it.

    Attributes:
        property: What is stated, worded in the page's language ("signed on").
        value: The value, worded in the page's language.
        source: The title of the source, or "" if none is known.
        address: Where the source can be read (http or https), or "".
        quote: The words of the source, at most 100 characters, or "".
        rank: How the statement stands among its rivals.
        reason: Why it is preferred, or "".
        as_of: When the source said so, ready to be read, or "".
        missing: When the source was looked for again and not found, ready to be read, or "".
        contradicts: Whether it contradicts the value that the graph asserts.
        section: Where a page tells it: one of ``SECTIONS``.
        part: The IRI of the part of the thing that it is about, or "" for the thing itself.
        part_label: What the part is called, or "".
        publisher: Who publishes the source, or "".
        line: The line, as a heading and what stands under it, in which a page tells this with all
            else of the part; None if it is told by itself.
        language: Language of the value if it is known, and another than that of the page.
    """

    property: str
    value: str
    source: str = ""
    address: str = ""
    quote: str = ""
    rank: Rank = "normal"
    reason: str = ""
    as_of: str = ""
    missing: str = ""
    contradicts: bool = False
    section: str = "facts"
    part: str = ""
    part_label: str = ""
    publisher: str = ""
    line: tuple[str, str] | None = None
    language: str = field(default="", compare=False)  # what reads the same is the same


@dataclass(frozen=True, slots=True)
class Value:
    """A value with all that sources say of it.

    Attributes:
        text: The value, worded.
        language: Its language if it is known, and another than that of the page.
        mark: How it stands among its rivals.
        evidence: The statements of the sources; at least one.
    """

    text: str
    language: str
    mark: Mark
    evidence: tuple[SourcedValue, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A property of a thing or of a part of it, with its values.

    Attributes:
        part: The IRI of the part, or "".
        part_label: What the part is called, or "".
        property: What is stated.
        values: The values, what is preferred first.
        dispute: Who says what and why the first value is used, as one sentence; "" if the sources
            do not contradict each other.
    """

    part: str
    part_label: str
    property: str
    values: tuple[Value, ...]
    dispute: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of a thing in one respect.

    Attributes:
        id: One of ``SECTIONS``.
        title: Its heading.
        entries: What is said, in its order; at least one.
    """

    id: str
    title: str
    entries: tuple[Entry, ...]


def section_of(part: str, property: str) -> str:
    """Return the section in which a statement is told.

    Args:
        part: The IRI of the part of the thing that it is about, or "" for the thing itself.
        property: The IRI of the property.

    >>> section_of("", expand("skos:altLabel")), section_of("", expand("tg:country"))
    ('names', 'facts')
    """
    if part:
        return _OF_PARTS.get(kind_of(part), "facts")
    return _OF_PROPERTIES.get(property, "facts")


def order(part: str, property: str, began: ImpreciseDate | None) -> tuple[Any, ...]:
    """Return the key that sorts statements on one thing as a page tells them.

    Args:
        part: The IRI of the part of the thing that a statement is about, or "".
        property: The IRI of the property.
        began: When the part began or happened; None if no source says.
    """
    return (
        SECTIONS.index(section_of(part, property)),
        _KINDS.index(kind) if (kind := kind_of(part)) in _KINDS else len(_KINDS),
        dates.order(began),
        part,
        _PROPERTIES.index(property) if property in _PROPERTIES else len(_PROPERTIES),
        property,
    )


def mark(statement: SourcedValue) -> Mark:
    """Return the rank of a statement, or "rival" if it contradicts the asserted value."""
    outdone = statement.contradicts and statement.rank == "normal"
    return "rival" if outdone else statement.rank


def account(statements: Iterable[SourcedValue], language: Language) -> tuple[Section, ...]:
    """Tell what is said of a thing.

    Args:
        statements: The statements on it, in the order that ``order`` gives them.
        language: Language of the page.

    Returns:
        The sections in which something is said, in their order.
    """
    words = titles(language)
    sections = _grouped(statements, lambda each: each.section)
    return tuple(
        Section(name, words[name], _entries(sections[name], language))
        for name in SECTIONS
        if name in sections
    )


def titles(language: Language) -> dict[str, str]:
    """Return the title of each section, in their order.

    Args:
        language: Language of the words.
    """
    own = texts_in(language)
    return {
        "partners": own.gettext("Partners"),
        "partnership": own.gettext("Partnership"),
        "charters": own.gettext("Charters"),
        "initiatives": own.gettext("Initiatives and events"),
        "fields": own.gettext("Fields of cooperation"),
        "networks": own.gettext("Networks"),
        "offices": own.gettext("Officials"),
        "words": own.gettext("In their own words"),
        "facts": own.gettext("Facts"),
        "names": own.gettext("Names"),
        "identity": own.gettext("Identity and position"),
    }


def _entries(statements: Iterable[SourcedValue], language: Language) -> tuple[Entry, ...]:
    entries = (
        Entry(
            said[0].part,
            said[0].part_label,
            said[0].property,
            values := _values(said),
            _dispute(values, language),
        )
        for said in _grouped(statements, lambda each: (each.part, each.property)).values()
    )
    parts = _grouped(entries, lambda each: each.part).values()
    return tuple(entry for part in parts for entry in _told(part))


def _told(part: Sequence[Entry]) -> Iterator[Entry]:
    """Tell a part in a line if it has one, and after it what the line does not say."""
    in_line = [each for each in part if _line(each)]
    said = [statement for each in in_line for statement in each.values[0].evidence]
    if said and (line := said[0].line):
        title, text = line
        # The sources of all that the line says, each with its words once.
        alike = (
            replace(each, property=title, value=text, rank="normal", reason="", language="")
            for each in said
        )
        evidence = tuple(dict.fromkeys(alike))
        yield Entry(part[0].part, "", title, (Value(text, "", "normal", evidence),), "")
    yield from (each for each in part if each not in in_line or len(each.values) > 1)


def _line(entry: Entry) -> tuple[str, str] | None:
    """Return the line that tells the first value of a property."""
    used = entry.values[0]
    return used.evidence[0].line if used.mark in {"preferred", "normal"} else None


def _values(statements: Iterable[SourcedValue]) -> tuple[Value, ...]:
    """Put together what sources say alike, what is preferred first."""
    alike = _grouped(statements, lambda each: (mark(each), each.value)).values()
    values = (Value(said[0].value, said[0].language, mark(said[0]), tuple(said)) for said in alike)
    return tuple(sorted(values, key=lambda value: MARKS.index(value.mark)))


def _dispute(values: Sequence[Value], language: Language) -> str:
    """Say in a sentence who contradicts whom, and why the first value is used."""
    used, *others = values
    rivals = [value for value in others if value.mark in {"rival", "deprecated"}]
    if not rivals or used.mark in {"rival", "deprecated"}:
        return ""
    own = texts_in(language)
    said = ", ".join(_saying(value, language) for value in (used, *rivals))
    why = next(filter(None, (e.reason for value in (used, *rivals) for e in value.evidence)), "")
    if not why:
        return own.gettext("{said}; the first is used.", said=said)
    reason = why.removesuffix(".")
    return own.gettext("{said}; the first is used: {reason}.", said=said, reason=reason)


def _saying(value: Value, language: Language) -> str:
    """Say which source states a value, and how many others do."""
    own = texts_in(language)
    names = list(dict.fromkeys(_name(each, language) for each in value.evidence))
    if len(names) == 1:
        return own.gettext("{source} says {value}", source=names[0], value=value.text)
    return own.ngettext(
        "{source} and {number} other source say {value}",
        "{source} and {number} other sources say {value}",
        len(names) - 1,
        source=names[0],
        value=value.text,
    )


def _name(statement: SourcedValue, language: Language) -> str:
    """Return what a source is called in a sentence: by who publishes it, or its title."""
    own = texts_in(language)
    if statement.publisher:
        return statement.publisher
    if statement.source:
        return own.gettext("“{title}”", title=statement.source)
    return own.gettext("a source without a name")


def _grouped(things: Iterable[_Thing], key: Callable[[_Thing], _Key]) -> dict[_Key, list[_Thing]]:
    groups: dict[_Key, list[_Thing]] = {}
    for each in things:
        groups.setdefault(key(each), []).append(each)
    return groups
