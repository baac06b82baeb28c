"""Names of things and values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.core.terms import CLAIM, expand, kind_of, shorten, slug
from twingraph.publish.diff.lines import Term, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language

NAMING = {"skos:prefLabel", "rdfs:label", "tg:shownAs", "dct:title", "foaf:name"}
TO_PARTS = {"tg:phase", "tg:charter", "tg:act", "tg:engagement"}
_TO_MEMBERS = {"tg:member", "org:member", "org:organization"}
_NAMING = {f"<{expand(name)}>".encode() for name in NAMING | TO_PARTS | _TO_MEMBERS}
_CLAIM = f"<{CLAIM}".encode()  # most lines are of claims, and are passed over the sooner
_LINKS = {expand(name) for name in TO_PARTS}

# A partnership is called by its members, a membership by its city and its network.
_JOINED = {"partnership": " – ", "membership": " in "}


def names_something(line: bytes) -> bool:
    """Whether a line names a thing, or says what belongs to what."""
    return not line.startswith(_CLAIM) and line.split(b" ", 2)[1] in _NAMING


@dataclass(frozen=True, slots=True)
class Names:
    """Names of things, and the things of which they are parts.

    Attributes:
        names: Name of each thing, after its language and how well that suits; the least is best.
        members: Members of a partnership; city and network of a membership.
        wholes: The thing to which each part belongs.
        language: Language of the names, where there is a name in it, and of dates.
    """

    names: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    language: Language = "en"

    @classmethod
    def read(cls, lines: Iterable[bytes], language: Language) -> Names:
        """Read names from lines of N-Quads: in the language, else in English, else in any.

        Args:
            lines: The lines.
            language: The preferred language.
        """
        rank = {"en": 1, "": 2} | {language: 0}
        result = cls(language=language)
        for line in parse(filter(names_something, lines)):
            subject, value = line.subject, line.value.value
            if isinstance(line.value, ox.Literal):
                name = (rank.get(line.language, 3), line.language, value)
                result.names[subject] = min(name, result.names.get(subject, name))
            elif line.predicate in _LINKS:
                result.wholes[value] = subject
            else:
                result.members.setdefault(subject, []).append(value)
        return result

    def over(self, old: Names) -> Names:
        """Return these names, and those of an older build for what these do not have."""
        return Names(
            old.names | self.names,
            old.members | self.members,
            old.wholes | self.wholes,
            self.language,
        )

    def whole(self, iri: str) -> str:
        """Return the thing that a thing is part of, or the thing itself."""
        while iri in self.wholes:
            iri = self.wholes[iri]
        return iri

    def of(self, iri: str) -> str:
        """Return the name of a thing."""
        whole = self.whole(iri)
        if whole != iri:
            part = self._part(iri)
            return f"{self.of(whole)}, {part}" if part else self.of(whole)
        if iri in self.names:
            return self.names[iri][2]
        if kind_of(iri) in _JOINED and iri in self.members:
            members = dict.fromkeys(self.members[iri])  # several sources may say so
            return _JOINED[kind_of(iri)].join(map(self.of, members))
        return shorten(iri)

    def value(self, term: Term | None) -> str:
        """Return a value in words."""
        if isinstance(term, ox.NamedNode):
            day = dates.at(term.value)
            return words(day, self.language) if day else self.of(term.value)
        return short(term)

    def _part(self, iri: str) -> str:
        """Return the name of a part; the first phase has none, as most partnerships have one."""
        if iri in self.names:
            return self.names[iri][2]
        number = slug(iri).rpartition("/")[2]
        return "" if (kind_of(iri), number) == ("phase", "1") else f"{kind_of(iri)} {number}"


def is_date(term: Term | None) -> bool:
    """Whether a value is a date."""
    return isinstance(term, ox.NamedNode) and kind_of(term.value) == "date"


def short(term: Term | None) -> str:
    """Return a value as a table has it; empty if there is none."""
    if isinstance(term, ox.NamedNode):
        day = dates.at(term.value)
        return str(day) if day else shorten(term.value)
    return term.value if term else ""
