"""The canonical form of a graph: its quads as lines of N-Quads, sorted, none twice.

As no data has blank nodes, two graphs differ exactly where their lines differ, and every other
format is written from those lines in their order.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import IO, TYPE_CHECKING, Literal, TypeVar

import pyoxigraph as ox

from twingraph.vocabulary import CLAIM, is_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_T = TypeVar("_T")

Part = Literal["all", "statements", "claims"]
Lines = list[bytes]

# So many lines are sorted at once: larger portions fit into no cache, and smaller ones make more
# files to merge, except of claims.
_AT_ONCE = 100_000
_SUBJECTS_AT_ONCE = 3_000
# Bytes read ahead of each such file.
_BUFFER = 1 << 16
_CLAIM = f"<{CLAIM}".encode()


@dataclass(slots=True)
class Counts:
    """How much a canonical file holds.

    Attributes:
        quads: Its lines.
        triples: Its triples, each once, whatever graphs it lies in.
        statements: Those of them that state, and do not belong to a claim.
    """

    quads: int = 0
    triples: int = 0
    statements: int = 0


def write(
    quads: Iterable[ox.Quad],
    by_subject: Iterable[Iterable[ox.Quad]],
    nquads: Path,
    ntriples: Path,
) -> Counts:
    """Write the canonical form, and the triples in the same order.

    Sorting needs no more memory for a large graph than for a small one.

    Args:
        quads: Quads in any order.
        by_subject: Groups of quads: all that the graph has of a subject, in any order, and the
            subjects as their lines are sorted. They need not be sorted on the disk.
        nquads: The file to write.
        ntriples: The file to write the triples to, each once, whatever graphs it lies in.
    """
    with ExitStack() as stack:
        runs = []
        for lines in _sorted(_portions(quads, _AT_ONCE)):
            run = stack.enter_context(tempfile.TemporaryFile(dir=nquads.parent, buffering=_BUFFER))
            run.writelines(lines)
            run.seek(0)
            runs.append(_blocks(run))
        groups = _portions(by_subject, _SUBJECTS_AT_ONCE)
        merged = _merged([*runs, _sorted(map(chain.from_iterable, groups))])
        write_nquads = stack.enter_context(_writing(nquads))
        write_ntriples = stack.enter_context(_writing(ntriples))
        return _write_lines(merged, write_nquads, write_ntriples)


@contextmanager
def _writing(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Give a function that begins to write, and returns when what it was given before is written.

    In a large file the system spends as much time on finding room for the bytes as we on making
    them; so a thread waits for it.
    """
    with path.open("wb") as file, ThreadPoolExecutor(1) as thread:
        begun = thread.submit(int)

        def write(data: bytes) -> None:
            nonlocal begun
            begun.result()
            begun = thread.submit(file.write, data)

        yield write
        begun.result()


def _portions(items: Iterable[_T], size: int) -> Iterator[Iterator[_T]]:
    """Cut what may not fit into memory into portions that do."""
    rest = iter(items)
    for first in rest:
        yield chain((first,), islice(rest, size - 1))


def _sorted(portions: Iterable[Iterable[ox.Quad]]) -> Iterator[Lines]:
    for quads in portions:
        if text := ox.serialize(quads, format=ox.RdfFormat.N_QUADS):
            yield sorted(text.splitlines(keepends=True))


def _blocks(run: IO[bytes]) -> Iterator[Lines]:
    while lines := run.readlines(_BUFFER):
        yield lines


def _merged(streams: Iterable[Iterator[Lines]]) -> Iterator[Lines]:
    """Merge streams of sorted lines; each block given ends where the first of theirs ends."""
    ahead = [(lines, stream) for stream in streams for lines in islice(stream, 1)]
    while ahead:
        end = min(lines[-1] for lines, _ in ahead)
        block = []
        for lines, stream in ahead:
            count = bisect_right(lines, end)
            block += lines[:count]
            del lines[:count]
            if not lines:
                lines.extend(next(stream, []))
        ahead = [(lines, stream) for lines, stream in ahead if lines]
        yield sorted(block)


def _write_lines(
    blocks: Iterable[Lines],
    write_nquads: Callable[[bytes], None],
    write_ntriples: Callable[[bytes], None],
) -> Counts:
    counts = Counts()
    last = b""
    for block in blocks:
        lines = _changes(last, block)
        triples = _changes(_triple(last), map(_triple, lines))
        write_nquads(b"".join(lines))
        write_ntriples(b" .\n".join([*triples, b""]))
        counts.quads += len(lines)
        counts.triples += len(triples)
        # Most belong to claims, and those are told more quickly so.
        others = [triple for triple in triples if not triple.startswith(_CLAIM)]
        counts.statements += sum(map(_states, others))
        last = block[-1]
    return counts


def _changes(before: bytes, items: Iterable[bytes]) -> list[bytes]:
    """Give each item that is not the same as the one before it."""
    return [item for item, _ in islice(groupby(chain((before,), items)), 1, None)]


def _triple(line: bytes) -> bytes:
    return line.rpartition(b" <")[0]  # the graph stands last


def _states(triple: bytes) -> bool:
    return not is_claim(triple[1 : triple.index(b">")].decode())


def quads(nquads: Path, part: Part = "all") -> Iterator[ox.Quad]:
    """Read a canonical file, or that part of it which states, or claims."""
    for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
        if part == "all" or (part == "claims") == is_claim(quad.subject.value):
            yield quad


def triples(nquads: Path, part: Part = "all") -> Iterator[ox.Triple]:
    """Read the triples of a canonical file, each once, whatever graphs it lies in."""
    for triple, _ in groupby(quads(nquads, part), key=lambda quad: quad.triple):
        yield triple
