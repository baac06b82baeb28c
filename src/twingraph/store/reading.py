"""The answer of the engine, read whole where the engine runs, and cut off where a limit is reached.

What the engine returns goes on with the query while it is read, and may not leave its thread.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.store.limits import DEEPEST
from twingraph.store.results import Result, Triples
from twingraph.store.worker import Abandoned

if TYPE_CHECKING:
    from threading import Event

    from _typeshed import ReadableBuffer as Buffer

    from twingraph.store.results import Answer


class _Enough(Exception):  # noqa: N818 - no error: as many rows as were wanted
    """Raised where the engine hands over more rows than a limit permits."""


class _Sink(BytesIO):
    """Writer that takes an answer from the engine, part by part, while it is wanted.

    Args:
        abandoned: Set when nobody waits for the answer any more.
        lines: Number of lines after which it stops; None is without limit.
        size: Number of bytes after which it stops; None is without limit.
    """

    def __init__(self, abandoned: Event, lines: int | None = None, size: int | None = None) -> None:
        super().__init__()
        self._abandoned = abandoned
        self._lines = lines
        self._size = size

    def write(self, part: Buffer, /) -> int:
        """Take a part; an error raised here reaches the engine and ends the query."""
        if self._abandoned.is_set():
            raise Abandoned
        taken = super().write(part)
        if self._lines is not None:
            self._lines -= bytes(part).count(b"\n")
            if self._lines < 0:
                raise _Enough
        if self._size is not None and self.tell() > self._size:
            raise _Enough
        return taken


def read(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    abandoned: Event,
    rows: int | None = None,
    size: int | None = None,
) -> Answer:
    """Read an answer of the engine whole, in the engine's own thread.

    Args:
        answer: What the engine returned.
        abandoned: Set when nobody waits for the answer any more.
        rows: Rows or triples after which to stop; None is without limit.
        size: Bytes after which to stop, as TSV or N-Triples; None is without limit.

    Raises:
        QueryError: A value is nested so deep that nothing could read it.
        Abandoned: Nobody waits any more.
    """
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return _triples(answer, abandoned, rows, size)
    if rows is not None or size is not None:
        return _first(answer, abandoned, rows, size)
    sink = _Sink(abandoned)
    answer.serialize(sink, format=ox.QueryResultsFormat.JSON)
    return Result(_shallow(sink.getvalue()))


def _triples(
    answer: ox.QueryTriples, abandoned: Event, most: int | None, size: int | None
) -> Triples:
    """Read a graph; of the first triples, those that differ, since a query may repeat some."""
    if most is None and size is None:
        sink = _Sink(abandoned)
        answer.serialize(sink, format=ox.RdfFormat.N_TRIPLES)
        return Triples(_shallow(sink.getvalue()))
    found: dict[ox.Triple, None] = {}
    for triple in answer:
        if abandoned.is_set():
            raise Abandoned
        found[triple] = None
        if most is not None and len(found) > most:
            break
    data = ox.serialize(islice(found, most), format=ox.RdfFormat.N_TRIPLES) or b""
    first = _whole_lines(data[:size])
    is_cut = len(first) < len(data) or (most is not None and len(found) > most)
    return Triples(_shallow(first), is_cut=is_cut)


def _first(
    answer: ox.QuerySolutions, abandoned: Event, rows: int | None, size: int | None
) -> Result:
    """Read the first rows; in TSV, each is a line of its own."""
    sink = _Sink(abandoned, None if rows is None else 1 + rows, size)
    is_cut = True
    with suppress(_Enough):
        answer.serialize(sink, format=ox.QueryResultsFormat.TSV)
        is_cut = False
    first = sink.getvalue()
    if is_cut:
        lines = _whole_lines(first[:size]).splitlines(keepends=True)
        first = b"".join(lines if rows is None else lines[: 1 + rows])
    parsed = ox.parse_query_results(_shallow(first), format=ox.QueryResultsFormat.TSV)
    data = parsed.serialize(format=ox.QueryResultsFormat.JSON)
    return Result(data or b"", is_cut=is_cut)


def _whole_lines(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1]


def _shallow(data: bytes) -> bytes:
    """Refuse triples nested in triples so deep that a recursive reader cannot hold them."""
    for opening in (b'"triple"', b"<<"):
        if data.count(opening) > DEEPEST and any(
            line.count(opening) > DEEPEST for line in data.replace(b'},{"', b"\n").split(b"\n")
        ):
            raise QueryError(f"the answer has triples nested more than {DEEPEST} levels deep")
    return data
