"""Space for shapes and their labels, and whether a place is still free."""

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
    """The area that a shape covers with the label below it, relative to the shape's middle."""

    half: int
    up: int
    down: int

    def flipped(self) -> Box:
        """Return the area of the same shape with its label above it."""
        return Box(self.half, self.down, self.up)

    def at(self, spot: Spot) -> Frame:
        """Put the box on a spot."""
        x, y = spot
        return Frame(x - self.half, y - self.up, x + self.half, y + self.down)


class OccupiedArea:
    """The occupied area, kept in cells, so that a look-up touches the neighbours only."""

    CELL = 96

    def __init__(self) -> None:
        self._taken: dict[Spot, list[Frame]] = {}

    def free(self, frame: Frame) -> bool:
        """Whether a rectangle overlaps no occupied area."""
        left, top, right, bottom = frame
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in self._cells(frame)
            for other in self._taken.get(cell, ())
        )

    def take(self, frame: Frame) -> None:
        """Occupy a rectangle."""
        for cell in self._cells(frame):
            self._taken.setdefault(cell, []).append(frame)

    def _cells(self, frame: Frame) -> Iterator[Spot]:
        left, top, right, bottom = (edge // self.CELL for edge in frame)
        return product(range(left, right + 1), range(top, bottom + 1))


def box(size: int, text: Sequence[str], font: float = FONT) -> Box:
    """Return the area of a shape with its label; an estimate, as fonts differ by machine.

    Args:
        size: Radius of the shape, in pixels.
        text: Lines of the label.
        font: Size of the label, in pixels.
    """
    width = max(map(len, text), default=0) * LETTER * font
    tall = LINE * font * len(text)
    return Box(max(size, ceil(width / 2)) + MARGIN, size + MARGIN, size + ceil(tall) + MARGIN)


def frame(spots: Mapping[int, Spot], boxes: Sequence[Box]) -> Frame:
    """Return the frame around everything that has a spot.

    Args:
        spots: The spots, by the number of the thing.
        boxes: The area of each thing.
    """
    frames = [boxes[n].at(spot) for n, spot in spots.items()]
    lefts, tops, rights, bottoms = zip(*frames or [Frame(0, 0, 0, 0)], strict=True)
    return Frame(min(lefts), min(tops), max(rights), max(bottoms))


def nearest_free(occupied: OccupiedArea, box: Box, spots: Iterable[Spot]) -> Spot:
    """Return the first spot at which a box overlaps no other, and occupy it.

    Args:
        occupied: The occupied area.
        box: The box.
        spots: Spots to try, in order; one of them must be free.
    """
    spot = next(spot for spot in spots if occupied.free(box.at(spot)))
    occupied.take(box.at(spot))
    return spot


def whole(x: float, y: float) -> Spot:
    """Round a spot to whole numbers, the same on every machine.

    Sine and square root differ between mathematical libraries in the last bit; rounding that away
    first keeps 100.5 from becoming 100 on one machine and 101 on another.

    Args:
        x: Pixels to the right.
        y: Pixels downwards.
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
