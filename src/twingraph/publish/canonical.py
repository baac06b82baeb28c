"""The canonical form of a graph: its quads as lines of N-Quads, sorted, none twice.

As no data has blank nodes, two graphs differ exactly where their lines differ, and every other
format is written from those lines in their order.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Literal, TypeVar

import pyoxigraph as ox

from twingraph.core.errors import CannotError
from twingraph.core.terms import CLAIM, is_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_T = TypeVar("_T")

Part = Literal["all", "statements", "claims"]

# So many lines are sorted at once: larger portions fit into no cache, and smaller ones make more
# files to merge, except of claims.
_AT_ONCE = 100_000
_SUBJECTS_AT_ONCE = 3_000
_CLAIM = f"<{CLAIM}".encode()


@dataclass(slots=True)
class Counts:
    """Size of a canonical file.

    Attributes:
        quads: Number of its lines.
        triples: Number of its triples, each counted once, however many graphs have it.
        statements: Number of the triples that do not belong to a claim.
    """

    quads: int = 0
    triples: int = 0
    statements: int = 0


def write(
    quads: Iterable[ox.Quad],
    by_subject: Iterable[Iterable[ox.Quad]],
    nquads: Path,
    ntriples: Path,
    statements: Path,
) -> Counts:
    """Write the canonical form, and the triples in the same order.

    Sorting needs no more memory for a large graph than for a small one.

    Args:
        quads: Quads in any order.
        by_subject: Groups of quads: all that the graph has of a subject, in any order, and the
            subjects in the order of their lines. They need not be sorted on the disk.
        nquads: The file to write.
        ntriples: The file to write the triples to, each once, however many graphs have it.
        statements: The file to write those triples to that do not belong to a claim.

    Returns:
        The size of what was written.
    """
    with ExitStack() as stack:
        groups = map(chain.from_iterable, _portions(by_subject, _SUBJECTS_AT_ONCE))
        runs: list[Iterable[bytes]] = [chain.from_iterable(map(_sorted, groups))]
        for portion in _portions(quads, _AT_ONCE):
            run = stack.enter_context(tempfile.TemporaryFile(dir=nquads.parent))
            run.writelines(_sorted(portion))
            run.seek(0)
            runs.append(run)
        write_nquads = stack.enter_context(_writing(nquads))
        write_ntriples = stack.enter_context(_writing(ntriples))
        write_statements = stack.enter_context(_writing(statements))
        return _write_lines(merge(*runs), write_nquads, write_ntriples, write_statements)


@contextmanager
def _writing(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Yield a function that begins to write, and returns when what it was given before is written.

    A quarter of the time that a large file needs is spent in the system; a thread waits for it.
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


def _sorted(quads: Iterable[ox.Quad]) -> list[bytes]:
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return sorted(text.splitlines(keepends=True))


def _write_lines(
    ordered: Iterable[bytes],
    write_nquads: Callable[[bytes], None],
    write_ntriples: Callable[[bytes], None],
    write_statements: Callable[[bytes], None],
) -> Counts:
    counts = Counts()
    last = b""
    for portion in _portions(ordered, _AT_ONCE):
        lines = _changes(last, portion)
        triples = _changes(_triple(last), map(_triple, lines))
        write_nquads(b"".join(lines))
        write_ntriples(_as_lines(triples))
        counts.quads += len(lines)
        counts.triples += len(triples)
        # Most belong to claims, which their prefix shows most quickly.
        others = [triple for triple in triples if not triple.startswith(_CLAIM)]
        statements = [
            triple
            for subject, group in groupby(others, _subject)
            if not is_claim(subject.decode())
            for triple in group
        ]
        write_statements(_as_lines(statements))
        counts.statements += len(statements)
        last = (lines or [last])[-1]
    return counts


def _changes(before: bytes, items: Iterable[bytes]) -> list[bytes]:
    """Return each item that is not the same as the one before it."""
    return [item for item, _ in islice(groupby(chain((before,), items)), 1, None)]


def _triple(line: bytes) -> bytes:
    return line.rpartition(b" <")[0]  # the graph stands last


def _as_lines(triples: Iterable[bytes]) -> bytes:
    return b" .\n".join([*triples, b""])


def _subject(triple: bytes) -> bytes:
    return triple[1 : triple.index(b">")]


def quads(nquads: Path, part: Part = "all") -> Iterator[ox.Quad]:
    """Read a canonical file, or one part of it.

    Args:
        nquads: The file.
        part: "statements" or "claims" for the quads that do not belong to claims, or do.

    Raises:
        CannotError: It cannot be read, or is damaged.
    """
    try:
        for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
            if part == "all" or (part == "claims") == is_claim(quad.subject.value):
                yield quad
    except OSError as error:
        raise CannotError(f"{nquads} cannot be read: {error.strerror or error}") from error
    except SyntaxError as error:
        message = f"{nquads}:{error.lineno or 0}: this line is not N-Quads; build it again"
        raise CannotError(message) from error


def triples(nquads: Path, part: Part = "all") -> Iterator[ox.Triple]:
    """Read the triples of a canonical file, each once, however many graphs have it.

    Args:
        nquads: The file.
        part: The part to read, as for `quads`.

    Raises:
        CannotError: It cannot be read, or is damaged.
    """
    for triple, _ in groupby(quads(nquads, part), key=lambda quad: quad.triple):
        yield triple
