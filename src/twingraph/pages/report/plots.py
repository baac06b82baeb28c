"""Pictures of studies: curves, shares that last, and values with the interval in which they lie.

As in ``chart``, only places are worked out here.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.numbers import decimal
from twingraph.pages.report.shapes import Bar, Dot, Line, Picture, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.core.languages import Language

_WIDTH = 380
_LEFT, _RIGHT = 44, 368
_TOP, _BOTTOM, _NUMBERS, _NAME, _HEIGHT = 10, 190, 206, 224, 230
_GAP = 4
_BASELINE = 4  # From the middle of a line of text down to its baseline.
_FEW = 7  # ticks of an axis, at most about so many
_THICK = 9  # of a bar between two bounds

# Values that lie below each other, with labels before them.
_ROW = 26
_LETTER = 7.2  # of text, at most about so wide
_LEAST_NAMED, _MOST_NAMED = 100, 240  # room for labels
_ABOVE = 8


class Place(NamedTuple):
    """How many things there were, certainly and possibly, from a year on."""

    year: int
    certain: int
    possible: int


class Share(NamedTuple):
    """A share of which two methods tell the bounds.

    Attributes:
        years: After how many years.
        share: The estimate.
        low: Lower end of its confidence interval.
        high: Upper end of it.
        least: The least that it may be, by the other method.
        most: The most.
    """

    years: int
    share: float
    low: float
    high: float
    least: float
    most: float


class Interval(NamedTuple):
    """A value with the interval in which it lies, or in which it would lie by chance.

    Attributes:
        label: What it is a value of.
        low: Lower end.
        high: Upper end.
        value: The value.
        expected: The middle of what chance gives; None if the interval is that of the value.
    """

    label: str
    low: float
    high: float
    value: float
    expected: float | None = None


class _Scale(NamedTuple):
    """Where values stand along an axis.

    Attributes:
        low: The least value.
        high: The greatest.
        start: Where the least stands.
        end: Where the greatest stands.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value stands."""
        span = (self.high - self.low) or 1
        return self.start + (self.end - self.start) * (value - self.low) / span

    def ticks(self) -> list[float]:
        """Return the round values along it."""
        step = _step((self.high - self.low) / _FEW)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [n * step for n in range(first, last + 1)]


def _step(least: float) -> float:
    """Return the round number, 1, 2 or 5 with zeros, that is not less."""
    if least <= 0:
        return 1
    power = 10.0 ** floor(log10(least))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= least * (1 - 1e-9))


def growth(places: Sequence[Place], across: str, language: Language) -> Picture:
    """Draw a curve of what is certain, and below what is possible an area.

    Args:
        places: The numbers, by year; each holds until the next.
        across: What is told across.
        language: Language of the numbers.
    """
    years = _Scale(places[0].year, max(places[-1].year, places[0].year + 1), _LEFT, _RIGHT)
    counts = _Scale(0, max(1, *(place.possible for place in places)), _BOTTOM, _TOP)
    certain = _steps([(years.at(p.year), counts.at(p.certain)) for p in places])
    possible = _steps([(years.at(p.year), counts.at(p.possible)) for p in places])
    frame, words = _frame(years, counts, across, language)
    return _picture(
        words=words,
        lines=[
            *frame,
            Line("area", (*possible, *reversed(certain))),
            Line("curve", tuple(certain)),
        ],
        said="; ".join(f"{p.year}: {p.certain}–{p.possible}" for p in _some(places)),
        shown=len(places),
    )


def _some(places: Sequence[Place]) -> list[Place]:
    """Return the first place of each ten years, and the last."""
    firsts = [
        place
        for before, place in pairwise([None, *places])
        if place and (before is None or before.year // 10 != place.year // 10)
    ]
    return [*firsts, *places[-1:]] if firsts[-1] != places[-1] else firsts


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Let each point hold until the next."""
    corners = [(after[0], before[1]) for before, after in pairwise(points)]
    return [
        at for point, corner in zip(points, [*corners, points[-1]], strict=True)
        for at in (point, corner)
    ]  # fmt: skip


def survival(shares: Sequence[Share], across: str, language: Language) -> Picture:
    """Draw shares with their confidence intervals, before the bounds of the other method.

    Args:
        shares: The shares.
        across: What is told across.
        language: Language of the numbers.
    """
    years = _Scale(0, shares[-1].years, _LEFT, _RIGHT - _THICK)
    share = _Scale(0, 1, _BOTTOM, _TOP)
    frame, words = _frame(years, share, across, language)
    bars, lines, dots = [], list(frame), []
    for one in shares:
        x, top, bottom = years.at(one.years), share.at(one.most), share.at(one.least)
        bars.append(_bar(x - _THICK / 2, top, _THICK, bottom - top))
        lines.append(Line("interval", ((x, share.at(one.low)), (x, share.at(one.high)))))
        dots.append(_dot(x, share.at(one.share)))
    said = "; ".join(f"{one.years}: {decimal(one.share, language)}" for one in shares)
    return _picture(bars=bars, words=words, lines=lines, dots=dots, said=said, shown=len(shares))


def intervals(rows: Sequence[Interval], across: str, language: Language) -> Picture:
    """Draw values below each other, each with its interval.

    Args:
        rows: The values.
        across: What is told across.
        language: Language of the numbers.
    """
    ends = [end for row in rows for end in (row.low, row.high, row.value)]
    longest = max(len(row.label) for row in rows) * _LETTER + 2 * _GAP
    named = min(max(longest, _LEAST_NAMED), _MOST_NAMED)
    scale = _Scale(min(0, *ends), max(0, *ends), named, _RIGHT)
    bottom = _ABOVE + _ROW * len(rows)
    lines = [Line("grid", ((scale.at(t), _ABOVE), (scale.at(t), bottom))) for t in scale.ticks()]
    lines.append(Line("axis", ((scale.at(0), _ABOVE), (scale.at(0), bottom))))
    words = [_word(_said(t, language), scale.at(t), bottom + 16) for t in scale.ticks()]
    words.append(_word(across, _WIDTH / 2, bottom + 34))  # which may be wider than the axis
    dots = []
    for place, row in enumerate(rows):
        y = _ABOVE + _ROW * (place + 0.5)
        words.append(_word(row.label, named - 2 * _GAP, y + _BASELINE, "end"))
        lines.append(Line("interval", ((scale.at(row.low), y), (scale.at(row.high), y))))
        if row.expected is not None:
            dots.append(_dot(scale.at(row.expected), y, is_square=True))
        dots.append(_dot(scale.at(row.value), y))
    said = "; ".join(
        f"{row.label}: {_said(row.value, language)}"
        f" ({_said(row.low, language)} – {_said(row.high, language)})"
        for row in rows
    )
    height = bottom + 40
    return _picture(words=words, lines=lines, dots=dots, said=said, shown=len(rows), height=height)


def _frame(
    across: _Scale, up: _Scale, name: str, language: Language
) -> tuple[list[Line], list[Word]]:
    """Return the lines and numbers of two axes, and the name of the one across."""
    lines = [Line("grid", ((_LEFT, up.at(t)), (_RIGHT, up.at(t)))) for t in up.ticks()]
    lines.append(Line("axis", ((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM))))
    words = [
        _word(_said(t, language), _LEFT - _GAP, up.at(t) + _BASELINE, "end") for t in up.ticks()
    ]
    words += [_word(_said(t, language), across.at(t), _NUMBERS) for t in across.ticks()]
    words.append(_word(name, (_LEFT + _RIGHT) / 2, _NAME))
    return lines, words


def _said(value: float, language: Language) -> str:
    shown = decimal(value, language, 1 if abs(value) >= 1 else 2)
    return shown.replace("-", "−")


def _picture(
    *,
    words: Iterable[Word],
    lines: Iterable[Line],
    said: str,
    shown: int,
    bars: Iterable[Bar] = (),
    dots: Iterable[Dot] = (),
    height: int = _HEIGHT,
) -> Picture:
    return Picture(
        _WIDTH, height, tuple(bars), tuple(words), (), said, shown, tuple(lines), tuple(dots)
    )


def _bar(x: float, y: float, width: float, height: float) -> Bar:
    return Bar(3, *(round(measure, 2) for measure in (x, y, width, height)))


def _dot(x: float, y: float, *, is_square: bool = False) -> Dot:
    return Dot(round(x, 2), round(y, 2), is_square)


def _word(text: str, x: float, y: float, anchor: str = "middle") -> Word:
    return Word(text, round(x, 2), round(y, 2), "end" if anchor == "end" else "middle")
