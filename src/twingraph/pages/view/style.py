"""How nodes and relations look: by colour, and by shape or dash for those who see no colours.

The line of a partnership tells how it stands; other relations have lines of their own. The colours
are in the style sheets, once for light and once for dark; here are only their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.standings import STANDINGS, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.pages.kinds import Kind
    from twingraph.pages.view.scene import Relation, Scene

SHAPES: dict[Kind, str] = {
    "city": "dot",
    "partnership": "diamond",
    "initiative": "star",
    "event": "triangle",
    "charter": "square",
    "official": "triangleDown",
    "network": "hexagon",
}

# The same shapes for the legend, as paths on a square of 20.
OUTLINES = {
    "dot": "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14z",
    "diamond": "M10 1l9 9l-9 9l-9-9z",
    "star": "M10 1l2.6 6h6.4l-5 4.3l2 6.7l-6-4l-6 4l2-6.7l-5-4.3h6.4z",
    "triangle": "M10 2l8.5 15h-17z",
    "square": "M3 3h14v14h-14z",
    "triangleDown": "M10 18l8.5-15h-17z",
    "hexagon": "M10 1.5l7.4 4.25v8.5l-7.4 4.25l-7.4-4.25v-8.5z",
}

# What is no partnership has one pattern of strokes and gaps a colour, `--line-0` and so on.
DASHES: tuple[tuple[int, ...], ...] = (
    (16, 4),
    (8, 5),
    (2, 4),
    (12, 4, 2, 4),
    (7, 3, 2, 3),
    (18, 4, 2, 4, 2, 4),
    (1, 6),
    (24, 7),
)
FAMILIAR = ("participant", "from", "via", "to", "place", "within", "member", "signatory")


class Line(NamedTuple):
    """How a relation is drawn.

    Attributes:
        name: Name of its colour in the style sheet, such as "standing-ended" or "line-2".
        label: What it tells, worded in the scene's language.
        dash: Strokes and gaps, in pixels; a plain line has none.
    """

    name: str
    label: str
    dash: tuple[int, ...]


def lines(scene: Scene) -> dict[str, Line]:
    """Return the lines of a scene, in the order of the legend, by what ``line_of`` returns."""
    return _of_partnerships(scene) | _of_others(scene.relations)


def line_of(relation: Relation) -> str:
    """Return what decides on the line of a relation: its standing, or else its kind."""
    return relation.standing or relation.kind


def _of_partnerships(scene: Scene) -> dict[str, Line]:
    met = {relation.standing for relation in scene.relations}
    words = labels(scene.language)
    return {
        each.id: Line(f"standing-{each.id}", words[each.id], each.dash)
        for each in STANDINGS
        if each.id in met
    }


def _of_others(relations: Iterable[Relation]) -> dict[str, Line]:
    """Return the line of each other kind of relation, always the same for the familiar kinds."""
    words: dict[str, str] = {}
    for relation in relations:
        if not relation.standing:
            words.setdefault(relation.kind, relation.kind_label)
    numbers = {kind: FAMILIAR.index(kind) for kind in FAMILIAR if kind in words}
    others = sorted(words.keys() - set(FAMILIAR))
    free = [n for n in range(len(DASHES)) if n not in numbers.values()] or [len(DASHES) - 1]
    numbers |= {kind: free[::-1][n % len(free)] for n, kind in enumerate(others)}
    return {kind: Line(f"line-{n}", words[kind], DASHES[n]) for kind, n in numbers.items()}
