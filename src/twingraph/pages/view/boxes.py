"""Room for shapes and their labels: who stands where, and whether a place is still free."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Spot = tuple[int, int]

FONT = 14  # The size of a label in pixels, where every label is shown.
LETTER = 0.55  # The mean width of a letter, in parts of its height, with some air.
LINE = 1.25  # The height of a line, likewise.
MARGIN = 5
LONGEST = 20  # Letters in a line of a label.
MOST = 3  # Lines in a label.


class Frame(NamedTuple):
    """A rectangle by its edges, y pointing down."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Box:
    """The ground that a shape covers with the label below it, seen from the shape's middle."""

    half: int
    up: int
    down: int

    def at(self, spot: Spot) -> Frame:
        """Put the box on a spot."""
        x, y = spot
        return Frame(x - self.half, y - self.up, x + self.half, y + self.down)


class Ground:
    """What is taken so far, kept by cells, so that a look-up touches the neighbours only."""

    CELL = 96

    def __init__(self) -> None:
        self._taken: dict[Spot, list[Frame]] = {}

    def free(self, frame: Frame) -> bool:
        """Return whether nothing stands there yet."""
        left, top, right, bottom = frame
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in self._cells(frame)
            for other in self._taken.get(cell, ())
        )

    def take(self, frame: Frame) -> None:
        """Let something stand there."""
        for cell in self._cells(frame):
            self._taken.setdefault(cell, []).append(frame)

    def _cells(self, frame: Frame) -> Iterator[Spot]:
        left, top, right, bottom = (edge // self.CELL for edge in frame)
        return product(range(left, right + 1), range(top, bottom + 1))


def box(size: int, text: Sequence[str], font: float = FONT) -> Box:
    """Measure a shape of a radius, with its label; an estimate, as fonts differ by machine."""
    width = max(map(len, text), default=0) * LETTER * font
    tall = LINE * font * len(text)
    return Box(max(size, ceil(width / 2)) + MARGIN, size + MARGIN, size + ceil(tall) + MARGIN)


def frame(spots: Mapping[int, Spot], boxes: Sequence[Box]) -> Frame:
    """Frame everything that has a spot."""
    frames = [boxes[n].at(spot) for n, spot in spots.items()]
    lefts, tops, rights, bottoms = zip(*frames or [Frame(0, 0, 0, 0)], strict=True)
    return Frame(min(lefts), min(tops), max(rights), max(bottoms))


def nearest_free(ground: Ground, box: Box, spots: Iterable[Spot]) -> Spot:
    """Return the first spot that has room for the box, and let the box stand there."""
    spot = next(spot for spot in spots if ground.free(box.at(spot)))
    ground.take(box.at(spot))
    return spot


def whole(x: float, y: float) -> Spot:
    """Round to whole numbers, the same on every machine.

    Sine and square root differ between mathematical libraries in the last bit; rounding that away
    first keeps 100.5 from becoming 100 on one machine and 101 on another.
    """
    return round(round(x, 6)), round(round(y, 6))


def wrapped(label: str) -> tuple[str, ...]:
    """Break a label into a few short lines, and end it with … if there is more."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + len(word) < LONGEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > MOST:
        lines[MOST - 1 :] = [lines[MOST - 1] + " …"]
    return tuple(line if len(line) <= LONGEST + 2 else line[:LONGEST] + "…" for line in lines)
