"""Pictures of answers: bars and columns, as rectangles and words for an SVG in the page.

Only places are worked out here; colours and fonts are those of the page, in light and in dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from twingraph.pages.numbers import decimal
from twingraph.pages.report.answers import text
from twingraph.pages.report.cells import Column, cell
from twingraph.pages.report.shapes import Bar, Picture, Word
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.report.answers import AnsweredSection
    from twingraph.pages.report.sections import Chart
    from twingraph.pages.report.shapes import Anchor

SHOWN = 12  # More bars are no picture any more; the table has the rest.

# All measures are in pixels: wide enough for the words, and readable when a phone shrinks it.
_WIDTH = 380
_THICKNESS = 0.7  # Share of a bar in its row, and of a column in its decade.
_BASELINE = 4  # From the middle of a line of text down to its baseline.

# Bars that lie below each other, with labels before and numbers after them.
_ROW = 26
_BARS_LEFT, _BARS_WIDTH = 164, 168
_GAP = 4
_LETTERS = 24  # So many fit before a bar.

# A timeline of columns.
_TIMELINE = 190
_COLUMNS_LEFT, _COLUMNS_WIDTH = 8, 364
_COLUMNS_TOP, _COLUMNS_BOTTOM = 23, 165
_YEARS = 185  # The baseline of the years below the columns.
_DECADE = 10
_NUMBERED = 16  # So many columns are wide enough for a number each.
_DATED = 6  # So many years fit below the columns.


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn of a row.

    Attributes:
        label: What is counted; of a timeline, the first year of a decade.
        values: The numbers, one for each series.
    """

    label: str
    values: tuple[int, ...]


def draw(answer: AnsweredSection) -> Picture | None:
    """Draw an answer in the way that its section declares; None if there is nothing to draw."""
    section = answer.section
    if not section.chart:
        return None
    names = tuple(section.values.values())
    return draw_rows(section.chart, _rows(answer), names, answer.language)


def draw_rows(
    chart: Chart, rows: Sequence[Row], names: Sequence[str], language: Language
) -> Picture | None:
    """Draw rows; None if there is nothing to draw.

    Args:
        chart: How they are drawn.
        rows: The rows; of bars and shares, the first are drawn.
        names: What each series is called.
        language: Language of numbers, and of what has no label.
    """
    shown = [row for row in rows if row.label] if chart == "timeline" else rows[:SHOWN]
    if not shown:
        return None
    height, parts = _CHARTS[chart](shown, language)
    return Picture(
        width=_WIDTH,
        height=height,
        bars=tuple(part for part in parts if isinstance(part, Bar)),
        words=tuple(part for part in parts if isinstance(part, Word)),
        legend=tuple(names) if len(names) > 1 else (),
        description=_description(shown, names, language),
        shown=len(shown),
    )


def _rows(answer: AnsweredSection) -> list[Row]:
    section = answer.section
    column = Column(answer.language, section.label, section.question)
    labels = [cell(term, column).text for term in answer.asked.column(section.label)]
    columns = [map(int, map(text, answer.asked.column(name))) for name in section.values]
    return [Row(*row) for row in zip(labels, zip(*columns, strict=True), strict=True)]


def _description(rows: Iterable[Row], names: Sequence[str], language: Language) -> str:
    several = len(names) > 1
    return "; ".join(
        f"{row.label or _none(language)}: "
        + ", ".join(
            f"{name} {decimal(value, language)}" if several else decimal(value, language)
            for name, value in zip(names, row.values, strict=True)
        )
        for row in rows
    )


def _none(language: Language) -> str:
    return texts_in(language).pgettext("value", "none")


# --- the kinds of chart -------------------------------------------------------------------------

Parts = list[Bar | Word]


def _bars(rows: Sequence[Row], language: Language) -> tuple[int, Parts]:
    """Draw one bar for each row, as long as its number."""
    longest = max(*(row.values[0] for row in rows), 1)
    parts: Parts = []
    for place, row in enumerate(rows):
        length = row.values[0] / longest
        parts.append(_lying(place, 0, 0, length))
        parts += _words(place, row.label, decimal(row.values[0], language), length, language)
    return _ROW * len(rows), parts


def _shares(rows: Sequence[Row], language: Language) -> tuple[int, Parts]:
    """Draw bars of the same length, each divided into what makes up the whole."""
    parts: Parts = []
    for place, row in enumerate(rows):
        whole = max(sum(row.values), 1)
        ends = list(accumulate(row.values))
        parts += [
            _lying(place, series, (end - value) / whole, value / whole)
            for series, (end, value) in enumerate(zip(ends, row.values, strict=True))
            if value
        ]
        parts += _words(place, row.label, decimal(sum(row.values), language), 1, language)
    return _ROW * len(rows), parts


def _timeline(rows: Sequence[Row], language: Language) -> tuple[int, Parts]:
    """Draw one column for each decade, with a gap where a decade has none."""
    decades = [int(row.label) for row in rows]
    first, last, top = min(decades), max(decades), max(row.values[0] for row in rows)
    wide = _COLUMNS_WIDTH / (last - first + _DECADE)  # of a year
    parts: Parts = []
    for decade, row in zip(decades, rows, strict=True):
        tall = (_COLUMNS_BOTTOM - _COLUMNS_TOP) * row.values[0] / max(top, 1)
        middle = _COLUMNS_LEFT + wide * (decade - first + _DECADE / 2)
        width = wide * _DECADE * _THICKNESS
        parts.append(_bar(0, middle - width / 2, _COLUMNS_BOTTOM - tall, width, tall))
        if len(rows) <= _NUMBERED:
            shown = decimal(row.values[0], language)
            parts.append(_word(shown, middle, _COLUMNS_BOTTOM - tall - _GAP))
    step = _DECADE * -(-(last - first + 1) // (_DECADE * _DATED))
    parts += [
        _word(str(year), _COLUMNS_LEFT + wide * (year - first + _DECADE / 2), _YEARS)
        for year in range(first, last + 1, step)
    ]
    return _TIMELINE, parts


_CHARTS: dict[str, Callable[[Sequence[Row], Language], tuple[int, Parts]]] = {
    "bars": _bars,
    "shares": _shares,
    "timeline": _timeline,
}


def _lying(place: int, series: int, start: float, length: float) -> Bar:
    """Return a bar in a row, or a part of one; start and length are shares of the longest bar."""
    top = _ROW * (place + (1 - _THICKNESS) / 2)
    left = _BARS_LEFT + _BARS_WIDTH * start
    return _bar(series, left, top, _BARS_WIDTH * length, _ROW * _THICKNESS)


def _words(place: int, name: str, count: str, length: float, language: Language) -> Iterator[Word]:
    """Yield the label before a bar and the number after it."""
    label = name or _none(language)
    label = label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1]}…"
    level = _ROW * (place + 0.5) + _BASELINE
    yield _word(label, _BARS_LEFT - _GAP, level, "end")
    yield _word(count, _BARS_LEFT + _BARS_WIDTH * length + _GAP, level, "start")


def _bar(series: int, x: float, y: float, width: float, height: float) -> Bar:
    return Bar(series, *(round(measure, 2) for measure in (x, y, width, height)))


def _word(text: str, x: float, y: float, anchor: Anchor = "middle") -> Word:
    return Word(text, round(x, 2), round(y, 2), anchor)
