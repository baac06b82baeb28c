"""The lines of two builds side by side, and the statements that they make.

Both files are sorted, so they are walked together, one subject at a time, and need no memory.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Lines = list[bytes]

_FORMAT = ox.RdfFormat.N_QUADS

Term = ox.NamedNode | ox.Literal
Triple = tuple[str, str, Term | None]


class Quad(NamedTuple):
    """One line: a statement about a thing, and the graph that has it."""

    subject: str
    predicate: str
    value: Term
    graph: str

    @property
    def triple(self) -> tuple[str, str, Term]:
        """The statement without its graph."""
        return self[:3]

    @property
    def language(self) -> str:
        """Language of the value; empty if it has none."""
        return (self.value.language or "") if isinstance(self.value, ox.Literal) else ""


def walk(old: Path, new: Path) -> Iterator[tuple[Lines, Lines]]:
    """Yield all lines in both files of each subject whose lines differ.

    Args:
        old: N-Quads of the earlier build.
        new: N-Quads of the later one.

    Yields:
        The lines of a subject in the old file and in the new one; none in a file that lacks it.

    Raises:
        CannotError: A file is not in the canonical form.
    """
    olds, news = _subjects(old), _subjects(new)
    left, right = next(olds, None), next(news, None)
    while left or right:
        if right is None or (left and left[0] < right[0]):
            yield left[1], []  # type: ignore[index]  # one of the two is there
            left = next(olds, None)
        elif left is None or right[0] < left[0]:
            yield [], right[1]
            right = next(news, None)
        else:
            if left[1] != right[1]:
                yield left[1], right[1]
            left, right = next(olds, None), next(news, None)


def _subjects(nquads: Path) -> Iterator[tuple[bytes, Lines]]:
    previous = b""
    with nquads.open("rb") as lines:
        for subject, group in groupby(lines, key=_subject):
            if subject <= previous:
                where = subject.decode(errors="replace") or "a line"
                raise CannotError(f"{nquads}: {where} is out of order; build it again")
            previous = subject
            yield subject, list(group)


def _subject(line: bytes) -> bytes:
    return line[: line.find(b"> ") + 1]


def ends(line: bytes) -> tuple[str, str]:
    """Return the subject and the graph of a line, without parsing what is between.

    Raises:
        CannotError: No build has such a line.
    """
    try:
        text = line.decode()
        return text[1 : text.index(">")], text[text.rindex(" <") + 2 : text.rindex(">")]
    except ValueError as error:
        raise CannotError(f"a line is not an N-Quad; build it again: {error}") from error


def parse(lines: Iterable[bytes]) -> Iterator[Quad]:
    """Read lines.

    Raises:
        CannotError: No build has such a line.
    """
    try:
        for subject, predicate, value, graph in ox.parse(b"".join(lines), format=_FORMAT):
            if isinstance(graph, ox.DefaultGraph):
                raise CannotError(f"a line about {subject} has no graph; build it again")
            yield Quad(subject.value, predicate.value, value, graph.value)
    except SyntaxError as error:
        raise CannotError(f"a line is not an N-Quad; build it again: {error}") from error
