"""What is said of things, as their pages tell it: in sections, with the numbers of the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages import accounts
from twingraph.pages.site import linked
from twingraph.pages.site.survey import Source
from twingraph.pages.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.pages.accounts import Entry, Mark, Section, SourcedValue, Value
    from twingraph.pages.site.notes import Notes
    from twingraph.pages.site.survey import Survey

_AT_ONCE = 200  # things; all claims on them are in memory at the same time


class Account(NamedTuple):
    """What is known of a thing.

    Attributes:
        iri: Its address.
        sections: What is said of it.
        nodes: What the graph asserts of it and its parts, for JSON-LD.
    """

    iri: str
    sections: tuple[Section, ...]
    nodes: dict[str, linked.Node]


class Quote(NamedTuple):
    """The words of a source.

    Attributes:
        text: The words.
        note: Number of the source.
    """

    text: str
    note: int


class Shown(NamedTuple):
    """A value as a page shows it.

    Attributes:
        text: The value.
        language: Its language if it is known, and another than that of the page.
        mark: How it stands among its rivals.
        as_of: When sources say that it was so.
        notes: Numbers of its sources.
        quotes: The words of the sources.
    """

    text: str
    language: str
    mark: Mark
    as_of: tuple[str, ...]
    notes: tuple[int, ...]
    quotes: tuple[Quote, ...]


class Line(NamedTuple):
    """A property as a page shows it.

    Attributes:
        part: What the part is called that it belongs to, or "".
        is_first: Whether it is the first of its part.
        property: What is stated.
        values: Its values.
        dispute: Who contradicts whom, as a sentence, or "".
    """

    part: str
    is_first: bool
    property: str
    values: tuple[Shown, ...]
    dispute: str


class Told(NamedTuple):
    """A section as a page shows it.

    Attributes:
        id: Id of the section.
        title: Its heading.
        lines: What is said.
    """

    id: str
    title: str
    lines: tuple[Line, ...]


def accounts_of(things: Sequence[str], found: Survey) -> Iterator[Account]:
    """Yield what is known of things, in their order.

    Args:
        things: Addresses of the things.
        found: What the pages share.
    """
    for start in range(0, len(things), _AT_ONCE):
        portion = things[start : start + _AT_ONCE]
        said = statements(portion, found.asker, found.labels)
        nodes = linked.nodes(portion, found.store)
        for iri in portion:
            sections = accounts.account(said.get(iri, ()), found.language)
            yield Account(iri, sections, nodes.get(iri, {}))


def told(sections: Sequence[Section], notes: Notes, label: str) -> list[Told]:
    """Return sections as a page shows them.

    Args:
        sections: The sections.
        notes: The sources of the page, to which those of the sections are added.
        label: What the thing is called; a part that is called the same is not named again.
    """
    return [
        Told(each.id, each.title, tuple(_lines(each.entries, notes, label))) for each in sections
    ]


def _lines(entries: Sequence[Entry], notes: Notes, label: str) -> Iterator[Line]:
    last = ""
    for entry in entries:
        values = tuple(_shown(value, notes) for value in entry.values)
        part = entry.part_label if entry.part_label != label else ""
        yield Line(part, entry.part != last, entry.property, values, entry.dispute)
        last = entry.part


def _shown(value: Value, notes: Notes) -> Shown:
    numbered = [(notes.number(_source(each)), each) for each in value.evidence]
    quotes = (Quote(each.quote, number) for number, each in numbered if each.quote)
    return Shown(
        value.text,
        value.language,
        value.mark,
        tuple(dict.fromkeys(each.as_of for each in value.evidence if each.as_of)),
        tuple(dict.fromkeys(number for number, _ in numbered)),
        tuple(dict.fromkeys(quotes)),
    )


def _source(said: SourcedValue) -> Source:
    return Source(said.source, said.address)
