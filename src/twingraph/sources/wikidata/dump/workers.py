"""Looking through a dump by several processes: blocks of lines go out, extracts come back in order.

A block begins at the beginning of a line and ends at the end of one. It is read into memory that
the processes share; only a line that is longer than a block is sent to them.
"""

from __future__ import annotations

import re
import signal
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import orjson
from ahocorasick_rs import BytesAhoCorasick

from twingraph.core.errors import CannotError, InputError
from twingraph.sources.wikidata import entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from twingraph.sources.wikidata.dump.stream import Stream

_LONGEST = 1 << 27  # bytes of a line; Wikidata's longest have some 10 million
_OUT_PER_PROCESS = 2  # blocks: one that it looks through, one that waits for it
_TAIL = 1 << 16

# Four times as fast as a regular expression, which is many times as fast as reading JSON. With a
# quotation mark before the P, which is no rarer than any other letter, it is slower by far.
_SPEAKS = BytesAhoCorasick([b'P190"', b'P297"', b'P279"'])
_ID = re.compile(rb'\{"(?:type":"item","id|id)":"(Q\d+)"')
_AROUND = b" \t\r,\xef\xbb\xbf"  # and the mark at the beginning of some texts in UTF-8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entities are taken.

    Attributes:
        items: Numbers of the items. None for all that have partners, a code or superclasses.
    """

    items: frozenset[str] | None = None

    def within(self, data: bytes) -> Callable[[int, int], bool]:
        """Return what tells, without reading it, whether a line may have such an entity.

        It takes where in the data the line begins, and where it ends.
        """
        if self.items is None:
            speaks = [start for _, start, _ in _SPEAKS.find_matches_as_indexes(data)]
            return lambda start, end: bisect_left(speaks, start) < bisect_left(speaks, end)
        return partial(self._is_of_one, data)

    def _is_of_one(self, data: bytes, start: int, end: int) -> bool:
        match = _ID.match(data, start, end)
        return not match or match[1].decode() in (self.items or ())

    def extract(self, of: entities.Json) -> entities.Json | None:
        """Return what is taken of an entity, or None."""
        if self.items is None:
            return entities.extract(of)
        return entities.extract(of, whatever=True) if of["id"] in self.items else None


class Scanned(NamedTuple):
    """What a block has.

    Attributes:
        size: Its bytes.
        lines: How many lines it has.
        entities: How many of them have an entity, broken ones among them.
        found: What was taken, an entity a line.
        places: How many of them name partners.
        broken: Numbers in the block of the lines that cannot be read, and why.
        opens: Whether the bracket of an array opens in it.
        closes: Whether one closes.
        rest: Bytes of a last line that breaks off; 0 if there is none.
    """

    size: int
    lines: int
    entities: int
    found: bytes
    places: int
    broken: list[tuple[int, str]]
    opens: bool
    closes: bool
    rest: int


# --- looking through a block --------------------------------------------------------------------


@dataclass(slots=True)
class _Scan:
    """A block that is being looked through."""

    wanted: Wanted
    lines: int = 0
    entities: int = 0
    places: int = 0
    found: list[bytes] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    opens: bool = False
    closes: bool = False
    rest: int = 0

    def pass_over(self) -> None:
        """Count a line with an entity that is not wanted."""
        self.lines += 1
        self.entities += 1

    def line(self, raw: bytes, *, whole: bool) -> None:
        """Look at any other line; one that is not whole has no end."""
        self.lines += 1
        text = self._bare(raw.strip(_AROUND))
        if not text:
            return
        reason = self._read(text)
        if reason and not whole:
            self.rest = len(raw)
            return
        self.entities += 1
        if reason:
            self.broken.append((self.lines, reason))

    def _bare(self, text: bytes) -> bytes:
        """Take the brackets of the array away."""
        if text.startswith(b"["):
            self.opens = True
            text = text[1:].lstrip(_AROUND)
        if text.endswith(b"]"):
            self.closes = True
            text = text[:-1].rstrip(_AROUND)
        return text

    def _read(self, text: bytes) -> str:
        """Take what is wanted of a line; tell why it cannot be read, if so."""
        try:
            for one in entities.unwrap(orjson.loads(text)):
                if extract := self.wanted.extract(one):
                    entities.check(extract)
                    self.places += entities.names_partners(extract)
                    self.found.append(orjson.dumps(extract) + b"\n")
        except entities.MALFORMED as error:
            return f"{type(error).__name__}: {error}"
        return ""


def scan(data: bytes, wanted: Wanted) -> Scanned:
    """Look through a block."""
    here = _Scan(wanted)
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
    found = b"".join(here.found)
    return Scanned(
        len(data),
        here.lines,
        here.entities,
        found,
        here.places,
        here.broken,
        here.opens,
        here.closes,
        here.rest,
    )


def _is_object(data: bytes, start: int, end: int) -> bool:
    """Whether a line looks like an object of JSON."""
    return data.startswith(b"{", start) and data.endswith(
        (b"},", b"}", b"},\r", b"}\r"), start, end
    )


# --- several processes --------------------------------------------------------------------------


def looked_through(
    stream: Stream, wanted: Wanted, *, block: int, processes: int
) -> Iterator[Scanned]:
    """Look through a dump from where it stands, and give its blocks in order.

    Args:
        stream: The dump.
        wanted: What is taken.
        block: Bytes of a block, which ends with the last line that ends in them.
        processes: How many look through blocks beside this one; without any, this one does.

    Raises:
        InputError: A line has no end.
        CannotError: A process has ended unexpectedly.
    """
    if not processes:
        rooms = deque([memoryview(bytearray(block))])
        for data in _blocks(stream, rooms, block):
            yield scan(_content(rooms[0], data), wanted)
        return
    with _Crew(wanted, block, processes) as crew:
        for data in _blocks(stream, crew.rooms, block):
            if crew.is_busy:
                yield crew.take()
            crew.give(data)
        while crew.has_work:
            yield crew.take()


class _Crew:
    """The processes, and the memory that they share."""

    def __init__(self, wanted: Wanted, block: int, processes: int) -> None:
        spawning = get_context("spawn")
        number = _OUT_PER_PROCESS * processes + 1  # and one that is being filled
        memory = [RawArray("B", block) for _ in range(number)]
        self.rooms = deque(memoryview(array).cast("B") for array in memory)
        self._work: deque[Connection] = deque()
        self._most = number - 1
        self._processes: list[tuple[BaseProcess, Connection]] = []
        for _ in range(processes):
            ours, theirs = spawning.Pipe()
            process = spawning.Process(target=_serve, args=(memory, theirs, wanted), daemon=True)
            process.start()
            theirs.close()
            self._processes.append((process, ours))
        self._given = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process, connection in self._processes:
            connection.close()
            process.terminate()
            process.join()

    @property
    def has_work(self) -> bool:
        """Whether there are blocks that have not come back."""
        return bool(self._work)

    @property
    def is_busy(self) -> bool:
        """Whether no more blocks may be given."""
        return len(self._work) == self._most

    def give(self, block: int | bytes) -> None:
        """Return a block: how much of the first room it fills, or the block itself."""
        _, connection = self._processes[self._given % len(self._processes)]
        room = self._given % len(self.rooms)
        try:
            connection.send((room, block) if isinstance(block, int) else block)
        except OSError as error:
            raise _ended() from error
        self._given += 1
        self.rooms.rotate(-1)
        self._work.append(connection)

    def take(self) -> Scanned:
        """Take what the earliest block has that has not come back."""
        try:
            scanned: Scanned = self._work.popleft().recv()
        except (EOFError, OSError) as error:
            raise _ended() from error
        return scanned


def _ended() -> CannotError:
    return CannotError(
        "a process of twingraph has ended unexpectedly, perhaps for lack of memory;"
        " go on with --resume"
    )


def _serve(memory: list[Any], connection: Connection, wanted: Wanted) -> None:
    """Look through the blocks that come, until no more do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this process ends it
    rooms = [memoryview(array).cast("B") for array in memory]
    while True:
        try:
            block = connection.recv()
        except EOFError:
            return
        data = block if isinstance(block, bytes) else _content(rooms[block[0]], block[1])
        connection.send(scan(data, wanted))


# --- blocks -------------------------------------------------------------------------------------


def _content(room: memoryview, block: int | bytes) -> bytes:
    """Return a block: what fills so much of a room, or itself."""
    return bytes(room[:block]) if isinstance(block, int) else block


def _blocks(stream: Stream, rooms: deque[memoryview], size: int) -> Iterator[int | bytes]:
    """Read blocks into the first of the rooms, and give how much of it each fills.

    Where a block ends depends only on where it begins.
    """
    begun = b""
    while True:
        room = rooms[0]
        room[: len(begun)] = begun
        filled = len(begun) + stream.fill(room[len(begun) :])
        end = _last_end(room[:filled])
        if filled < size:
            if filled:
                yield filled
            return
        if end:
            begun = bytes(room[end:filled])
            yield end
        else:
            line, begun = _long_line(bytes(room), stream, size)
            yield line
            if not line.endswith(b"\n"):
                return


def _long_line(begun: bytes, stream: Stream, size: int) -> tuple[bytes, bytes]:
    """Read a line to its end, and what was read behind it."""
    parts, room, length = [begun], memoryview(bytearray(size)), len(begun)
    while length < _LONGEST:
        filled = stream.fill(room)
        part = bytes(room[:filled])
        length += filled
        end = part.find(b"\n") + 1
        if end or filled < size:
            end = end or filled
            return b"".join((*parts, part[:end])), part[end:]
        parts.append(part)
    raise InputError(
        f"{stream.identity.name}: a line has no end within {_LONGEST:,} bytes; a dump has an"
        " entity a line"
    )


def _last_end(data: memoryview) -> int:
    """Return the position behind the last line that ends; 0 if none does."""
    end = len(data)
    while end:
        start = max(0, end - _TAIL)
        if (found := bytes(data[start:end]).rfind(b"\n")) >= 0:
            return start + found + 1
        end = start
    return 0
