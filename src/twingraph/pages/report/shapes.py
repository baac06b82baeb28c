"""What pictures of the report consist of: shapes and words for an SVG in the page.

Only places are worked out here; colours and fonts are those of the page, in light and in dark. All
measures are in pixels from the upper left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle.

    Attributes:
        series: Number of the series that it belongs to, from 0.
        x: Its left edge.
        y: Its upper edge.
        width: Its width.
        height: Its height.
    """

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line through some points.

    Attributes:
        kind: "grid", "axis", "curve", "area" (what it encloses is filled) or "interval".
        points: The places that it leads through.
    """

    kind: Literal["grid", "axis", "curve", "area", "interval"]
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{round(x, 2):g},{round(y, 2):g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Dot:
    """A value.

    Attributes:
        x: Its place across.
        y: Its place down.
        is_square: Whether it is a square: what a model gives; what was observed is round.
    """

    x: float
    y: float
    is_square: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A text at a place.

    Attributes:
        text: The text.
        x: The place that ``anchor`` means.
        y: The baseline.
        anchor: Which part of the text stands at ``x``.
    """

    text: str
    x: float
    y: float
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        width: Its width.
        height: Its height.
        bars: The rectangles.
        words: Labels and numbers.
        legend: Names of the series of bars, if there are several.
        description: The same in words.
        shown: How many rows of the answer are in the picture.
        lines: The lines, which lie above the bars.
        dots: The dots, which lie above the lines.
    """

    width: int
    height: int
    bars: tuple[Bar, ...]
    words: tuple[Word, ...]
    legend: tuple[str, ...]
    description: str
    shown: int
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
