"""Pictures of answers. A plotting library places bars and words; the page gives them colours.

What the library writes is read back as bare paths and words, so that a page with a strict policy,
in light and in dark, can draw them in its own colours and fonts.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from twingraph.pages.report.answers import text
from twingraph.pages.report.cells import cell, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from twingraph.pages.report.answers import AnsweredSection

SHOWN = 12  # With more bars it would be no picture any more; the table has the rest.

# In pixels: wide enough for the words, and still readable when a phone shrinks it a little.
_WIDTH, _ROW, _TIMELINE = 380, 26, 190
_LABELS, _BARS = 0.43, 0.44  # Shares of the width; what is left is for the numbers.
_LETTERS = 24  # So many fit before a bar.
_THICKNESS = 0.7
_DPI = 72  # An inch of the library has as many of our pixels.
_DECADE = 10
_NUMBERED = 16  # So many columns have room for a number each.
_DATED = 6  # So many years have room below the columns.
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled shape.

    Attributes:
        series: Number of the series that it belongs to, from 0.
        path: Its outline, as SVG has it.
    """

    series: int
    path: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text at a place, in pixels from the upper left.

    Attributes:
        anchor: What of the text stands at the place: "start", "middle" or "end".
    """

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        width: In pixels.
        height: In pixels.
        bars: The shapes.
        words: Labels and numbers.
        legend: Names of the series, if there are several.
        description: The same in words.
        shown: How many rows of the answer are in the picture.
    """

    width: int
    height: int
    bars: tuple[Bar, ...]
    words: tuple[Word, ...]
    legend: tuple[str, ...]
    description: str
    shown: int


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    values: tuple[int, ...]


def draw(answer: AnsweredSection) -> Picture | None:
    """Draw an answer in the way that its section declares; None if there is nothing to draw."""
    section = answer.section
    if not section.chart:
        return None
    rows = _rows(answer)
    shown = [row for row in rows if row.label] if section.chart == "timeline" else rows[:SHOWN]
    if not shown:
        return None
    from matplotlib import rc_context  # takes half a second to load
    from matplotlib.figure import Figure

    names = tuple(section.values.values())
    figure = Figure(dpi=_DPI)
    # Words stay words, and a dollar sign in a name is a dollar sign.
    with rc_context({"svg.fonttype": "none", "text.parse_math": False}):
        _CHARTS[section.chart](figure, shown)
        bars, words = _read(_svg(figure))
    return Picture(
        width=_WIDTH,
        height=round(figure.get_figheight() * _DPI),
        bars=bars,
        words=words,
        legend=names if len(names) > 1 else (),
        description=_description(shown, names),
        shown=len(shown),
    )


def _rows(answer: AnsweredSection) -> list[_Row]:
    labels = [cell(term).text for term in answer.asked.column(answer.section.label)]
    columns = [map(int, map(text, answer.asked.column(name))) for name in answer.section.values]
    return [_Row(*row) for row in zip(labels, zip(*columns, strict=True), strict=True)]


def _description(rows: Iterable[_Row], names: Sequence[str]) -> str:
    several = len(names) > 1
    return "; ".join(
        f"{row.label or 'none'}: "
        + ", ".join(
            f"{name} {number(value)}" if several else number(value)
            for name, value in zip(names, row.values, strict=True)
        )
        for row in rows
    )


# --- the kinds of chart -------------------------------------------------------------------------


def _bars(figure: Figure, rows: Sequence[_Row]) -> None:
    """Draw a bar a row, as long as its number."""
    axes = _lying(figure, rows, [row.values[0] for row in rows])
    for place, row in enumerate(rows):
        _mark(axes.barh(place, row.values[0], height=_THICKNESS), 0)


def _shares(figure: Figure, rows: Sequence[_Row]) -> None:
    """Draw bars of the same length, each divided into what makes up the whole."""
    axes = _lying(figure, rows, [1] * len(rows), [sum(row.values) for row in rows])
    for place, row in enumerate(rows):
        whole = max(sum(row.values), 1)
        starts = accumulate(row.values, initial=0)
        for series, (start, value) in enumerate(zip(starts, row.values, strict=False)):
            if value:
                bars = axes.barh(place, value / whole, left=start / whole, height=_THICKNESS)
                _mark(bars, series)


def _timeline(figure: Figure, rows: Sequence[_Row]) -> None:
    """Draw a column a decade, with a gap where a decade has none."""
    decades = [int(row.label) for row in rows]
    first, last, top = min(decades), max(decades), max(row.values[0] for row in rows)
    axes = _axes(figure, _TIMELINE, (0.02, 0.13, 0.96, 0.75))
    axes.set_xlim(first - _DECADE / 2, last + _DECADE / 2)
    axes.set_ylim(0, top)
    for decade, row in zip(decades, rows, strict=True):
        _mark(axes.bar(decade, row.values[0], width=_DECADE * _THICKNESS), 0)
        if len(rows) <= _NUMBERED:
            _write(axes, (decade, row.values[0] + top / 40), number(row.values[0]), "center")
    step = _DECADE * -(-(last - first + 1) // (_DECADE * _DATED))
    for year in range(first, last + 1, step):
        _write(axes, (year, -top / 7), str(year), "center")


_CHARTS: dict[str, Callable[[Figure, Sequence[_Row]], None]] = {
    "bars": _bars,
    "shares": _shares,
    "timeline": _timeline,
}


def _lying(
    figure: Figure,
    rows: Sequence[_Row],
    lengths: Sequence[int],
    numbers: Sequence[int] | None = None,
) -> Axes:
    """Prepare bars that lie below each other, with a label before and a number behind each."""
    axes = _axes(figure, _ROW * len(rows), (_LABELS, 0, _BARS, 1))
    longest = max(*lengths, 1)
    axes.set_xlim(0, longest)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for place, (row, length) in enumerate(zip(rows, lengths, strict=True)):
        label = row.label or "none"
        label = label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1]}…"
        _write(axes, (-longest / 40, place), label, "right", "center_baseline")
        count = number((numbers or lengths)[place])
        _write(axes, (length + longest / 40, place), count, "left", "center_baseline")
    return axes


# --- between the library and the page -----------------------------------------------------------


def _axes(figure: Figure, height: int, place: tuple[float, float, float, float]) -> Axes:
    figure.set_size_inches(_WIDTH / _DPI, height / _DPI)
    axes = figure.add_axes(place)
    axes.set_axis_off()
    return axes


def _mark(bars: Iterable[Artist], series: int) -> None:
    for bar in bars:
        bar.set_gid(f"series {series}")
        bar.set_clip_on(False)


def _write(
    axes: Axes, place: tuple[float, float], words: str, side: str, level: str = "baseline"
) -> None:
    axes.text(*place, words, ha=side, va=level, fontsize=12, gid="word")


def _svg(figure: Figure) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings():
        # The reader's fonts will have the letters that the library's font lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(file, format="svg")
    return file.getvalue()


def _read(svg: bytes) -> tuple[tuple[Bar, ...], tuple[Word, ...]]:
    """Take bars and words out of what the library wrote, and leave its style behind."""
    bars, words = [], []
    for group in ET.fromstring(svg).iter(f"{_SVG}g"):  # noqa: S314 - our own, as above
        name, _, series = group.get("id", "").partition(" ")
        if name == "series":
            outline = " ".join(group[0].get("d", "").split())
            bars.append(Bar(int(series), outline))
        elif name == "word":
            words.append(_word(group[0]))
    return tuple(bars), tuple(words)


def _word(element: ET.Element) -> Word:
    style = dict(entry.split(": ", 1) for entry in element.get("style", "").split("; "))
    x, y = element.get("x", ""), element.get("y", "")
    return Word(element.text or "", x, y, style.get("text-anchor", "start"))
