"""Small maps: the partners of a city, the members of a partnership, and all cities with their ties.

A map is equal in area and has no projection of its own: ``core.geo`` places the cities. Its lines
look as ``pages.standings`` has it. A city far from Europe is a ring at the edge, where the way to
it leaves the map. What cannot be labelled without an overlap has no label; the tables beside the
map name everything.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, islice
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.geo import projected
from twingraph.pages.site.ground import REACH
from twingraph.pages.standings import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twingraph.core.geo import Position
    from twingraph.pages.site.survey import City, Tie

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

_PAIR = 2
_HOME = 0.5  # Earth radii; what lies farther from the middle of Europe is not on the map itself
_EDGE = 26  # pixels between the outermost city and the edge
_NARROWEST = 0.15  # Earth radii that a map shows at least: some 1,000 km
_DOT, _CENTRE = 4, 7  # pixels from the middle of a dot to its edge, and of the larger one
_LETTER, _LINE = 7.3, 14  # pixels of a letter and of a line of labels, somewhat too many
_LONGEST = 28  # letters of a label on a map
_MOST = 80  # cities that may have a label, and as many beyond the edges
_ORDER = {each.id: place for place, each in enumerate(STANDINGS)}


class Line(NamedTuple):
    """The lines of one standing.

    Attributes:
        standing: Id of the standing.
        dash: Strokes and gaps.
        path: The lines, as the path of an SVG picture.
    """

    standing: str
    dash: str
    path: str


class Word(NamedTuple):
    """A label on a map.

    Attributes:
        text: The label.
        x: Where it begins or ends.
        y: Where its baseline is.
        anchor: Which end of it is there: start or end.
    """

    text: str
    x: float
    y: float
    anchor: str


class Map(NamedTuple):
    """A map, in pixels.

    Attributes:
        width: Its width.
        height: Its height.
        left: Where the middle of the projection lies from the left edge.
        top: Where it lies from the upper edge.
        reach: How far the picture of the ground reaches from there to each side.
        lines: The lines of each standing, the first in a legend last, so that they lie on top.
        dots: The cities on it, as the path of an SVG picture.
        far: The cities beyond its edges, each where the way to it leaves the map.
        centre: The city in the middle, if there is one.
        words: The labels.
    """

    width: int
    height: int
    left: int
    top: int
    reach: int
    lines: tuple[Line, ...]
    dots: str
    far: str
    centre: str
    words: tuple[Word, ...]


def drawn(
    ties: Sequence[Tie],
    cities: Mapping[str, City],
    *,
    first: Sequence[str] = (),
    centre: str = "",
    size: tuple[int, int] = (520, 360),
) -> Map | None:
    """Draw ties and the cities at their ends.

    Args:
        ties: The partnerships.
        cities: Cities by their address.
        first: Addresses of the cities to label before all others.
        centre: The city whose partners these are; its lines are all that is drawn.
        size: Width and height of the map in pixels.

    Returns:
        The map; None if fewer than two cities have coordinates.
    """
    members = dict.fromkeys((*first, *(member for tie in ties for member in tie.members)))
    spots = {iri: projected(place) for iri in members if (place := _place(cities.get(iri)))}
    if len(spots) < _PAIR:
        return None
    frame = _framed(_near(spots, centre), size)
    middle = spots.get(centre, frame.middle)
    points = {iri: frame.at(spot, middle) for iri, spot in spots.items()}
    far = {iri: None for iri, spot in spots.items() if not frame.has(spot)}
    named = dict.fromkeys((*islice(points, _MOST), *islice(far, _MOST)))
    return Map(
        *size,
        round(frame.left),
        round(frame.top),
        round(frame.scale * REACH),
        tuple(_lines(ties, points, centre)),
        _path(points[iri] for iri in points if iri not in far),
        _path(points[iri] for iri in points if iri in far),
        _path([points[centre]] if centre in points else []),
        tuple(_words({iri: cities[iri].label for iri in named}, points, size, centre)),
    )


class _Frame(NamedTuple):
    """How places become points of a map.

    Attributes:
        width: Pixels.
        height: Pixels.
        scale: Pixels of an Earth radius.
        left: Pixels from the left edge to the middle of the projection.
        top: Pixels from the upper edge to it.
    """

    width: int
    height: int
    scale: float
    left: float
    top: float

    @property
    def middle(self) -> Point:
        """The place in the middle of the map."""
        return (self.width / 2 - self.left) / self.scale, (self.height / 2 - self.top) / self.scale

    def at(self, spot: Point, start: Point) -> Point:
        """Return where a place is, in whole pixels; if it is beyond the edge, where one leaves.

        Args:
            spot: The place.
            start: The place from which one goes there.
        """
        (x0, y0), (x, y) = self._pixels(start), self._pixels(spot)
        left = _share(x0, x, self.width), _share(y0, y, self.height)
        part = max(0.0, min(left))
        return round(x0 + (x - x0) * part), round(y0 + (y - y0) * part)

    def has(self, spot: Point) -> bool:
        """Whether a place is on the map, and not beyond its edges."""
        return all(
            -1 <= pixel - _EDGE <= size - 2 * _EDGE + 1  # a pixel more, for what is rounded
            for pixel, size in zip(self._pixels(spot), (self.width, self.height), strict=True)
        )

    def _pixels(self, spot: Point) -> Point:
        return self.left + spot[0] * self.scale, self.top + spot[1] * self.scale


def _share(start: float, goal: float, length: float) -> float:
    """Return which part of the way to a goal lies within the edges, at most 1."""
    edge = length - _EDGE if goal > start else _EDGE
    return min(1.0, (edge - start) / (goal - start)) if goal != start else 1.0


def _place(city: City | None) -> Position | None:
    return city.place if city else None


def _near(spots: Mapping[str, Point], centre: str) -> list[Point]:
    """Return the places that a map is to show: those in Europe, if there are any to show."""
    near = [spot for spot in spots.values() if hypot(*spot) <= _HOME]
    is_far = centre in spots and spots[centre] not in near
    return list(spots.values()) if is_far or len(near) < _PAIR else near


def _framed(spots: Sequence[Point], size: tuple[int, int]) -> _Frame:
    """Fit places into a map."""
    xs, ys = zip(*spots, strict=True)
    width, height = (max(max(axis) - min(axis), _NARROWEST) for axis in (xs, ys))
    scale = min((size[0] - 2 * _EDGE) / width, (size[1] - 2 * _EDGE) / height)
    left = size[0] / 2 - scale * (max(xs) + min(xs)) / 2
    top = size[1] / 2 - scale * (max(ys) + min(ys)) / 2
    return _Frame(*size, scale, left, top)


def _lines(ties: Iterable[Tie], points: Mapping[str, Point], centre: str) -> Iterator[Line]:
    """Draw a path for each standing."""
    paths: dict[str, dict[str, None]] = defaultdict(dict)
    for tie in ties:
        located = [member for member in tie.members if member in points]
        for one, other in combinations(located, 2):
            if not centre or centre in (one, other):
                (x, y), (x2, y2) = points[one], points[other]
                paths[tie.line][f"M{x} {y}L{x2} {y2}"] = None
    for standing in sorted(paths, key=_ORDER.__getitem__, reverse=True):
        dash = " ".join(map(str, STANDINGS[_ORDER[standing]].dash))
        yield Line(standing, dash, "".join(paths[standing]))


def _path(points: Iterable[Point]) -> str:
    """Draw dots: lines without length, whose round ends are seen."""
    return "".join(dict.fromkeys(f"M{x} {y}h0" for x, y in points))


def _words(
    labels: Mapping[str, str],
    points: Mapping[str, Point],
    size: tuple[int, int],
    centre: str,
) -> Iterator[Word]:
    """Place labels, the first first, where none lies over another or beyond the edge."""
    dots = map(points.__getitem__, labels)
    taken: list[Box] = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    for iri, label in labels.items():
        if len(label) > _LONGEST:
            continue
        for word, box in _tried(label, points[iri], _CENTRE if iri == centre else _DOT):
            if _is_inside(box, size) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield word
                break


def _tried(label: str, point: Point, radius: int) -> Iterator[tuple[Word, Box]]:
    """Go through the places for a label: to the right of its dot and to the left, and aslant."""
    x, y = point
    width = len(label) * _LETTER
    for down in (4, 14, -8):
        top = y + down - _LINE + 3
        right, left = x + radius + 4, x - radius - 4
        yield Word(label, right, y + down, "start"), (right - 3, top, right + width, top + _LINE)
        yield Word(label, left, y + down, "end"), (left - width, top, left + 3, top + _LINE)


def _is_inside(box: Box, size: tuple[int, int]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
