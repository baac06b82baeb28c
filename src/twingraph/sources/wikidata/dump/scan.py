"""Scanning a block of a dump for the entities that are wanted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import orjson
from ahocorasick_rs import BytesAhoCorasick

from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.dump.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

# Four times as fast as a regular expression, which is many times as fast as reading JSON. With a
# quotation mark before the P, which is no rarer than any other letter, it is slower by far.
_WANTED = BytesAhoCorasick([b'P190"', b'P297"', b'P279"'])
_ID = re.compile(rb'\{"(?:type":"item","id|id)":"(Q\d+)"')
_AROUND = b" \t\r,\xef\xbb\xbf"  # and the mark at the beginning of some texts in UTF-8


@dataclass(frozen=True, slots=True)
class Wanted:
    """The entities that are extracted.

    Attributes:
        items: Numbers of the items. None for all that have partners, a code or superclasses.
    """

    items: frozenset[str] | None = None

    def within(self, data: bytes) -> Callable[[int, int], bool]:
        """Return a function that tests whether a line may have such an entity, without parsing it.

        Its arguments are the positions in the data where the line begins and ends.
        """
        if self.items is None:
            found = [start for _, start, _ in _WANTED.find_matches_as_indexes(data)]
            return lambda start, end: bisect_left(found, start) < bisect_left(found, end)
        return partial(self._is_of_one, data)

    def _is_of_one(self, data: bytes, start: int, end: int) -> bool:
        match = _ID.match(data, start, end)
        return not match or match[1].decode() in (self.items or ())

    def extract(self, of: entities.Json) -> entities.Json | None:
        """Return the needed parts of an entity; None if it is not wanted."""
        if self.items is None:
            return entities.extract(of)
        return entities.extract(of, whatever=True) if of["id"] in self.items else None


class Scanned(NamedTuple):
    """The result of scanning a block.

    Attributes:
        tally: Counts of its lines.
        found: The extracted entities, one per line.
    """

    tally: Tally
    found: bytes


def scan(data: bytes, wanted: Wanted) -> Scanned:
    """Scan a block.

    Args:
        data: The bytes of the block.
        wanted: The entities to extract.
    """
    here = _Scan(wanted)
    if _is_document(data):
        here.line(data, whole=True)
        here.tally.size += len(data)
        return Scanned(here.tally, b"".join(here.found))
    may_stand = wanted.within(data)
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        whole, end = end >= 0, end if end >= 0 else len(data)
        if whole and _is_object(data, start, end) and not may_stand(start, end):
            here.pass_over()
        else:
            here.line(data[start:end], whole=whole)
        start = end + 1
    here.tally.size += len(data)
    return Scanned(here.tally, b"".join(here.found))


def _is_document(data: bytes) -> bool:
    """Whether a block is one object of JSON in many lines, as Wikidata serves a single entity.

    A dump has no line with a brace alone. A document that is longer than a block is none here: its
    lines are broken then.
    """
    if data.lstrip(_AROUND).partition(b"\n")[0].rstrip() != b"{":
        return False
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


def _is_object(data: bytes, start: int, end: int) -> bool:
    """Whether a line looks like an object of JSON."""
    return data.startswith(b"{", start) and data.endswith(
        (b"},", b"}", b"},\r", b"}\r"), start, end
    )


@dataclass(slots=True)
class _Scan:
    """A block that is being looked through."""

    wanted: Wanted
    tally: Tally = field(default_factory=Tally)
    found: list[bytes] = field(default_factory=list)

    def pass_over(self) -> None:
        """Count a line with an entity that is not wanted."""
        self.tally.lines += 1
        self.tally.entities += 1

    def line(self, raw: bytes, *, whole: bool) -> None:
        """Read any other line; one that is not whole has no end."""
        self.tally.lines += 1
        text = self._bare(raw.strip(_AROUND))
        if not text:
            return
        reason = self._read(text)
        if reason and not whole:
            self.tally.lines -= 1
            self.tally.size -= len(raw)
            self.tally.torn = True
            return
        self.tally.entities += 1
        if reason:
            self.tally.add_broken(reason)

    def _bare(self, text: bytes) -> bytes:
        """Remove the brackets of the array."""
        if text.startswith(b"["):
            self.tally.opens = True
            text = text[1:].lstrip(_AROUND)
        if text.endswith(b"]"):
            self.tally.closes = True
            text = text[:-1].rstrip(_AROUND)
        return text

    def _read(self, text: bytes) -> str:
        """Extract the wanted entities of a line; return why it cannot be read, or ""."""
        try:
            for one in entities.unwrap(orjson.loads(text)):
                if extract := self.wanted.extract(one):
                    self.tally.places += entities.read(extract).names_partners
                    self.found.append(orjson.dumps(extract) + b"\n")
        except entities.MALFORMED as error:
            return f"{type(error).__name__}: {error}"
        return ""
